/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets that drop what they are sent: UDP's, and those of programs that hear the kernel's events. Only what has ever
 * dropped is kept.
 */
#include <sys/socket.h>

#include "check/check.h"

enum { LOST, RECEIVED, TOTAL, QUEUED, BUFFER, SHORT };

static unsigned finding_of(const struct sock *s)
{
	return s->protocol == PROTOCOL_UDP ? FINDING_UDP_LOSS : FINDING_NETLINK_DROPS;
}

static uint64_t key_of_socket(const struct sock *s)
{
	return s->inode && !s->cookie ? s->inode : socket_key(s);
}

void udp_see(struct check *c, const struct sock *s)
{
	const struct memory_values *m = memory_of(s);
	struct thing *t;
	uint32_t drops;

	if ((s->protocol != PROTOCOL_UDP && s->protocol != PROTOCOL_NETLINK) || !drops_of(s, &drops) || !drops)
		return;
	t = thing_make(c, finding_of(s), key_of_socket(s), s);
	if (!t)
		return;
	if (!c->second) {
		t->in_first = true;
		t->first[0] = drops;
		return;
	}
	t->count++;
	t->n[LOST] = drops - t->first[0];
	t->n[TOTAL] = drops;
	t->n[QUEUED] = m ? m->rmem_alloc : 0;
	t->n[BUFFER] = m ? m->rcvbuf : 0;
}

static void judge_udp(struct check *c)
{
	uint64_t received = growth(c, KERNEL_UDP_IN);
	struct thing *t;

	for (size_t at = 0; (t = thing_next(c, FINDING_UDP_LOSS, &at));) {
		if (!t->count || !c->seconds)
			continue;
		t->n[RECEIVED] = received;
		t->n[SHORT] = growth(c, KERNEL_UDP_MEMORY_ERRORS);
		t->severity = !t->n[LOST] ? SEVERITY_NOTE
			    : t->n[LOST] >= 10 && t->n[LOST] * 100 >= received ? SEVERITY_CRITICAL : SEVERITY_WARNING;
	}
}

void udp_end(struct check *c)
{
	struct thing *t;

	judge_udp(c);
	for (size_t at = 0; (t = thing_next(c, FINDING_NETLINK_DROPS, &at));) {
		t->n[1] = t->n[TOTAL];
		if (t->count && c->seconds)
			t->severity = t->n[LOST] ? SEVERITY_WARNING : SEVERITY_NOTE;
	}
}
