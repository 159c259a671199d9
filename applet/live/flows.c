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
	uint64_t key;
	bool new;

	row_of(&r, m);
	if (!live_wants(&t->live, &r.sock))
		return 0;
	if (!m->counted) {
		t->older++;
		return 0;
	}
	key = live_key(&t->live, r.sock.cookie);
	new = !map_find(&t->live.seen, &key);
	seen = map_add(&t->live.seen, &key);
	if (!seen) {
		t->live.uncounted++;
		return 0;
	}
	top_count(t, seen, &r, !new || !t->live.fresh);
	return 0;
}

/* Where there is no /proc/sys it may be on: counters tell. */
static bool accounting_is_off(const struct context *where)
{
	char path[PROC_PATH], on;

	return proc_path(where, path, "sys/net/netfilter/nf_conntrack_acct") && open_read_close(path, &on, 1) == 1 &&
	       on == '0' && !netns_is_outside(where);
}

/* What keeps us from the first look keeps us from the others. */
static bool look_here(struct live *l, struct context *where, void *ctx)
{
	struct top *t = ctx;
	unsigned long before = where->faults.count;

	if (conntrack_read(count_flow, t, where) < 0)
		fault(&where->faults, "conntrack", 0, error_text(errno));
	t->unaccounted |= accounting_is_off(where);
	return !l->fresh || where->faults.count == before;
}

bool top_flows(struct top *t)
{
	t->unaccounted = false;
	return live_each(&t->live, look_here, t);
}
