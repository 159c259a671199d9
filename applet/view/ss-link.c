/* SPDX-License-Identifier: 0BSD */
/*
 * Packet and netlink sockets in ss's table: protocols stand where others have an address, interfaces and port IDs
 * where they have a port.
 */
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ss.h"

void ss_link_address(struct out *o, const struct ss_request *r, const struct sock *s)
{
	bool packet = s->family == AF_PACKET;
	unsigned protocol = get_protocol(s);
	const char *name = packet && protocol == 3 ? "*" : 0; /* ETH_P_ALL */

	if (ENABLE_FEATURE_SS_NAMES && !name && (r->show & SHOW_SERVICES))
		name = socket_protocol_name(s->family, protocol);
	if (name) {
		out_text(o, name);
	} else {
		out_field(o, packet ? "[" : "", protocol);
		out_text(o, packet ? "]" : "");
	}
	out_char(o, ':');
}

static void out_interface(struct out *o, uint32_t index)
{
	struct ifreq request = { .ifr_ifindex = index };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && !ioctl(fd, SIOCGIFNAME, &request)) {
		out_escaped(o, request.ifr_name, strnlen(request.ifr_name, IFNAMSIZ), ESCAPE_BLANKS);
	} else {
		out_field(o, "if", index);
	}
	if (fd >= 0)
		close(fd);
}

/* The kernel gives a process its PID as the first port ID. */
static void out_port_id(struct out *o, const struct ss_request *r, uint32_t id)
{
	if (ENABLE_FEATURE_SS_NAMES && (r->show & SHOW_SERVICES)) {
		if (!id) {
			out_text(o, "kernel");
			return;
		}
		if (ENABLE_FEATURE_SS_PROCESSES) {
			struct text name = process_name(r->owners, id);

			out_escaped(o, name.p, name.length, ESCAPE_BLANKS);
			if (name.length)
				out_char(o, '/');
		}
	}
	if (id >> 31) {
		out_char(o, '-');
		id = -id;
	}
	out_number(o, id, 0);
}

void ss_link_port(struct out *o, const struct ss_request *r, const struct sock *s)
{
	uint32_t port = s->local.port;

	if (s->family == AF_NETLINK ? port == UINT32_MAX : !port)
		out_char(o, '*');
	else if (s->family == AF_NETLINK)
		out_port_id(o, r, port);
	else
		out_interface(o, port);
}
