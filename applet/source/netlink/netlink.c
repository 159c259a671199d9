/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink sockets, include/uapi/linux/netlink_diag.h; filled in by net/netlink/diag.c.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

struct netlink_message {
	uint8_t family, type, protocol, state;
	uint32_t port, peer_port, peer_group, inode, cookie[2];
};

static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct netlink_message m;

	memcpy(&m, fixed, sizeof m);
	s->state = STATE_CLOSE;
	s->known = KNOWN_NETLINK;
	sock_knows(s, KNOWN_INODE);
	put_protocol(s, m.protocol);
	s->local.port = m.port;
	s->peer.port = m.peer_port;
	s->inode = m.inode;
	s->cookie = diag_cookie(m.cookie);
	diag_queues(s, a, NETLINK_DIAG_MEMINFO);
	return m.family == AF_NETLINK;
}

const struct diag_kind diag_netlink = {
	REQUEST_PLAIN, sizeof(struct diag_plain_request),
	DIAG_SHOW_NETLINK_MEMINFO | DIAG_SHOW_NETLINK_GROUPS, sizeof(struct netlink_message), decode,
	DIAG_DETAILS(netlink),
};
