/* SPDX-License-Identifier: 0BSD */
/*
 * The cells of ss's table.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag.h"
#include "ss/ss.h"

/* ss hangs them below their endpoint. */
static bool is_association(const struct sock *s)
{
	return ENABLE_FEATURE_SS_SCTP && s->protocol == PROTOCOL_SCTP && !(s->absent & ABSENT_PEER);
}

static void cell_netid(struct out *o, const struct ss_request *r, const struct sock *s)
{
	(void)r;
	if (!is_association(s))
		out_text(o, sock_netid(s));
}

static void cell_state(struct out *o, const struct ss_request *r, const struct sock *s)
{
	const char *name = state_name(sock_state(s));

	(void)r;
	if (is_association(s))
		out_text(o, "`- ");
	if (ENABLE_FEATURE_SS_INFO && (s->known & KNOWN_NETLINK) && is_association(s))
		out_sctp_state(o, s->flags);
	else if (name)
		out_text(o, name);
	else
		out_number(o, s->state, 0);
}

/*
 * ss pads them inside of their cells, which shows where titles are left out. Of a socket that is destroyed the kernel
 * may count one byte too few.
 */
static void out_queue(struct out *o, const struct ss_request *r, uint32_t bytes)
{
	bool negative = ENABLE_FEATURE_SS_EVENTS && r->events && bytes >> 31;

	if (negative)
		out_char(o, '-');
	out_number_left(o, negative ? -bytes : bytes, 6 - negative);
}

static void cell_receive(struct out *o, const struct ss_request *r, const struct sock *s)
{
	out_queue(o, r, s->receive_queue);
}

static void cell_send(struct out *o, const struct ss_request *r, const struct sock *s)
{
	out_queue(o, r, s->send_queue);
}

static void out_host(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e)
{
	bool inet6 = ENABLE_FEATURE_IPV6 && s->family == AF_INET6;
	bool mapped = ENABLE_FEATURE_IPV6 && address_is_v4mapped(s, e);

	if (address_is_zero(e->address, inet6 ? 16 : 4)) {
		out_text(o, !inet6 ? "0.0.0.0" : ENABLE_FEATURE_DIAG && s->inet6_only ? "[::]" : "*");
		return;
	}
	if (ENABLE_FEATURE_SS_RESOLVE && (r->show & SHOW_HOSTS)) {
		struct text name = host_name(mapped ? AF_INET : s->family, e->address + (mapped ? 12 : 0));

		if (name.length) {
			out_escaped(o, name.p, name.length, ESCAPE_BLANKS);
			return;
		}
	}
	if (ENABLE_FEATURE_SS_SCTP && mapped && s->protocol == PROTOCOL_SCTP)
		out_ip(o, AF_INET, e->address + 12, true);
	else
		out_ip(o, s->family, e->address, true);
}

static void out_address(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e)
{
	if (ENABLE_FEATURE_SS_UNIX && s->family == AF_UNIX) {
		if (e == &s->local && s->path_length)
			out_escaped(o, s->path, s->path_length, ESCAPE_CONTROLS);
		else
			out_char(o, '*');
		out_char(o, ' ');
	} else if ((ENABLE_FEATURE_SS_LINK || ENABLE_FEATURE_SS_OTHER_FAMILIES) && s->family != AF_INET && s->family != AF_INET6) {
		ss_link_address(o, r, s, e);
	} else {
		out_host(o, r, s, e);
		if (ENABLE_FEATURE_DIAG && s->interface && e == &s->local) {
			out_char(o, '%');
			ss_interface(o, s->interface);
		}
		out_char(o, ':');
	}
}

/* Ports that the kernel gives out by itself have no service behind them. */
static bool port_is_ephemeral(struct context *where, uint32_t port)
{
	local_port_range(where);
	return (port_bound)port >= where->low_port && (port_bound)port <= where->high_port;
}

