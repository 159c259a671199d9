/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets: netlink's, which give datagrams, those to name servers, and those that ioctl is asked through.
 */
#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "whole.h"

/* A kernel without netlink, when the input has no datagram of it. */
int answer_socket(int family, int type, int protocol)
{
	(void)type, (void)protocol;
	if (call_fails())
		return -1;
	errno = EAFNOSUPPORT;
	if (family == AF_NETLINK)
		return item_find('n', 0, 0) < 0 ? -1 : descriptor_open(NETLINK);
	return descriptor_open(DATAGRAM);
}

int answer_bind(int fd, const struct sockaddr *address, socklen_t length)
{
	(void)address, (void)length;
	return call_fails() || !descriptor_get(fd, CLOSED) ? -1 : 0;
}

int answer_connect(int fd, const struct sockaddr *address, socklen_t length)
{
	return answer_bind(fd, address, length);
}

/* A message to netlink has a header of 16 bytes, then the family. */
ssize_t answer_send(int fd, const void *bytes, size_t length, int flags)
{
	struct descriptor *d = descriptor_get(fd, CLOSED);

	(void)flags;
	if (!d || call_fails())
		return -1;
	if (d->kind == NETLINK && length > 16) {
		d->family = ((const uint8_t *)bytes)[16];
		d->item = 0;
	}
	d->length = length < sizeof d->question ? length : sizeof d->question;
	memcpy(d->question, bytes, d->length);
	return length;
}

/* The number of the datagram that netlink gives next, or -1. */
static int next_datagram(const struct descriptor *d)
{
	for (int i = d->item; i < item_count(); i++) {
		const struct item *item = item_at(i);
		struct item family = { .data = (const uint8_t *)item->name, .size = item->name_length };

		if (item->kind == 'n' && (!item->name_length || item_number(&family, 255) == d->family))
			return i;
	}
	return -1;
}

static int next_answer(const struct descriptor *d)
{
	for (int i = d->length ? d->item : item_count(); i < item_count(); i++)
		if (item_at(i)->kind == 'q' || item_at(i)->kind == 'Q')
			return i;
	return -1;
}

static int next_item(const struct descriptor *d)
{
	return d->kind == NETLINK ? next_datagram(d) : d->kind == DATAGRAM ? next_answer(d) : -1;
}

/* A name server's answer around our question. */
static size_t put_answer(uint8_t *to, const struct descriptor *d, const struct item *i)
{
	size_t head = i->size < 10 ? i->size : 10, question = d->length > 12 ? d->length - 12 : 0;

	memset(to, 0, 12);
	memcpy(to, d->question, 2);
	memcpy(to + 2, i->data, head);
	memcpy(to + 12, d->question + 12, question);
	memcpy(to + 12 + question, i->data + head, i->size - head);
	return 12 + question + i->size - head;
}

ssize_t answer_recv(int fd, void *to, size_t size, int flags)
{
	static uint8_t answer[1 << 16];
	struct descriptor *d = descriptor_get(fd, CLOSED);
	int number = d ? next_item(d) : -1;
	const struct item *i;
	size_t length;

	if (!d || call_fails())
		return -1;
	errno = EAGAIN;
	if (number < 0)
		return -1;
	i = item_at(number);
	if (i->size + sizeof d->question + 12 > sizeof answer)
		return 0;
	d->item = number + 1;
	length = i->size;
	if (i->kind == 'q')
		length = put_answer(answer, d, i);
	else
		memcpy(answer, i->data, length);
	memcpy(to, answer, length < size ? length : size);
	return length > size && !(flags & MSG_TRUNC) ? (ssize_t)size : (ssize_t)length;
}

int answer_poll(struct pollfd *polled, nfds_t count, int timeout)
{
	int ready = 0;

	if (call_fails())
		return -1;
	for (nfds_t i = 0; i < count; i++) {
		struct descriptor *d = descriptor_get(polled[i].fd, CLOSED);

		polled[i].revents = d && (d->kind == FILE_OPEN || next_item(d) >= 0) ? POLLIN : 0;
		ready += polled[i].revents != 0;
	}
	if (!ready)
		time_passes(timeout, !count);
	return ready;
}

/* The kernel's names end in a NUL. */
static void take_name(char name[IFNAMSIZ], const uint8_t *from, size_t size)
{
	memset(name, 0, IFNAMSIZ);
	memcpy(name, from, size < IFNAMSIZ ? size : IFNAMSIZ - 1);
}

/* SIOCGIFCONF: names of IFNAMSIZ - 1 bytes each, as far as there is room; or the room that they take. */
static void list_names(struct ifconf *list, const struct item *i)
{
	size_t room = list->ifc_len / sizeof(struct ifreq), n = 0;

	if (!list->ifc_req)
		n = room = (i->size + IFNAMSIZ - 2) / (IFNAMSIZ - 1);
	for (size_t at = 0; n < room && at < i->size; at += IFNAMSIZ - 1, n++) {
		memset(&list->ifc_req[n], 0, sizeof *list->ifc_req);
		take_name(list->ifc_req[n].ifr_name, i->data + at, i->size - at);
	}
	list->ifc_len = n * sizeof(struct ifreq);
}

/* Each call takes the next answer that the input has; without one, there is no such interface. */
int answer_ioctl(int fd, unsigned long request, ...)
{
	struct descriptor *d = descriptor_get(fd, DATAGRAM);
	const struct item *i;
	struct ifreq *r;
	va_list more;

	va_start(more, request);
	r = va_arg(more, struct ifreq *);
	va_end(more);
	if (!d || call_fails())
		return -1;
	errno = ENODEV;
	if (item_find('i', 0, d->item) < 0)
		return -1;
	i = item_at(item_find('i', 0, d->item));
	d->item = item_find('i', 0, d->item) + 1;
	if (request == SIOCGIFCONF)
		list_names((struct ifconf *)r, i);
	else if (request == SIOCGIFNAME)
		take_name(r->ifr_name, i->data, i->size);
	else
		memcpy(&r->ifr_ifru, i->data, i->size < sizeof r->ifr_ifru ? i->size : sizeof r->ifr_ifru);
	return 0;
}
