/* SPDX-License-Identifier: 0BSD */
/*
 * Whether ss shows a socket: its state, its table, its family, the filter.
 */
#include <sys/socket.h>

#include "ss/tables.h"

/* Which table a socket is from, where one of the kernel's holds several. */
static unsigned table_of(const struct sock *s)
{
	if (s->family == AF_PACKET)
		return s->type == SOCK_DGRAM ? TABLE_PACKET_DGRAM : TABLE_PACKET_RAW;
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && s->family != AF_UNIX)
		return s->family == AF_TIPC ? TABLE_TIPC : s->family == AF_XDP ? TABLE_XDP :
		       s->type == SOCK_DGRAM ? TABLE_VSOCK_DGRAM : TABLE_VSOCK_STREAM;
	return s->type == SOCK_DGRAM ? TABLE_UNIX_DGRAM
	     : s->type == SOCK_SEQPACKET ? TABLE_UNIX_SEQPACKET : TABLE_UNIX_STREAM;
}

/* SCTP's two families come in one table of /proc, and there its first address at either end tells. */
static bool family_is_chosen(const struct ss_request *r, const struct sock *s)
{
	bool sctp = ENABLE_FEATURE_SS_SCTP && s->protocol == PROTOCOL_SCTP;
	bool inet = s->family == AF_INET || (sctp && address_is_v4mapped(s, &s->local));

	if (sctp && (s->absent & ABSENT_PROTOCOL))
		return false;
	return (!inet && s->family != AF_INET6) || (r->families & (inet ? FAMILY_INET : FAMILY_INET6));
}

/*
 * Bound-inactive sockets tell that they are closed, and those that are destroyed were something else before. A request
 * socket is in a state of its own to netlink, which ss has no word for and means by everything but its name. A state
 * that we know nothing of is shown among all of them only.
 */
static bool state_is_chosen(const struct ss_request *r, const struct sock *s)
{
	unsigned states = r->states, state = sock_state(s);

	if (ENABLE_FEATURE_SS_EVENTS && r->events)
		return true;
	if (ENABLE_FEATURE_DIAG && s->protocol == PROTOCOL_TCP && (states & STATES_BOUND_INACTIVE))
		states |= 1 << STATE_CLOSE;
	if (ENABLE_FEATURE_DIAG && (s->known & KNOWN_NETLINK) && (states & STATES_NEW_SYN_RECV))
		states |= 1 << STATE_SYN_RECV;
	return state < STATES_KNOWN ? states >> state & 1 : r->states == STATES_ALL;
}

bool ss_accepts(const struct ss_request *r, const struct sock *s)
{
	if (!state_is_chosen(r, s))
		return false;
	if (s->type && !(r->tables >> table_of(s) & 1))
		return false;
	if (!family_is_chosen(r, s))
		return false;
	return !ENABLE_FEATURE_SS_FILTER || expression_matches(r->expression, s);
}