static struct text port_name(struct context *where, const struct sock *s, uint32_t port)
{
	if (s->protocol == PROTOCOL_RAW)
		return protocol_name(port);
	if (port_is_ephemeral(where, port))
		return (struct text){ 0, 0 };
	return service_name(port, s->protocol == PROTOCOL_MPTCP ? PROTOCOL_TCP : s->protocol);
}

static void out_inet_port(struct out *o, const struct ss_request *r, const struct sock *s, uint32_t port)
{
	struct text name = { 0, 0 };

	if (!port) {
		out_char(o, '*');
		return;
	}
	if (ENABLE_FEATURE_SS_NAMES && (r->show & SHOW_SERVICES)) {
		name = port_name(r->where, s, port);
		if (!name.length && s->protocol == PROTOCOL_RAW)
			out_text(o, "ipproto-");
	}
	if (name.length)
		out_escaped(o, name.p, name.length, ESCAPE_BLANKS);
	else
		out_number(o, port, 0);
}

static void out_port(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e)
{
	if (ENABLE_FEATURE_SS_UNIX && s->family == AF_UNIX)
		out_number(o, e == &s->local ? s->inode : s->peer_inode, 0);
	else if (s->family == AF_INET || s->family == AF_INET6)
		out_inet_port(o, r, s, e->port);
	else if (ENABLE_FEATURE_SS_LINK || ENABLE_FEATURE_SS_OTHER_FAMILIES)
		ss_link_port(o, r, s, e);
}

static void cell_local(struct out *o, const struct ss_request *r, const struct sock *s)
{
	out_address(o, r, s, &s->local);
}

static void cell_local_port(struct out *o, const struct ss_request *r, const struct sock *s)
{
	out_port(o, r, s, &s->local);
}

static void cell_peer(struct out *o, const struct ss_request *r, const struct sock *s)
{
	out_address(o, r, s, &s->peer);
}

static void cell_peer_port(struct out *o, const struct ss_request *r, const struct sock *s)
{
	out_port(o, r, s, &s->peer);
}

/* ss has TIPC's details before the users. */
static void cell_users(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && ENABLE_FEATURE_SS_EXTENDED && s->family == AF_TIPC &&
	    (r->show & SHOW_DETAILS))
		ss_identity(o, s);
	if (ENABLE_FEATURE_SS_PROCESSES && (r->show & SHOW_HOLDERS))
		ss_cell_users(o, r, s);
}

static void cell_extended(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (ENABLE_FEATURE_SS_EXTENDED)
		ss_cell_extended(o, r, s);
}

static void (*const cells[COLUMN_COUNT])(struct out *o, const struct ss_request *r, const struct sock *s) = {
	IF_FEATURE_NAMESPACES([COLUMN_NETNS] = ss_cell_netns,)
	[COLUMN_NETID] = cell_netid,
	[COLUMN_STATE] = cell_state,
	[COLUMN_RECEIVE] = cell_receive,
	[COLUMN_SEND] = cell_send,
	[COLUMN_LOCAL] = cell_local,
	[COLUMN_LOCAL_PORT] = cell_local_port,
	[COLUMN_PEER] = cell_peer,
	[COLUMN_PEER_PORT] = cell_peer_port,
	[COLUMN_PROCESS] = cell_users,
	[COLUMN_EXTENDED] = cell_extended,
};

void ss_cell(struct out *o, unsigned column, const void *ctx)
{
	const struct ss_cells *c = ctx;

	cells[column](o, c->request, c->sock);
}

/* The titles end in a NUL each, in the order of the columns. */
void ss_title(struct out *o, unsigned column, const void *ctx)
{
	const char *title = IF_FEATURE_NAMESPACES("Netns\0") "Netid\0State\0Recv-Q\0Send-Q\0Local Address:\0Port\0Peer Address:\0Port\0Process\0";
	const struct ss_cells *c = ctx;

	if (column == COLUMN_PROCESS && !(c->request->show & SHOW_HOLDERS))
		return;
	while (column--)
		title += strlen(title) + 1;
	out_text(o, title);
}
