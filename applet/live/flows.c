/* SPDX-License-Identifier: 0BSD */
/*
 * What a router forwards, as conntrack counts it: with headers, and UDP as well.
 */
#include <errno.h>
#include <string.h>

#include "live/top.h"
#include "source/records.h"

static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
	for (const uint8_t *p = bytes; length--; p++)
		hash = (hash ^ *p) * 0x100000001b3;
	return hash;
}

/* What stands for a cookie, never 0. */
static uint64_t name_of(const struct masquerade *m)
{
	uint64_t hash = mix(0xcbf29ce484222325, m->protocol, sizeof m->protocol);

	hash = mix(hash, &m->source, sizeof m->source);
	hash = mix(hash, &m->destination, sizeof m->destination);
	return mix(hash, &m->id, sizeof m->id) | 1;
}

static bool is_other(const struct endpoint *a, const struct endpoint *b)
{
	return memcmp(a, b, sizeof *a) != 0;
}

/*
 * The inner end is the one that began it, unless what was called stands for another: a port that is let in. Up is what
 * the inner end sends.
 */
static void row_of(struct row *r, const struct masquerade *m)
{
	bool inward = is_other(&m->destination, &m->as_destination);

	memset(r, 0, sizeof *r);
	memcpy(r->protocol, m->protocol, sizeof r->protocol);
	r->may_lag = m->offloaded;
	r->sock.family = m->family;
	r->sock.cookie = name_of(m);
	r->sock.local = inward ? m->as_destination : m->source;
	r->sock.peer = inward ? m->source : m->destination;
	r->port = m->destination.port;
	if (inward)
		r->nat = m->destination;
	else if (is_other(&m->source, &m->as_source))
		r->nat = m->as_source;
	r->total.sent = m->bytes[inward];
	r->total.received = m->bytes[!inward];
}

static int count_flow(void *ctx, const struct masquerade *m)
{
	struct top *t = ctx;
	struct seen *seen;
	struct row r;
	bool new;

	row_of(&r, m);
	if (!live_wants(&t->live, &r.sock))
		return 0;
	if (!m->counted) {
		t->older++;
		return 0;
	}
	new = !map_find(&t->live.seen, &r.sock.cookie);
	seen = map_add(&t->live.seen, &r.sock.cookie);
	if (!seen) {
		t->live.uncounted++;
		return 0;
	}
	top_count(t, seen, &r, !new || !t->live.fresh);
	return 0;
}

static bool accounting_is_on(const struct context *where)
{
	char path[PROC_PATH], on = '0';

	return proc_path(where, path, "sys/net/netfilter/nf_conntrack_acct") &&
	       open_read_close(path, &on, 1) == 1 && on != '0';
}

/* What keeps us from the first look keeps us from the others. */
bool top_flows(struct top *t)
{
	struct faults *f = &t->live.where->faults;
	unsigned long before = f->count;
	int answer = conntrack_read(count_flow, t, t->live.where);

	t->accounting = accounting_is_on(t->live.where);
	if (answer < 0)
		fault(f, "conntrack", 0, error_text(errno));
	return !t->live.fresh || f->count == before;
}
