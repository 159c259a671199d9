/* SPDX-License-Identifier: 0BSD */
/*
 * Questions that can be asked of any socket.
 */
#include <sys/socket.h>

#include "lib/lib.h"
#include "record/sock.h"

/*
 * By /proc what listens is what has no peer's port, as in net-tools. Netlink is asked for listeners by their state, so
 * there a connection from port 0 is a connection.
 */
bool sock_is_listening(const struct sock *s)
{
	switch (s->protocol) {
	case PROTOCOL_TCP:
		if (ENABLE_FEATURE_DIAG && (s->known & KNOWN_NETLINK))
			return s->state == STATE_LISTEN;
		/* fall through */
	case PROTOCOL_SCTP:
		return !s->peer.port;
	case PROTOCOL_UNIX:
		return s->state == UNIX_UNCONNECTED && s->flags & UNIX_ACCEPTS;
	}
	return address_is_zero(s->peer.address, sizeof s->peer.address);
}

const char *tcp_state_name(unsigned state)
{
	static const char names[] =
#define TCP_STATE(number, name, netstat, ss, word) netstat "\0"
#include "record/tcp-states.def"
#undef TCP_STATE
	;
	const char *name = word_at(names, state - 1);

	return *name ? name : "UNKNOWN";
}
