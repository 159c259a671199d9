/* SPDX-License-Identifier: 0BSD */
/*
 * XDP sockets, include/uapi/linux/xdp_diag.h; filled in by net/xdp/xsk_diag.c.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

struct xdp_message {
	uint8_t family, type;
	uint16_t padding;
	uint32_t inode, cookie[2];
};

/* struct xdp_diag_info: the interface, and which of its queues. */
static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct xdp_message m;
	uint32_t info[2];

	memcpy(&m, fixed, sizeof m);
	s->known = KNOWN_NETLINK;
	sock_knows(s, KNOWN_INODE | (attribute(a, XDP_DIAG_UID).p ? KNOWN_UID : 0));
	s->state = STATE_CLOSE;
	s->type = m.type;
	s->inode = m.inode;
	s->cookie = diag_cookie(m.cookie);
	s->uid = attribute_number(a, XDP_DIAG_UID);
	attribute_copy(a, XDP_DIAG_INFO, info, sizeof info);
	s->interface = info[0];
	s->local.port = info[1];
	diag_queues(s, a, XDP_DIAG_MEMINFO);
	return m.family == AF_XDP;
}

const struct diag_kind diag_xdp = {
	REQUEST_PLAIN, sizeof(struct diag_plain_request),
	DIAG_SHOW_XDP_INFO | DIAG_SHOW_XDP_MEMINFO, sizeof(struct xdp_message), decode,
	DIAG_DETAILS(xdp),
};
