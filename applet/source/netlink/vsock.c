/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets between a virtual machine and its host, include/uapi/linux/vm_sockets_diag.h; filled in by
 * net/vmw_vsock/diag.c. There are no attributes.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

struct vsock_message {
	uint8_t family, type, state, shutdown;
	uint32_t cid, port, peer_cid, peer_port, inode, cookie[2];
};

static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct vsock_message m;

	(void)a;
	memcpy(&m, fixed, sizeof m);
	s->known = KNOWN_NETLINK;
	sock_knows(s, KNOWN_INODE);
	s->state = m.state;
	s->type = m.type;
	memcpy(s->local.address, &m.cid, sizeof m.cid);
	s->local.port = m.port;
	memcpy(s->peer.address, &m.peer_cid, sizeof m.peer_cid);
	s->peer.port = m.peer_port;
	s->inode = m.inode;
	s->cookie = diag_cookie(m.cookie);
	return m.family == AF_VSOCK;
}

const struct diag_kind diag_vsock = {
	REQUEST_STATES, sizeof(struct diag_states_request), 0, sizeof(struct vsock_message), decode, 0,
};
