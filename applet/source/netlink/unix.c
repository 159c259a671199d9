/* SPDX-License-Identifier: 0BSD */
/*
 * Unix sockets, include/uapi/linux/unix_diag.h; filled in by net/unix/diag.c. The path has its length with it, so
 * no byte in it can be taken for another socket.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

struct unix_message {
	uint8_t family, type, state, padding;
	uint32_t inode, cookie[2];
};

/* The states are TCP's here, and struct sock has them as /proc tells them. */
static void state_decode(struct sock *s, uint8_t state)
{
	s->state = state == STATE_ESTABLISHED ? UNIX_CONNECTED : UNIX_UNCONNECTED;
	s->flags = state == STATE_LISTEN ? UNIX_ACCEPTS : 0;
}

/*
 * A path comes with its final NUL, an abstract name with the first, and NULs are shown as @ in /proc. The message is
 * in our own buffer.
 */
static void name_decode(struct sock *s, const struct attributes *a)
{
	struct text name = attribute(a, UNIX_DIAG_NAME);
	char *p = (char *)name.p;

	if (name.length && *p && !p[name.length - 1])
		name.length--;
	for (size_t i = 0; i < name.length; i++)
		if (!p[i])
			p[i] = '@';
	s->path = p;
	s->path_length = name.length;
}

static bool decode(struct sock *s, const uint8_t *fixed, const struct attributes *a)
{
	struct unix_message m;
	uint32_t queues[2];

	memcpy(&m, fixed, sizeof m);
	s->type = m.type;
	s->inode = m.inode;
	s->cookie = diag_cookie(m.cookie);
	s->uid = attribute_number(a, UNIX_DIAG_UID);
	s->peer_inode = attribute_number(a, UNIX_DIAG_PEER);
	s->known = KNOWN_NETLINK | (attribute(a, UNIX_DIAG_SHUTDOWN).p ? KNOWN_SHUTDOWN : 0);
	sock_knows(s, KNOWN_INODE | (attribute(a, UNIX_DIAG_UID).p ? KNOWN_UID : 0));
	s->shutdown = attribute_number(a, UNIX_DIAG_SHUTDOWN);
	if (attribute_copy(a, UNIX_DIAG_RQLEN, queues, sizeof queues))
		sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE);
	s->receive_queue = queues[0];
	s->send_queue = queues[1];
	state_decode(s, m.state);
	name_decode(s, a);
	return m.family == AF_UNIX;
}

const struct diag_kind diag_unix = {
	REQUEST_STATES, sizeof(struct diag_states_request),
	DIAG_SHOW_UNIX_NAME | DIAG_SHOW_UNIX_PEER | DIAG_SHOW_UNIX_RQLEN,
	sizeof(struct unix_message), decode, DIAG_DETAILS(unix),
};
