/* SPDX-License-Identifier: 0BSD */
/*
 * TCP, UDP, raw, SCTP, DCCP and MPTCP, include/uapi/linux/inet_diag.h; filled in by net/ipv4/inet_diag.c.
 */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

struct inet_message {
	uint8_t family, state, timer, retransmits;
	struct diag_id id;
	uint32_t expires, receive_queue, send_queue, uid, inode;
};
_Static_assert(sizeof(struct inet_message) == 72, "struct inet_diag_msg");

/* Of an IPv4 address old kernels leave the other twelve bytes as they find them. */
static void endpoint_decode(struct endpoint *e, uint8_t family, const uint8_t *address, uint16_t port)
{
	memcpy(e->address, address, family == AF_INET6 ? 16 : 4);
	e->port = ntohs(port);
}

/* One field holds what the timer that runs has counted. */
static void timer_decode(struct sock *s, const struct inet_message *m)
{
	s->timer = m->timer;
	s->timer_ms = m->expires >> 31 ? 0 : m->expires;
	if (m->timer == 1)
		s->retransmits = m->retransmits;
	else
		s->probes = m->retransmits;
}

/* Messages that nobody asked for have the protocol with them, inet_diag_handler_get_info; its names here are the first. */
static void protocol_decode(struct sock *s, const struct attributes *a)
{
	struct text number = attribute(a, INET_DIAG_PROTOCOL);

	for (unsigned protocol = 0; number.length && protocol <= PROTOCOL_SCTP; protocol++)
		if ((uint8_t)*number.p == diag_protocol(protocol))
			s->protocol = protocol;
}

/*
 * An association tells of its peers, and its state is not its socket's, include/net/sctp/constants.h:enum sctp_state.
 * It goes along as the flags.
 */
static void sctp_decode_state(struct sock *s, const struct attributes *a)
{
	static const uint8_t states[] = { STATE_CLOSE, STATE_SYN_SENT, STATE_SYN_SENT, STATE_ESTABLISHED };

	if (!attribute(a, INET_DIAG_PEERS).p) {
		s->absent = ABSENT_PEER;
		return;
	}
	s->flags = s->state;
	s->state = s->state < sizeof states ? states[s->state] : STATE_CLOSE_WAIT;
}

/* The numbers that come as attributes; of those that do not, s is left as it is, at zero. */
static void numbers_decode(struct sock *s, const struct attributes *a)
{
	static const struct { uint8_t type, known, offset, size; } numbers[] = {
#define NUMBER(type, known, member) \
	{ INET_DIAG_##type, KNOWN_##known, offsetof(struct sock, member), sizeof(((struct sock *)0)->member) }
		NUMBER(SKV6ONLY, INET6_ONLY, inet6_only), NUMBER(SHUTDOWN, SHUTDOWN, shutdown),
		NUMBER(CGROUP_ID, CGROUP, cgroup),        NUMBER(TOS, TOS, tos),
		NUMBER(TCLASS, TCLASS, tclass),           NUMBER(CLASS_ID, CLASS_ID, class_id),
		NUMBER(MARK, MARK, mark),
#undef NUMBER
	};

	s->known = KNOWN_NETLINK;
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
		if (!(a->there >> numbers[i].type & 1))
			continue;
		s->known |= numbers[i].known;
		attribute_copy(a, numbers[i].type, (uint8_t *)s + numbers[i].offset, numbers[i].size);
	}
}

/* A socket that is nobody's any more, or not yet, has no user that the kernel would tell. */
static void values_decode(struct sock *s, const struct attributes *a)
{
	struct memory_values memory;

	sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE | KNOWN_TIMER | KNOWN_INODE);
	sock_knows(s, s->timer == 1 ? KNOWN_RETRANSMITS : KNOWN_PROBES);
	if (s->uid || s->inode)
		sock_knows(s, KNOWN_UID);
	if (!(a->there >> INET_DIAG_SKMEMINFO & 1))
		return;
	if (attribute_copy(a, INET_DIAG_SKMEMINFO, &memory, sizeof memory) == sizeof memory)
		sock_knows(s, KNOWN_DROPS);
	s->drops = memory.drops;
}

static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct inet_message m;

	memcpy(&m, fixed, sizeof m);
	s->family = m.family;
	s->state = m.state;
	endpoint_decode(&s->local, m.family, m.id.local, m.id.local_port);
	endpoint_decode(&s->peer, m.family, m.id.peer, m.id.peer_port);
	timer_decode(s, &m);
	s->receive_queue = m.receive_queue;
	s->send_queue = m.send_queue;
	s->uid = m.uid;
	s->inode = m.inode;
	s->interface = m.id.interface;
	s->cookie = diag_cookie(m.id.cookie);
	numbers_decode(s, a);
	if (VALUES_ARE_READ)
		values_decode(s, a);
	protocol_decode(s, a);
	if ((ENABLE_FEATURE_NETSTAT_SCTP || ENABLE_FEATURE_SS_SCTP) && s->protocol == PROTOCOL_SCTP)
		sctp_decode_state(s, a);
	return m.family == AF_INET || m.family == AF_INET6;
}

const struct diag_kind diag_inet = {
	REQUEST_INET, sizeof(struct diag_request), 0, sizeof(struct inet_message), decode, DIAG_DETAILS(inet),
};
