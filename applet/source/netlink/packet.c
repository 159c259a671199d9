/* SPDX-License-Identifier: 0BSD */
/*
 * Packet sockets, include/uapi/linux/packet_diag.h; filled in by net/packet/diag.c.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

struct packet_message {
	uint8_t family, type;
	uint16_t protocol;
	uint32_t inode, cookie[2];
};

void diag_queues(struct sock *s, const struct attributes *a, unsigned type)
{
	struct memory_values m;
	size_t length = attribute_copy(a, type, &m, sizeof m);

	s->receive_queue = m.rmem_alloc;
	s->send_queue = m.wmem_alloc;
	if (!VALUES_ARE_READ || !length)
		return;
	s->drops = m.drops;
	sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE | (length == sizeof m ? KNOWN_DROPS : 0));
}

static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct packet_message m;

	memcpy(&m, fixed, sizeof m);
	s->state = STATE_CLOSE;
	s->type = m.type;
	s->known = KNOWN_NETLINK;
	put_protocol(s, m.protocol);
	/* struct packet_diag_info begins with the interface */
	attribute_copy(a, PACKET_DIAG_INFO, &s->interface, sizeof s->interface);
	s->local.port = s->interface;
	s->uid = attribute_number(a, PACKET_DIAG_UID);
	sock_knows(s, KNOWN_INODE | (attribute(a, PACKET_DIAG_UID).p ? KNOWN_UID : 0));
	s->inode = m.inode;
	s->cookie = diag_cookie(m.cookie);
	diag_queues(s, a, PACKET_DIAG_MEMINFO);
	return m.family == AF_PACKET;
}

const struct diag_kind diag_packet = {
	REQUEST_PLAIN, sizeof(struct diag_plain_request),
	DIAG_SHOW_PACKET_INFO | DIAG_SHOW_PACKET_MEMINFO, sizeof(struct packet_message), decode,
	DIAG_DETAILS(packet),
};
