/* SPDX-License-Identifier: 0BSD */
/*
 * What is known of a socket, by what its source has told and by what it is.
 */
#include <string.h>
#include <sys/socket.h>

#include "record/sock.h"

/* Of an SCTP socket's second row and those behind it addresses stand alone; a raw socket's "ports" are its protocol. */
static uint32_t inet_known(const struct sock *s)
{
	uint32_t known = KNOWN_LOCAL | KNOWN_LOCAL_PORT | KNOWN_PEER | KNOWN_PEER_PORT;

	if (s->absent & ABSENT_LOCAL)
		known &= ~KNOWN_LOCAL;
	if (s->absent & ABSENT_PEER)
		known &= ~(KNOWN_PEER | KNOWN_PEER_PORT);
	if (s->protocol == PROTOCOL_RAW)
		known = KNOWN_LOCAL | KNOWN_PEER | KNOWN_PROTOCOL;
	return known;
}

/* An address or a port of vsock is any when all its bits are set. */
static uint32_t node_known(const struct endpoint *e, uint32_t address, uint32_t port)
{
	uint32_t node, known = 0;

	memcpy(&node, e->address, sizeof node);
	if (node != UINT32_MAX)
		known |= address;
	if (e->port != UINT32_MAX)
		known |= port;
	return known;
}

static uint32_t family_known(const struct sock *s)
{
	switch (s->family) {
	case AF_INET:
	case AF_INET6:
		return inet_known(s);
	case AF_UNIX:
		return (s->path_length ? KNOWN_PATH : 0) | (s->peer_inode ? KNOWN_PEER_INODE : 0);
	case AF_PACKET:
		return KNOWN_PROTOCOL | (s->local.port ? KNOWN_INTERFACE : 0);
	case AF_NETLINK:
		return KNOWN_PROTOCOL | KNOWN_LOCAL_PORT | (s->known & KNOWN_NETLINK ? KNOWN_PEER_PORT : 0);
	case AF_XDP:
		return s->interface ? KNOWN_QUEUE : 0;
	}
	return node_known(&s->local, KNOWN_LOCAL, KNOWN_LOCAL_PORT) |
	       (s->absent & ABSENT_PEER ? 0 : node_known(&s->peer, KNOWN_PEER, KNOWN_PEER_PORT));
}

uint32_t sock_known(const struct sock *s)
{
	bool netlink = s->known & KNOWN_NETLINK;
	uint32_t known = s->known | family_known(s) | KNOWN_PROGRAM;

	if ((known & KNOWN_RECEIVE_QUEUE) && sock_state(s) == STATE_LISTEN)
		known |= KNOWN_BACKLOG | (netlink ? KNOWN_BACKLOG_LIMIT : 0);
	if (netlink && s->cookie)
		known |= KNOWN_COOKIE;
	if (s->interface)
		known |= KNOWN_INTERFACE;
	if (ENABLE_FEATURE_NAMESPACES && s->netns)
		known |= KNOWN_NETNS;
	if (known & KNOWN_UID)
		known |= KNOWN_USER;
	return known;
}
