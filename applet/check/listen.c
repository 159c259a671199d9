/* SPDX-License-Identifier: 0BSD */
/*
 * Listening sockets: the queue of connections that wait for accept(), what was dropped for want of room in it, and the
 * connections that are half open. By netlink a listener tells how many wait and how many may; the kernel drops when
 * more than that wait (include/net/sock.h:sk_acceptq_is_full). By /proc it tells the first only.
 */
#include <string.h>
#include <sys/socket.h>

#include "check/check.h"

/* Backlogs up to this are small by design: what counts is whether something was dropped. */
enum { SMALL_BACKLOG = 5, LARGE_BACKLOG = 8 };

/* What is kept of a listener in n[], before it is judged. */
enum { WAITING, LIMIT, DROPS, HALF_OPEN, UNANSWERED, KNOWN_LIMIT };
/* And in first[]. */
enum { FIRST_WAITING, FIRST_DROPS };

static bool by_netlink(const struct thing *t)
{
	return t->n[KNOWN_LIMIT];
}

static void see_listener(struct check *c, const struct sock *s)
{
	struct thing *t = thing_make(c, KEPT_LISTENER, socket_key(s), s);
	uint32_t drops = 0;

	if (!t)
		return;
	t->n[KNOWN_LIMIT] = (s->known & KNOWN_NETLINK) != 0;
	drops_of(s, &drops);
	if (!c->second) {
		t->in_first = true;
		t->first[FIRST_WAITING] = s->receive_queue;
		t->first[FIRST_DROPS] = drops;
	}
	t->count += c->second;
	t->n[WAITING] = s->receive_queue;
	t->n[LIMIT] = s->send_queue;
	t->n[DROPS] = drops;
}

/* By the port alone: the listener's own address may be any. */
static void see_half_open(struct check *c, const struct sock *s)
{
	struct thing *t = thing_make(c, FINDING_SYN_QUEUE, s->local.port, s);

	if (!t)
		return;
	if (!t->n[0])
		t->peer.port = t->has_peer = 0;
	t->n[0]++;
	t->n[1] += s->retransmits > 0;
}

void listen_see(struct check *c, const struct sock *s)
{
	if (s->protocol == PROTOCOL_UNIX || (s->protocol == PROTOCOL_TCP && s->state == STATE_LISTEN))
		see_listener(c, s);
	else if (c->second && s->protocol == PROTOCOL_TCP && s->state == STATE_SYN_RECV)
		see_half_open(c, s);
}

/*
 * A listener's own count has also the requests that were sent twice because our answer was lost
 * (net/ipv4/tcp_ipv4.c:tcp_v4_rcv), so it is no more than what the kernel counts of all listeners.
 */
static uint64_t dropped(const struct check *c, const struct thing *t)
{
	uint64_t all = growth(c, KERNEL_LISTEN_DROPS), by = t->n[DROPS] - t->first[FIRST_DROPS];

	return !t->in_first || t->n[DROPS] < t->first[FIRST_DROPS] ? 0 : by < all ? by : all;
}

static uint64_t dropped_ever(const struct check *c, const struct thing *t)
{
	return t->n[DROPS] < c->now.of[KERNEL_LISTEN_DROPS] ? t->n[DROPS] : c->now.of[KERNEL_LISTEN_DROPS];
}

static bool was_full(const struct check *c, const struct thing *t)
{
	return !c->seconds || (t->in_first && t->first[FIRST_WAITING] > t->n[LIMIT]);
}

/* Without a limit: it cannot be told but from connections that wait on while others are dropped. */
static unsigned severity_by_proc(const struct check *c, const struct thing *t)
{
	bool stuck = t->in_first && t->first[FIRST_WAITING] && t->n[WAITING] >= t->first[FIRST_WAITING];

	return stuck && growth(c, KERNEL_LISTEN_OVERFLOWS) ? SEVERITY_CRITICAL : SEVERITY_NONE;
}

/* A unix listener's queue has no drops: who finds it full waits, so its backlog is never too small to be judged. */
static unsigned queue_severity(const struct check *c, const struct thing *t)
{
	bool full = t->n[WAITING] > t->n[LIMIT], lasts = was_full(c, t);
	bool small = t->n[LIMIT] <= SMALL_BACKLOG && t->protocol == PROTOCOL_TCP;
	uint64_t nearly = t->n[LIMIT] - t->n[LIMIT] / 4;

	if (!by_netlink(t))
		return severity_by_proc(c, t);
	if (full && lasts && (!small || dropped(c, t)))
		return SEVERITY_CRITICAL;
	if (full && (dropped(c, t) || (lasts && dropped_ever(c, t))))
		return SEVERITY_WARNING;
	if (t->n[LIMIT] >= LARGE_BACKLOG && t->n[WAITING] >= nearly &&
	    (!c->seconds || t->first[FIRST_WAITING] >= nearly))
		return SEVERITY_WARNING;
	return SEVERITY_NONE;
}

