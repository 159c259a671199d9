/* SPDX-License-Identifier: 0BSD */
/*
 * The protocols of packet and netlink sockets, from number to name and back.
 */
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "lib/lib.h"
#include "record/sock.h"

static const char link_names[] =
#define LINK_PROTOCOL(number, name) name "\0"
#include "record/socket-protocols.def"
	;
static const uint16_t link_numbers[] = {
#define LINK_PROTOCOL(number, name) number,
#include "record/socket-protocols.def"
};
static const char netlink_names[] =
#define NETLINK_PROTOCOL(number, name) name "\0"
#include "record/socket-protocols.def"
	;
static const uint16_t netlink_numbers[] = {
#define NETLINK_PROTOCOL(number, name) number,
#include "record/socket-protocols.def"
};

static const struct protocols {
	const char *names;
	const uint16_t *numbers;
	size_t count;
} link_protocols = { link_names, link_numbers, ARRAY_SIZE(link_numbers) },
  netlink_protocols = { netlink_names, netlink_numbers, ARRAY_SIZE(netlink_numbers) };

static const struct protocols *protocols_of(uint8_t family)
{
	return family == AF_NETLINK ? &netlink_protocols : &link_protocols;
}

const char *socket_protocol_name(uint8_t family, unsigned number)
{
	const struct protocols *p = protocols_of(family);
	const char *name = p->names;

	for (size_t i = 0; i < p->count; i++, name += strlen(name) + 1)
		if (p->numbers[i] == number)
			return name;
	return 0;
}

int socket_protocol_number(uint8_t family, struct text text)
{
	const struct protocols *p = protocols_of(family);
	const char *name = p->names;

	for (size_t i = 0; i < p->count; i++, name += strlen(name) + 1)
		if (strlen(name) == text.length && !strncasecmp(name, text.p, text.length))
			return p->numbers[i];
	return -1;
}
