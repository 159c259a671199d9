/* SPDX-License-Identifier: 0BSD */
/*
 * top from its first look to its last.
 */
#include <unistd.h>

#include "live/top.h"

static bool look(struct top *t)
{
	bool told = ENABLE_FEATURE_TOP_FLOWS && t->flows ? top_flows(t) : live_look(&t->live, top_sock, t);

	if (t->old)
		fault(&t->live.where->faults, "tcp", 0, "this kernel does not count a connection's bytes, Linux 4.1 "
		      "does" IF_FEATURE_TOP_FLOWS("; --flows may know"));
	return told && !t->old;
}

/* What is known of the past is not counted. */
static bool first_look(struct top *t)
{
	t->live.hears = !t->flows;
	t->live.looked = now_ms();
	if (!look(t))
		return false;
	live_wait(&t->live, 0, (const int[]){ -1, -1 }, top_ended, t);
	t->live.fresh = false;
	return true;
}

/* The next ones: an interval ends with each. */
static bool next_look(struct top *t)
{
	uint64_t now = now_ms();

	t->elapsed = now - t->live.looked;
	t->time = clock_ms();
	if (!look(t))
		return false;
	live_wait(&t->live, 0, (const int[]){ -1, -1 }, top_ended, t);
	t->live.looked = now;
	top_end(t);
	live_forget(&t->live);
	return true;
}

/* False: it is over. Another order holds from the next interval on. */
static bool take_key(struct top *t, uint8_t *sort)
{
	static const char orders[] = "tsrl"; /* in the order of SORT_* */
	char key;

	if (read(0, &key, 1) != 1 || key == 'q')
		return false;
	t->steady ^= key == 'o';
	for (unsigned i = 0; orders[i]; i++)
		if (orders[i] == key)
			*sort = i;
	return true;
}

/* Until the next look is due: 0; or the signal to end by, -1 for none. */
static int wait_for_look(struct top *t, struct screen *s, uint8_t *sort)
{
	const int others[2] = { s ? s->signal_descriptor : -1, s ? 0 : -1 };
	int ready, signal;

	while ((ready = live_wait(&t->live, t->live.looked + t->live.interval, others, top_ended, t))) {
		signal = ready == 1 ? screen_signal(s) : 0;
		if (signal)
			return signal;
		if (ready == 2 && !take_key(t, sort))
			return -1;
	}
	return 0;
}

static void show(struct top *t, struct screen *s)
{
	struct out *o = t->live.out;

	if (ENABLE_FEATURE_JSON && t->json) {
		top_json(t);
	} else if (s) {
		out_text(o, "\033[H");
		top_show(t, s->width, s->height);
		out_text(o, "\033[J");
	} else {
		top_show(t, 0, 0);
	}
	out_finish(o, &t->live.where->faults);
}

int top_run(struct top *t, uint64_t times, struct screen *s)
{
	int end = 0;

	if (!first_look(t))
		return 1;
	for (uint64_t n = 0; (!times || n < times) && !t->live.out->error; n++) {
		uint8_t sort = t->sort;

		if (s && !rows_resize(&t->rows, s->height))
			return 1;
		top_begin(t);
		end = wait_for_look(t, s, &sort);
		if (end || !next_look(t))
			break;
		show(t, s);
		t->sort = sort;
	}
	return end;
}