/* A finding about the listener that is number i of the things, with its numbers. False when it is not to be told. */
static bool tell(struct check *c, unsigned finding, unsigned severity, size_t i, const uint64_t n[6])
{
	struct thing *t = severity ? thing_make(c, finding, c->things[i].key, 0) : 0;

	if (!t)
		return false;
	*t = c->things[i];
	t->finding = finding;
	t->severity = severity;
	t->has_peer = false;
	memcpy(t->n, n, sizeof t->n);
	return true;
}

static bool judge_queue(struct check *c, size_t i)
{
	const struct thing *l = &c->things[i];
	uint64_t limit = by_netlink(l) ? l->n[LIMIT] : 0;
	const uint64_t n[6] = {
		l->n[WAITING], limit, limit ? dropped(c, l) : growth(c, KERNEL_LISTEN_OVERFLOWS), dropped_ever(c, l), 0,
		limit && limit == c->now.of[KERNEL_SOMAXCONN],
	};

	unsigned finding = l->protocol == PROTOCOL_UNIX ? FINDING_UNIX_QUEUE : FINDING_ACCEPT_QUEUE;

	return tell(c, finding, queue_severity(c, l), i, n);
}

static void judge_drops(struct check *c, size_t i)
{
	const uint64_t n[6] = { dropped(c, &c->things[i]), dropped_ever(c, &c->things[i]) };

	tell(c, FINDING_LISTENER_DROPS, n[0] ? SEVERITY_WARNING : n[1] ? SEVERITY_NOTE : SEVERITY_NONE, i, n);
}

/* Others of the same address and port, and how many of them have nothing to do. */
static void judge_workers(struct check *c, size_t i)
{
	const struct thing *l = &c->things[i], *other;
	uint64_t n[6] = { l->n[WAITING], l->n[LIMIT] };

	if (n[0] < n[1] || !n[0] || !was_full(c, l))
		return;
	for (size_t at = 0; (other = thing_next(c, KEPT_LISTENER, &at));)
		n[2] += other->key != l->key && other->count && other->protocol == l->protocol &&
			other->family == l->family && !other->n[WAITING] && other->interface == l->interface &&
			!memcmp(&other->local, &l->local, sizeof l->local);
	tell(c, FINDING_REUSEPORT, n[2] ? SEVERITY_WARNING : SEVERITY_NONE, i, n);
}

/* The listener that connections are half open to, by the port alone: its limit and whose it is. */
static void find_limit(struct check *c, struct thing *t, uint64_t *listener)
{
	const struct thing *l;

	for (size_t at = 0; (l = thing_next(c, KEPT_LISTENER, &at));)
		if (l->local.port == t->key && l->protocol == PROTOCOL_TCP && by_netlink(l)) {
			t->n[2] = l->n[LIMIT];
			t->inode = l->inode;
			*listener = l->key;
		}
}

/* With tcp_syncookies at 2 every request is answered by a cookie, full or not. */
static void judge_half_open(struct check *c)
{
	uint64_t lost = growth(c, KERNEL_SYN_DROPS), listener = 0;
	uint64_t cookies = c->now.of[KERNEL_SYN_COOKIES] == 2 ? 0 : growth(c, KERNEL_DO_COOKIES);
	unsigned severity = lost ? SEVERITY_CRITICAL : cookies ? SEVERITY_WARNING : SEVERITY_NONE;
	struct thing *t, *most = 0, *drops;

	for (size_t at = 0; (t = thing_next(c, FINDING_SYN_QUEUE, &at));) {
		find_limit(c, t, &listener);
		t->n[3] = cookies;
		t->n[4] = lost;
		if (!t->n[2] && (!most || t->n[0] > most->n[0]))
			most = t;
		if (!t->n[2] || t->n[0] < t->n[2])
			continue;
		t->severity = severity ? severity : t->n[2] >= LARGE_BACKLOG ? SEVERITY_WARNING : SEVERITY_NONE;
		drops = thing_find(c, FINDING_LISTENER_DROPS, listener);
		if (drops && t->severity)
			drops->severity = SEVERITY_NONE; /* the same requests, said once */
	}
	if (most)
		most->severity = severity; /* without a limit it is the one with most */
}

/* The counter has grown and nobody can be named. */
static void judge_burst(struct check *c)
{
	uint64_t by = growth(c, KERNEL_LISTEN_OVERFLOWS);

	if (by)
		thing_of_machine(c, FINDING_ACCEPT_QUEUE, SEVERITY_WARNING, 0, 0, by);
}

void listen_end(struct check *c)
{
	bool named = false;
	size_t count = c->count;

	for (size_t i = 0; i < count; i++) {
		if (c->things[i].finding != KEPT_LISTENER || !c->things[i].count)
			continue;
		named |= dropped(c, &c->things[i]) != 0;
		if (judge_queue(c, i))
			named |= c->things[i].protocol == PROTOCOL_TCP;
		else
			judge_drops(c, i);
		if (c->things[i].protocol == PROTOCOL_TCP)
			judge_workers(c, i);
	}
	if (!named)
		judge_burst(c);
	judge_half_open(c);
}
