/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets in ss's table that are not of the internet: of packet and netlink sockets protocols stand where others have
 * an address, interfaces and port IDs where they have a port.
 */
#include <string.h>
#include <sys/socket.h>

#include "ss/ss.h"

/* VMADDR_CID_ANY, VMADDR_PORT_ANY */
static void out_or_any(struct out *o, uint32_t number)
{
	if (number == UINT32_MAX)
		out_char(o, '*');
	else
		out_number(o, number, 0);
}

static bool is_unconnected(const struct sock *s, const struct endpoint *e)
{
	return (s->absent & ABSENT_PEER) && e == &s->peer;
}

/* A context ID, or a node, which TIPC has no word for none for. */
static void out_node(struct out *o, const struct sock *s, const struct endpoint *e)
{
	uint32_t node;

	if (is_unconnected(s, e)) {
		out_char(o, '-');
		return;
	}
	memcpy(&node, e->address, sizeof node);
	out_or_any(o, node);
	out_char(o, ':');
}

static void out_protocol(struct out *o, const struct ss_request *r, const struct sock *s)
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

void ss_link_address(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e)
{
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && (s->family == AF_VSOCK || s->family == AF_TIPC)) {
		out_node(o, s, e);
	} else if (e == &s->peer || (s->family == AF_XDP && !s->interface)) {
		out_char(o, '*');
	} else if (ENABLE_FEATURE_SS_OTHER_FAMILIES && s->family == AF_XDP) {
		ss_interface(o, s->interface);
		out_char(o, ':');
	} else {
		out_protocol(o, r, s);
	}
}

void ss_interface(struct out *o, uint32_t index)
{
	char name[16];

	out_escaped(o, name, interface_name(index, name) - name, ESCAPE_BLANKS);
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

void ss_link_port(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e)
{
	uint32_t port = e->port;

	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && (s->family == AF_VSOCK || s->family == AF_TIPC)) {
		if (!is_unconnected(s, e))
			out_or_any(o, port);
		return;
	}
	if (e == &s->peer)
		return;
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && s->family == AF_XDP) {
		if (s->interface) {
			out_char(o, 'q');
			out_number(o, port, 0);
		}
		return;
	}
	if (s->family == AF_NETLINK ? port == UINT32_MAX : !port)
		out_char(o, '*');
	else if (s->family == AF_NETLINK)
		out_port_id(o, r, port);
	else if (netns_is_outside(r->where))
		out_field(o, "if", port);
	else
		ss_interface(o, port);
}

void ss_cell_netns(struct out *o, const struct ss_request *r, const struct sock *s)
{
	(void)r;
	if (s->netns) /* only where all namespaces are looked into */
		out_escaped(o, s->netns, strlen(s->netns), ESCAPE_BLANKS);
}
