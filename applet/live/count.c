/* SPDX-License-Identifier: 0BSD */
/*
 * What a connection has moved since it was seen last, and whom that is counted for.
 */
#include <string.h>
#include <sys/socket.h>

#include "live/top.h"

const char top_keys[] =
#define TOP_KEY(word) word "\0"
#include "live/keys.def"
#undef TOP_KEY
	;

void top_begin(struct top *t)
{
	t->rows.count = 0;
	map_empty(&t->groups);
	memset(&t->sum, 0, sizeof t->sum);
	t->ended = t->connections = 0;
	t->older = t->live.uncounted = 0;
	t->dropped = live_dropped(&t->live);
}

static void add(struct amounts *a, const struct amounts *b)
{
	a->sent += b->sent;
	a->received += b->received;
	a->retransmitted += b->retransmitted;
}

static void put_number_key(uint8_t key[24], uint64_t number)
{
	memcpy(key, &number, sizeof number);
}

static void put_address_key(uint8_t key[24], const struct sock *s, const struct endpoint *e)
{
	memcpy(key, e->address, s->family == AF_INET6 ? 16 : 4);
	key[16] = s->family;
}

static void put_name_key(uint8_t key[24], struct text name)
{
	memcpy(key, name.p, name.length < 24 ? name.length : 24);
}

/* `key` comes as zeros. A flow's port is the one that was called, a connection's the one at this end. */
static void group_key(struct top *t, uint8_t key[24], struct seen *seen, const struct row *r)
{
	const struct sock *s = &r->sock;

	switch (t->by) {
	case BY_PROGRAM:
		put_name_key(key, live_name(&t->live, live_pid(&t->live, seen, s)));
		break;
	case BY_PEER:
		put_address_key(key, s, &s->peer);
		break;
	case BY_HOST:
		put_address_key(key, s, &s->local);
		break;
	case BY_PORT:
		put_number_key(key, t->flows ? r->port : s->local.port);
		break;
	case BY_CGROUP:
		put_number_key(key, s->cgroup);
		break;
	case BY_PROTOCOL:
		put_name_key(key, (struct text){ r->protocol, strlen(r->protocol) });
	}
}

static void count_group(struct top *t, struct seen *seen, const struct row *r)
{
	uint8_t key[24] = { 0 };
	struct count_group *g;

	group_key(t, key, seen, r);
	g = map_add(&t->groups, key);
	if (!g) {
		t->live.uncounted++;
		return;
	}
	add(&g->now, &r->now);
	add(&g->total, &r->total);
	g->connections++;
}

/* A cookie or a tuple that came again counts from its beginning. */
void top_count(struct top *t, struct seen *seen, struct row *r, bool known)
{
	struct amounts last = { seen->sent, seen->received, seen->retransmitted };

	if (last.sent > r->total.sent || last.received > r->total.received)
		memset(&last, 0, sizeof last);
	memset(&r->now, 0, sizeof r->now);
	if (known) {
		r->now.sent = r->total.sent - last.sent;
		r->now.received = r->total.received - last.received;
		r->now.retransmitted = (uint32_t)(r->total.retransmitted - last.retransmitted);
	}
	seen->sent = r->total.sent;
	seen->received = r->total.received;
	seen->retransmitted = r->total.retransmitted;
	seen->missing = 0;
	r->place = t->live.here;
	r->key = seen->key;
	t->connections += !r->ended;
	t->ended += r->ended;
	add(&t->sum, &r->now);
	if (t->by)
		count_group(t, seen, r);
	else
		rows_offer(t, r);
}

/* False: the kernel has not counted it. A socket that only waits for TIME_WAIT to pass has no values. */
static bool take_values(struct top *t, struct row *r, const struct sock *s)
{
	const struct tcp_values *v = &s->details->tcp;
	size_t length = s->details->length[DETAIL_TCP];

	memset(r, 0, offsetof(struct row, sock));
	if (length < offsetof(struct tcp_values, segs_out)) {
		t->old |= length != 0;
		return false;
	}
	r->total = (struct amounts){ v->bytes_acked, v->bytes_received, v->bytes_retrans };
	r->told_loss = length >= offsetof(struct tcp_values, dsack_dups);
	r->rtt = v->rtt;
	r->sock = *s;
	r->sock.details = 0;
	sock_set_netns(&r->sock, (struct text){ 0, 0 }); /* it is not kept: r->place is */
	return true;
}

int top_sock(void *ctx, const struct sock *s)
{
	struct top *t = ctx;
	struct seen *seen;
	struct row r;
	uint64_t key;
	bool new;

	if (!live_wants(&t->live, s) || !take_values(t, &r, s))
		return t->old;
	key = live_key(&t->live, s->cookie);
	new = !map_find(&t->live.seen, &key);
	seen = map_add(&t->live.seen, &key);
	if (!seen) {
		t->live.uncounted++;
		return 0;
	}
	if (seen->pid < PID_ONCE)
		r.pid = seen->pid;
	top_count(t, seen, &r, !new || !t->live.fresh);
	return 0;
}

/*
 * One that no look has seen came and went since the last one, if it has moved anything since then. Else it broke off
 * long ago, and its program has let go of it only now.
 */
static bool is_new(const struct top *t, const struct tcp_values *v)
{
	enum { SLACK = 50 };
	uint32_t idle = v->last_data_sent;

	if (idle > v->last_data_recv)
		idle = v->last_data_recv;
	if (idle > v->last_ack_recv)
		idle = v->last_ack_recv;
	return !t->live.fresh && idle <= now_ms() - t->live.looked + SLACK;
}

int top_ended(void *ctx, const struct sock *s)
{
	struct top *t = ctx;
	uint64_t key = live_key(&t->live, s->cookie);
	struct seen none = { 0 }, *seen = map_find(&t->live.seen, &key);
	struct row r;

	if (!s->peer.port || !s->details || (!seen && !live_wants(&t->live, s)) || !take_values(t, &r, s))
		return 0;
	if (!seen && !is_new(t, &s->details->tcp))
		return 0;
	r.ended = true;
	if (seen && seen->pid < PID_ONCE)
		r.pid = seen->pid;
	top_count(t, seen ? seen : &none, &r, true);
	if (seen)
		seen->key = 0;
	return 0;
}
