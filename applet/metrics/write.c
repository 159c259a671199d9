/* SPDX-License-Identifier: 0BSD */
/*
 * The families, each with its HELP and TYPE, then its series. Of several namespaces the series of each are kept, since
 * a family has to be in one piece.
 */
#include <string.h>

#include "metrics/metrics.h"

/* More than the longest series takes, names of any bytes escaped. */
enum { SERIES_ROOM = 1 << 16 };

/* Room for one more series, where they are kept. */
static void make_room(struct metrics *m)
{
	struct out *o = m->out;
	char *more;

	if (o->fd >= 0 || o->size - o->used >= SERIES_ROOM)
		return;
	more = enlarge(o->buffer, o->size, 2 * o->size + SERIES_ROOM);
	if (!more) {
		m->missed = true;
		o->used = 0;
		return;
	}
	o->buffer = more;
	o->size = 2 * o->size + SERIES_ROOM;
}

void series_begin(struct metrics *m, const char *family)
{
	struct text netns = m->check->where->netns;

	make_room(m);
	out_text(m->out, "socklet_");
	out_text(m->out, family);
	m->before = '{';
	if (ENABLE_FEATURE_NAMESPACES && netns.p)
		series_label(m, "netns", netns);
}

/* A label's value is escaped as a text of JSON's. */
void series_label(struct metrics *m, const char *key, struct text t)
{
	struct out *o = m->out;

	out_char(o, m->before);
	m->before = ',';
	out_text(o, key);
	out_text(o, "=\"");
	o->quoted = true;
	out_escaped(o, t.p, t.length, ESCAPE_CONTROLS);
	o->quoted = false;
	out_char(o, '"');
}

void series_word(struct metrics *m, const char *key, const char *word)
{
	series_label(m, key, (struct text){ word, strlen(word) });
}

void series_number(struct metrics *m, const char *key, uint64_t n)
{
	char text[20];

	series_label(m, key, (struct text){ text, put_number(text, n) - text });
}

void series_value(struct metrics *m, uint64_t n)
{
	out_text(m->out, m->before == ',' ? "} " : " ");
	out_number(m->out, n, 0);
	out_char(m->out, '\n');
}

static void write_heading(struct out *o, unsigned f)
{
	const char *texts[] = {
		"# HELP socklet_", family_text(f, FAMILY_NAME), " ", family_text(f, FAMILY_HELP),
		"\n# TYPE socklet_", family_text(f, FAMILY_NAME), " ", family_text(f, FAMILY_TYPE), "\n",
	};

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		out_text(o, texts[i]);
}

/* Those of one family, out of all that are kept: each has labels. */
static void write_kept(struct out *o, const struct out *kept, const char *family)
{
	const char *line = kept->buffer, *end = line + kept->used, *next;
	char start[64];
	size_t length = put_text(put_text(put_text(start, "socklet_"), family), "{") - start;

	for (; line < end; line = next) {
		next = (const char *)memchr(line, '\n', end - line) + 1;
		if ((size_t)(next - line) > length && !memcmp(line, start, length))
			out_bytes(o, line, next - line);
	}
}

/* What could not be had is told of each namespace. */
static void tell(struct metrics *m)
{
	struct context *where = m->check->where;
	const char *name = where->netns.p ? where->netns.p : "metrics";

	if (m->check->no_memory || m->destinations.missed || m->missed)
		fault(&where->faults, name, 0, "no memory for all that there is: some are not counted");
	if (m->check->no_sockets)
		fault(&where->faults, name, 0, "the sockets cannot be read");
}

/* One namespace has been looked at, and we are there. */
static void write_namespace(void *ctx, struct check *c)
{
	struct metrics *m = ctx;

	m->check = c;
	for (unsigned f = 0; family_text(f, FAMILY_NAME); f++) {
		if (m->out->fd >= 0)
			write_heading(m->out, f);
		family_series(m, f);
	}
	tell(m);
	release(m->destinations.slots, m->destinations.room * sizeof *m->destinations.slots);
	memset(&m->destinations, 0, sizeof m->destinations);
	memset(m->sockets, 0, sizeof m->sockets);
}

void metrics_write(struct metrics *m, const struct check *model, struct out *o)
{
	struct out kept;

	out_open(&kept, -1, 0, 0);
	m->out = netns_is_all(model->where) ? &kept : o;
	if (!check_each(model, write_namespace, m))
		fault(&model->where->faults, "metrics", 0, "no memory for all namespaces");
	if (m->out == o)
		return;
	for (unsigned f = 0; family_text(f, FAMILY_NAME); f++) {
		write_heading(o, f);
		write_kept(o, &kept, family_text(f, FAMILY_NAME));
	}
	release(kept.buffer, kept.size);
}
