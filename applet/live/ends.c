/* SPDX-License-Identifier: 0BSD */
/*
 * log: a line for each connection that ends, by the kernel's last word of it. When it began, and who held it, is known
 * where a look has seen it before.
 */
#include <errno.h>

#include "live/json.h"
#include "live/log.h"

/* What a look sees is new since the one before, but for the first one's. */
static int see(void *ctx, const struct sock *s)
{
	struct log *log = ctx;
	uint64_t key = live_key(&log->live, s->cookie);
	struct seen *seen;
	bool new = !map_find(&log->live.seen, &key);

	if (!live_wants(&log->live, s))
		return 0;
	seen = map_add(&log->live.seen, &key);
	if (!seen)
		return 0;
	if (new && !log->live.fresh)
		seen->since = log->live.looked;
	seen->missing = 0;
	if (log->live.programs)
		live_pid(&log->live, seen, s);
	return 0;
}

/* A connection that was refused, or given up, has measured no round trip and moved nothing. */
static bool was_connection(const struct sock *s)
{
	const struct tcp_values *v;

	if (!s->peer.port || !s->details || s->details->length[DETAIL_TCP] < offsetof(struct tcp_values, segs_out))
		return false;
	v = &s->details->tcp;
	return v->rtt || v->bytes_acked || v->bytes_received;
}

/* "2026-11-21T14:03:22.123Z" */
static void out_time(struct out *o, uint64_t ms)
{
	out_date(o, ms / 1000);
	out_char(o, '.');
	for (unsigned unit = 100; unit; unit /= 10)
		out_char(o, '0' + ms % 1000 / unit % 10);
	out_char(o, 'Z');
}

static const struct column {
	char title[10];
	uint8_t width;
} columns[] = {
	IF_FEATURE_NAMESPACES({ "Netns", 15 },)
	{ "Time", 24 }, { "Local", 21 }, { "Peer", 21 }, { "Sent", 10 }, { "Received", 10 }, { "Retrans", 7 },
	{ "RTT ms", 7 }, { "Seconds", 7 }, { "Program", 0 },
};


/* A line's cells, in the order of the columns; NETNS is there where all are looked into. */
enum { NETNS = -1 };
static void out_cell(struct out *o, const struct live *l, int c, const struct sock *s, const struct seen *seen)
{
	const struct tcp_values *v = &s->details->tcp;
	struct text place = live_place(l, l->here);

	switch (c) {
	case NETNS:
		out_escaped(o, place.p, place.length, ESCAPE_BLANKS);
		break;
	case 0:
		out_time(o, clock_ms());
		break;
	case 1:
		out_end(o, s->family, &s->local);
		break;
	case 2:
		out_end(o, s->family, &s->peer);
		break;
	case 3:
		out_number(o, v->bytes_acked, 0);
		break;
	case 4:
		out_number(o, v->bytes_received, 0);
		break;
	case 5:
		out_number(o, v->total_retrans, 0);
		break;
	case 6:
		out_thousandths(o, v->rtt, 3);
		break;
	case 7:
		if (seen && seen->since)
			out_thousandths(o, now_ms() - seen->since, 1);
		else
			out_char(o, '-');
		break;
	default:
		out_program(o, l, seen && seen->pid < PID_ONCE ? seen->pid : 0, 0);
	}
}

/* The titles, where there is no socket. */
static void out_line(const struct live *l, const struct sock *s, const struct seen *seen)
{
	enum { FIRST = 0 IF_FEATURE_NAMESPACES(+ 1) };
	struct out *o = l->out;

	for (int c = netns_is_all(l->where) ? 0 : FIRST; c < (int)ARRAY_SIZE(columns); c++) {
		size_t start = out_position(o);

		if (s)
			out_cell(o, l, c - FIRST, s, seen);
		else
			out_text(o, columns[c].title);
		out_pad(o, start, columns[c].width);
		out_char(o, columns[c].width ? ' ' : '\n');
	}
}

static void out_json(const struct live *l, const struct sock *s, const struct seen *seen)
{
	const struct tcp_values *v = &s->details->tcp;
	struct rows r;

	live_json_begin(&r, l->out, live_place(l, l->here));
	live_json_sock(&r, l, s, seen && seen->pid < PID_ONCE ? seen->pid : 0);
	if (s->details->length[DETAIL_TCP] >= offsetof(struct tcp_values, dsack_dups))
		json_number(&r, "bytes_sent", v->bytes_sent);
	json_number(&r, "bytes_acked", v->bytes_acked);
	json_number(&r, "bytes_received", v->bytes_received);
	json_number(&r, "retransmits", v->total_retrans);
	json_number(&r, "rtt", v->rtt);
	if (seen && seen->since)
		json_number(&r, "duration_ms", now_ms() - seen->since);
	json_end(&r);
}

static int show(void *ctx, const struct sock *s)
{
	struct log *log = ctx;
	struct live *l = &log->live;
	uint64_t key = live_key(l, s->cookie);
	struct seen *seen = map_find(&l->seen, &key);

	if (was_connection(s) && (seen || live_wants(l, s)))
		(ENABLE_FEATURE_JSON && log->json ? out_json : out_line)(l, s, seen);
	if (seen)
		seen->key = 0;
	return 0;
}

/* When nothing more has come: what the kernel had to drop meanwhile, and what was written leaves. */
static void wait_for_ends(struct live *l, void *ctx)
{
	struct log *log = ctx;
	uint32_t dropped = live_dropped(l);
	struct rows r;

	if (dropped != log->told && ENABLE_FEATURE_JSON && log->json) {
		live_json_begin(&r, l->out, (struct text){ 0, 0 });
		json_number(&r, "lost", dropped - log->told);
		json_end(&r);
	} else if (dropped != log->told) {
		out_time(l->out, clock_ms());
		out_field(l->out, " lost: ", dropped - log->told);
		out_text(l->out, ", for which the kernel had no room\n");
	}
	log->told = dropped;
	out_finish(l->out, &l->where->faults);
}

int log_run(struct log *log)
{
	struct live *l = &log->live;

	l->hears = true;
	l->pause = wait_for_ends;
	if (!ENABLE_FEATURE_JSON || !log->json)
		out_line(l, 0, 0);
	do {
		l->looked = now_ms();
		if (!live_look(l, see, log) || !live_hears(l))
			break;
		live_forget(l);
		l->fresh = false;
		live_wait(l, l->looked + l->interval, (const int[]){ -1, -1 }, show, log);
	} while (!l->out->error);
	return 1;
}
