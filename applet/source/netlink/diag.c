/* SPDX-License-Identifier: 0BSD */
/*
 * The netlink socket and the messages that come through it: all that a kernel, or whoever stands in for one, can
 * get wrong with lengths is settled here.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag-messages.h"

/* include/uapi/linux/netlink.h: struct sockaddr_nl */
struct netlink_address {
	uint16_t family, padding;
	uint32_t port, groups;
};

/* Connected to port 0, the kernel's, a socket takes nobody else's messages (net/netlink/af_netlink.c). */
bool diag_open_protocol(struct diag *d, int protocol, uint32_t groups, struct faults *f)
{
	struct netlink_address kernel = { .family = AF_NETLINK }, ours = { .family = AF_NETLINK, .groups = groups };

	memset(d, 0, offsetof(struct diag, buffer));
	d->faults = f;
	d->timeout_ms = groups ? -1 : 5000;
	d->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	if (d->fd < 0)
		return false;
	if ((!groups || !bind(d->fd, (struct sockaddr *)&ours, sizeof ours)) &&
	    !connect(d->fd, (struct sockaddr *)&kernel, sizeof kernel))
		return true;
	close(d->fd);
	return false;
}

bool diag_open(struct diag *d, uint32_t groups, struct faults *f)
{
	enum { NETLINK_SOCK_DIAG = 4 };

	return diag_open_protocol(d, NETLINK_SOCK_DIAG, groups, f);
}

/*
 * A kernel has answered before send returns. A sandbox that answers in the kernel's place may never do so, and is not waited
 * for without end.
 */
static ssize_t receive(struct diag *d)
{
	struct pollfd ready = { d->fd, POLLIN, 0 };
	uint8_t *to = d->buffer + d->end;
	size_t room = sizeof d->buffer - d->end;
	ssize_t n;

	do {
		n = poll(&ready, 1, d->timeout_ms);
		if (!n) {
			fault(d->faults, "netlink", 0, "no answer");
			errno = ETIMEDOUT;
			return -1;
		}
		if (n > 0)
			n = d->recorded ? read(d->fd, to, room) : recv(d->fd, to, room, MSG_TRUNC);
	} while (n < 0 && errno == EINTR);
	return n;
}

/* Receives more, behind what is left in the buffer. A datagram comes whole, so nothing completes what is left of one. */
static bool refill(struct diag *d)
{
	size_t left = d->end - d->start;
	ssize_t n;

	errno = EBADMSG;
	if (left && (!d->recorded || left == sizeof d->buffer))
		return false;
	memmove(d->buffer, d->buffer + d->start, left);
	d->start = 0;
	d->end = left;
	n = receive(d);
	if (n < 0)
		return false;
	if (n == 0 || (size_t)n > sizeof d->buffer - left) {
		errno = n || left ? EBADMSG : 0;
		return false;
	}
	if (d->copy)
		out_bytes(d->copy, (char *)d->buffer + left, n);
	d->end += n;
	return true;
}

bool diag_is_whole(const struct diag *d)
{
	uint32_t length;

	if (d->end - d->start < sizeof(struct message_header))
		return false;
	memcpy(&length, d->buffer + d->start, sizeof length);
	return length >= sizeof(struct message_header) && length <= d->end - d->start;
}

bool diag_next(struct diag *d, struct message *m)
{
	struct message_header h;
	size_t left;

	for (;;) {
		left = d->end - d->start;
		if (left >= sizeof h) {
			memcpy(&h, d->buffer + d->start, sizeof h);
			if (h.length < sizeof h) {
				errno = EBADMSG;
				return false;
			}
			if (h.length <= left)
				break;
		}
		if (!refill(d))
			return false;
	}
	m->type = h.type;
	m->flags = h.flags;
	m->payload = d->buffer + d->start + sizeof h;
	m->length = h.length - sizeof h;
	h.length = (h.length + 3) & ~3u;
	d->start += h.length < left ? h.length : left;
	d->interrupted |= h.flags / NLM_F_DUMP_INTR & 1;
	return true;
}

/*
 * Both NLMSG_ERROR and NLMSG_DONE begin with a negative errno; a bare NLMSG_DONE is a good end. No errno is beyond
 * 4095 (include/linux/err.h).
 */
int diag_verdict(const struct message *m)
{
	enum { MAX_ERRNO = 4095 };
	int32_t error = 0;

	if (m->length >= sizeof error)
		memcpy(&error, m->payload, sizeof error);
	else if (m->type == NLMSG_ERROR)
		return EBADMSG;
	return error < -MAX_ERRNO ? EBADMSG : error < 0 ? -error : 0;
}
