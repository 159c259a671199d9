/* SPDX-License-Identifier: 0BSD */
/*
 * Questions that can be asked of any socket.
 */
#include <sys/socket.h>

#include "lib/lib.h"
#include "record/sock.h"

/* FIELD_PATH and FIELD_STRING are a struct text. */
IF_FEATURE_NAMESPACES(
_Static_assert(offsetof(struct sock, netns_length) - offsetof(struct sock, netns) == offsetof(struct text, length),
	       "the name of a namespace is a struct text");
)
_Static_assert(offsetof(struct sock, path_length) - offsetof(struct sock, path) == offsetof(struct text, length),
	       "the path is a struct text");

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

const char *sock_netid(const struct sock *s)
{
	static const char names[][6] = {
		[PROTOCOL_TCP] = "tcp",
		[PROTOCOL_UDP] = "udp",
		[PROTOCOL_UDPLITE] = "udpl",
		[PROTOCOL_RAW] = "raw",
		[PROTOCOL_SCTP] = "sctp",
		[PROTOCOL_UNIX] = "u_seq",
		[PROTOCOL_PACKET] = "p_raw",
		[PROTOCOL_NETLINK] = "nl",
		[PROTOCOL_DCCP] = "dccp",
		[PROTOCOL_VSOCK] = "v_str",
		[PROTOCOL_TIPC] = "ti_st",
		[PROTOCOL_XDP] = "xdp",
		[PROTOCOL_MPTCP] = "mptcp",
	};
	static const struct { uint8_t protocol, type; char name[6]; } others[] = {
		{ PROTOCOL_UNIX, SOCK_DGRAM, "u_dgr" },
		{ PROTOCOL_UNIX, SOCK_STREAM, "u_str" },
		{ PROTOCOL_PACKET, SOCK_DGRAM, "p_dgr" },
		{ PROTOCOL_VSOCK, SOCK_DGRAM, "v_dgr" },
		{ PROTOCOL_TIPC, SOCK_DGRAM, "ti_dg" },
		{ PROTOCOL_TIPC, SOCK_RDM, "ti_rd" },
		{ PROTOCOL_TIPC, SOCK_SEQPACKET, "ti_sq" },
	};
	const char *name = names[s->protocol];

	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (s->protocol == others[i].protocol && s->type == others[i].type)
			name = others[i].name;
	return name;
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
