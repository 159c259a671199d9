/* SPDX-License-Identifier: 0BSD */
/*
 * Connections that the program here does not read: what came waits, and between the looks nothing of it was taken.
 */
#include "check/check.h"

enum { QUEUED, IDLE, MEMORY, BUFFER };
enum { LONG_S = 10 };
/* So little is what a peer says as it leaves, or a stray byte: a pool of connections has that for hours, and well. */
enum { LITTLE = 512 };

/* Bytes that the program has taken, by what it was sent; by /proc the queue must not have become shorter. */
static uint64_t taken(const struct sock *s)
{
	const struct tcp_values *v = TCP_VALUES(s, bytes_received);

	return v ? v->bytes_received - s->receive_queue : UINT32_MAX - (uint64_t)s->receive_queue;
}

static void judge(struct thing *t, const struct check *c, const struct sock *s)
{
	const struct memory_values *m = memory_of(s);
	const struct tcp_values *v = TCP_VALUES(s, last_data_recv);
	bool full = m && (uint64_t)m->rmem_alloc * 2 >= m->rcvbuf; /* the window closes at some 70 percent */

	t->n[QUEUED] = s->receive_queue;
	t->n[IDLE] = v ? v->last_data_recv / 1000 : c->seconds;
	t->n[MEMORY] = m ? m->rmem_alloc : 0;
	t->n[BUFFER] = m ? m->rcvbuf : 0;
	if (t->in_first && taken(s) <= t->first[0] && (full || t->n[IDLE] >= LONG_S))
		t->severity = s->receive_queue >= LITTLE || full ? SEVERITY_WARNING : SEVERITY_NOTE;
}

void reading_see(struct check *c, const struct sock *s)
{
	struct thing *t;

	if (s->protocol != PROTOCOL_TCP || s->state != STATE_ESTABLISHED || !s->receive_queue || !s->inode ||
	    !c->seconds)
		return;
	t = thing_make(c, FINDING_NOT_READING, socket_key(s), s);
	if (!t)
		return;
	if (c->second) {
		judge(t, c, s);
		return;
	}
	t->in_first = true;
	t->first[0] = taken(s);
}

void reading_end(struct check *c)
{
	if (c->by_proc && c->seconds < LONG_S)
		c->reason[FINDING_NOT_READING] = REASON_NO_NETLINK;
}
