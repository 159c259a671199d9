/* SPDX-License-Identifier: 0BSD */
/*
 * TIPC sockets, include/uapi/linux/tipc_netlink.h; filled in by net/tipc/socket.c:tipc_sk_fill_sock_diag. They have
 * no fixed part: everything stands in the attributes of TIPC_NLA_SOCK. The states are TCP's numbers.
 */
#include <sys/socket.h>

#include "source/diag-messages.h"

enum { TIPC_NLA_SOCK = 2 };
enum {
	SOCK_ADDR = 1, SOCK_REF, SOCK_CON, SOCK_HAS_PUBL, SOCK_STAT, SOCK_TYPE, SOCK_INO, SOCK_UID, SOCK_STATE,
	SOCK_COOKIE,
};

static void decode_sock(struct sock *s, const struct attributes *sock)
{
	struct attributes inner;

	s->known = KNOWN_NETLINK;
	sock_knows(s, KNOWN_INODE | KNOWN_UID);
	s->state = attribute_number(sock, SOCK_STATE);
	s->type = attribute_number(sock, SOCK_TYPE);
	s->inode = attribute_number(sock, SOCK_INO);
	s->uid = attribute_number(sock, SOCK_UID);
	s->cookie = attribute_number(sock, SOCK_COOKIE);
	attribute_copy(sock, SOCK_ADDR, s->local.address, 4);
	s->local.port = attribute_number(sock, SOCK_REF);
	if (attributes_nested(&inner, sock, SOCK_CON)) {
		attribute_copy(&inner, TIPC_CON_NODE, s->peer.address, 4);
		s->peer.port = attribute_number(&inner, TIPC_CON_SOCK);
	} else {
		s->absent = ABSENT_PEER;
	}
	if (attributes_nested(&inner, sock, SOCK_STAT)) {
		s->receive_queue = attribute_number(&inner, TIPC_STAT_RCVQ);
		s->send_queue = attribute_number(&inner, TIPC_STAT_SENDQ);
		sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE);
	}
}

/* Of sockets in a state that was not asked for come messages with nothing in them. */
static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct attributes sock;

	(void)fixed;
	if (!attribute(a, TIPC_NLA_SOCK).p) {
		s->family = AF_UNSPEC;
		return true;
	}
	if (!attributes_nested(&sock, a, TIPC_NLA_SOCK))
		return false;
	decode_sock(s, &sock);
	return true;
}

void diag_tipc_details(struct details *d, const struct sock *s, const struct attributes *a)
{
	struct attributes sock;

	(void)s;
	d->has_tipc = attributes_nested(&sock, a, TIPC_NLA_SOCK) && attribute_numbers(&d->tipc, a, TIPC_NLA_SOCK);
	if (!d->has_tipc)
		return;
	attribute_numbers(&d->tipc_connection, &sock, SOCK_CON);
	d->has_tipc_statistics = attribute_numbers(&d->tipc_counts, &sock, SOCK_STAT);
}

const struct diag_kind diag_tipc = { REQUEST_STATES, TIPC_REQUEST_SIZE, 0, 0, decode, DIAG_DETAILS(tipc) };
