/* SPDX-License-Identifier: 0BSD */
/*
 * Connections that programs hold and do not use: closed by the other side, half closed by us, idle. How long, the
 * kernel tells by netlink: last_ack_recv is from the packet that came last, and so no more than the age of the state.
 * By /proc it is only known that a socket was in the first look already.
 */
#include "check/check.h"

enum { LONG_S = 60, HOUR_S = 3600, SOME = 10, MANY = 100 };
enum { SOCKETS, OLDEST, UNREAD, DESCRIPTORS };

/* What is kept of each socket before it is known whose it is. */
enum { KEPT_CLOSE_WAIT = KEPT_SOCKET + 1, KEPT_HALF_CLOSED, KEPT_IDLE };

/* Seconds; sockets of /proc are paired by inode. */
static uint64_t age_of(const struct check *c, const struct sock *s, const struct thing *t)
{
	const struct tcp_values *v = TCP_VALUES(s, last_ack_recv);

	if (v)
		return v->last_ack_recv / 1000;
	return t->in_first ? c->seconds : 0;
}

static void keep(struct check *c, unsigned kind, const struct sock *s)
{
	struct thing *t = thing_make(c, kind, socket_key(s), s);

	if (!t)
		return;
	t->in_first |= !c->second;
	t->count += c->second;
	t->n[OLDEST] = age_of(c, s, t);
	t->n[UNREAD] = s->receive_queue > 0;
}

static uint64_t idle_limit(const struct check *c)
{
	uint64_t limit = c->now.of[KERNEL_FLOW_TIMEOUT];

	return c->now.known[KERNEL_FLOW_TIMEOUT] && c->now.of[KERNEL_FLOWS] && limit < 2 * HOUR_S ? limit : 2 * HOUR_S;
}

/* Nothing came, nothing went: the least of the kernel's three times. */
static void see_established(struct check *c, const struct sock *s)
{
	const struct tcp_values *v = TCP_VALUES(s, last_ack_recv);
	uint64_t limit = idle_limit(c) * 1000;
	struct thing *t;

	if (!v || s->timer || !s->inode || v->last_ack_recv < limit || v->last_data_recv < limit ||
	    v->last_data_sent < limit)
		return;
	t = thing_make(c, KEPT_IDLE, socket_key(s), s);
	if (!t)
		return;
	t->count++;
	t->n[OLDEST] = v->last_ack_recv / 1000;
	if (v->last_data_sent / 1000 < t->n[OLDEST])
		t->n[OLDEST] = v->last_data_sent / 1000;
}

void held_see(struct check *c, const struct sock *s)
{
	bool has_times = s->details != 0;

	if (s->protocol != PROTOCOL_TCP || (has_times && !c->second))
		return;
	if (s->state == STATE_CLOSE_WAIT && is_wanted(c, FINDING_CLOSE_WAIT))
		keep(c, KEPT_CLOSE_WAIT, s);
	else if (s->state == STATE_FIN_WAIT2 && s->inode && !s->timer && is_wanted(c, FINDING_HALF_CLOSED))
		keep(c, KEPT_HALF_CLOSED, s);
	else if (s->state == STATE_ESTABLISHED && c->second && is_wanted(c, FINDING_IDLE))
		see_established(c, s);
}

/* Drops what is younger than a minute. How many are left. */
static size_t old_ones(struct check *c, unsigned kind)
{
	struct thing *t;
	size_t count = 0;

	for (size_t at = 0; (t = thing_next(c, kind, &at));) {
		if (t->n[OLDEST] < LONG_S || !t->count)
			t->finding = KEPT_SOCKET;
		else
			count++;
	}
	return count;
}

/* The findings of a kind, one for each program; `some` sockets make a warning. */
static void judge(struct check *c, unsigned kind, unsigned finding, unsigned some)
{
	struct thing *t;

	by_program(c, kind, finding);
	for (size_t at = 0; (t = thing_next(c, finding, &at));)
		t->severity = t->n[SOCKETS] >= some ? SEVERITY_WARNING
			    : t->n[OLDEST] >= HOUR_S || finding == FINDING_IDLE ? SEVERITY_NOTE : SEVERITY_NONE;
}

static void judge_close_wait(struct check *c)
{
	struct thing *t;

	judge(c, KEPT_CLOSE_WAIT, FINDING_CLOSE_WAIT, SOME);
	for (size_t at = 0; (t = thing_next(c, FINDING_CLOSE_WAIT, &at));) {
		t->n[DESCRIPTORS] = t->pid ? descriptor_limit(c, t->pid) : 0;
		if (t->severity == SEVERITY_WARNING &&
		    (t->n[SOCKETS] >= MANY || t->n[SOCKETS] * 4 >= t->n[DESCRIPTORS] - !t->n[DESCRIPTORS]))
			t->severity = SEVERITY_CRITICAL;
	}
}

void held_end(struct check *c)
{
	struct thing *t;

	if (old_ones(c, KEPT_CLOSE_WAIT))
		judge_close_wait(c);
	if (old_ones(c, KEPT_HALF_CLOSED))
		judge(c, KEPT_HALF_CLOSED, FINDING_HALF_CLOSED, SOME);
	judge(c, KEPT_IDLE, FINDING_IDLE, MANY);
	for (size_t at = 0; (t = thing_next(c, FINDING_IDLE, &at));)
		t->n[2] = c->now.of[KERNEL_FLOW_TIMEOUT];
	if (c->by_proc && c->seconds < LONG_S)
		c->reason[FINDING_CLOSE_WAIT] = c->reason[FINDING_HALF_CLOSED] = REASON_NO_NETLINK;
	else
		c->reason[FINDING_CLOSE_WAIT] = c->reason[FINDING_HALF_CLOSED] = REASON_NONE;
}
