/* SPDX-License-Identifier: 0BSD */
/*
 * ss's tables of sockets: each of the kernel's tables that the request names, through the filter, into the window.
 */
#include <sys/socket.h>

#include "diag-bytecode.h"
#include "ss.h"

#define DIAG(kind) IF_FEATURE_DIAG(&diag_##kind +) 0
#define OTHER(...) IF_FEATURE_SS_OTHER_FAMILIES(__VA_ARGS__)

/* The kernel's tables in the order they are shown, those of ours that each holds, and how netlink has it. */
static const struct source {
	struct table table;
	uint16_t tables;
	uint8_t family;
	const struct diag_kind *kind;
} sources[] = {
	IF_FEATURE_SS_LINK({ { "netlink", PROTOCOL_NETLINK, AF_NETLINK, false }, 1 << TABLE_NETLINK, FAMILY_NETLINK, DIAG(netlink) },)
	IF_FEATURE_SS_LINK({ { "packet", PROTOCOL_PACKET, AF_PACKET, false },
		1 << TABLE_PACKET_RAW | 1 << TABLE_PACKET_DGRAM, FAMILY_PACKET, DIAG(packet) },)
	IF_FEATURE_SS_UNIX({ { "unix", PROTOCOL_UNIX, AF_UNIX, false },
		1 << TABLE_UNIX_STREAM | 1 << TABLE_UNIX_DGRAM | 1 << TABLE_UNIX_SEQPACKET, FAMILY_UNIX, DIAG(unix) },)
	{ { "raw", PROTOCOL_RAW, AF_INET, false }, 1 << TABLE_RAW, FAMILY_INET, DIAG(inet) },
	IF_FEATURE_IPV6({ { "raw6", PROTOCOL_RAW, AF_INET6, false }, 1 << TABLE_RAW, FAMILY_INET6, DIAG(inet) },)
	{ { "udp", PROTOCOL_UDP, AF_INET, false }, 1 << TABLE_UDP, FAMILY_INET, DIAG(inet) },
	IF_FEATURE_IPV6({ { "udp6", PROTOCOL_UDP, AF_INET6, false }, 1 << TABLE_UDP, FAMILY_INET6, DIAG(inet) },)
	{ { "tcp", PROTOCOL_TCP, AF_INET, true }, 1 << TABLE_TCP, FAMILY_INET, DIAG(inet) },
	IF_FEATURE_IPV6({ { "tcp6", PROTOCOL_TCP, AF_INET6, true }, 1 << TABLE_TCP, FAMILY_INET6, DIAG(inet) },)
	OTHER({ { "dccp", PROTOCOL_DCCP, AF_INET, false }, 1 << TABLE_DCCP, FAMILY_INET, DIAG(inet) },)
	OTHER(IF_FEATURE_IPV6({ { "dccp6", PROTOCOL_DCCP, AF_INET6, false }, 1 << TABLE_DCCP, FAMILY_INET6, DIAG(inet) },))
	IF_FEATURE_SS_SCTP({ { "sctp/eps", PROTOCOL_SCTP, AF_UNSPEC, false }, 1 << TABLE_SCTP,
		FAMILY_INET | FAMILY_INET6, DIAG(inet) },)
	IF_FEATURE_SS_SCTP({ { "sctp/assocs", PROTOCOL_SCTP, AF_INET, false }, 1 << TABLE_SCTP,
		FAMILY_INET | FAMILY_INET6, DIAG(inet) },)
	OTHER({ { "vsock", PROTOCOL_VSOCK, AF_VSOCK, false }, 1 << TABLE_VSOCK_STREAM | 1 << TABLE_VSOCK_DGRAM, FAMILY_VSOCK,
		DIAG(vsock) },)
	OTHER({ { "tipc", PROTOCOL_TIPC, AF_TIPC, false }, 1 << TABLE_TIPC, FAMILY_TIPC, DIAG(tipc) },)
	OTHER({ { "xdp", PROTOCOL_XDP, AF_XDP, false }, 1 << TABLE_XDP, FAMILY_XDP, DIAG(xdp) },)
	OTHER({ { "mptcp", PROTOCOL_MPTCP, AF_INET, false }, 1 << TABLE_MPTCP, FAMILY_INET, DIAG(inet) },)
	OTHER(IF_FEATURE_IPV6({ { "mptcp6", PROTOCOL_MPTCP, AF_INET6, false }, 1 << TABLE_MPTCP, FAMILY_INET6, DIAG(inet) },))
};

/* Which table a socket is from, where one of the kernel's holds several. */
static unsigned table_of(const struct sock *s)
{
	if (s->family == AF_PACKET)
		return s->type == SOCK_DGRAM ? TABLE_PACKET_DGRAM : TABLE_PACKET_RAW;
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && s->family != AF_UNIX)
		return s->family == AF_TIPC ? TABLE_TIPC : s->family == AF_XDP ? TABLE_XDP :
		       s->type == SOCK_DGRAM ? TABLE_VSOCK_DGRAM : TABLE_VSOCK_STREAM;
	return s->type == SOCK_DGRAM ? TABLE_UNIX_DGRAM
	     : s->type == SOCK_SEQPACKET ? TABLE_UNIX_SEQPACKET : TABLE_UNIX_STREAM;
}

/* SCTP's two families come in one table. Of its addresses ss shows the first at either end. */
static bool sctp_wanted(const struct ss_request *r, const struct sock *s)
{
	bool inet = s->family == AF_INET || address_is_v4mapped(s, &s->local);
	uint8_t family = inet ? FAMILY_INET : FAMILY_INET6;

	return (r->families & family) && !(s->absent & ABSENT_PROTOCOL);
}

/* Bound-inactive sockets tell that they are closed. */
static bool state_wanted(const struct ss_request *r, const struct sock *s)
{
	unsigned states = r->states;

	if (ENABLE_FEATURE_DIAG && s->protocol == PROTOCOL_TCP && (states & STATES_BOUND_INACTIVE))
		states |= 1 << STATE_CLOSE;
	return states >> sock_state(s) & 1;
}

static bool wanted(const struct ss_request *r, const struct sock *s)
{
	if (!state_wanted(r, s))
		return false;
	if (s->type && !(r->tables >> table_of(s) & 1))
		return false;
	if (ENABLE_FEATURE_SS_SCTP && s->protocol == PROTOCOL_SCTP && !sctp_wanted(r, s))
		return false;
	return !ENABLE_FEATURE_SS_FILTER || expression_matches(r->expression, s);
}

struct pass {
	const struct ss_request *request;
	struct window *window;
	struct faults *faults;
	const uint8_t *code; /* the filter, for the kernel */
	size_t code_length;
	struct out *copy;    /* -D */
	struct killed killed;
};

static int show_sock(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;
	struct ss_cells cells = { p->request, s };

	if (!wanted(p->request, s) || p->copy)
		return 0;
	if (ENABLE_FEATURE_SS_KILL && p->request->kill && !ss_kill(&p->killed, s))
		return 0;
	if (!window_row(p->window, ss_cell, &cells)) {
		p->faults->count++;
		complain("a row too long for the table, left out", (char *)0);
	}
	return p->window->out->error;
}

/* The attributes that the options want of a family, in its own bits. */
static uint32_t attributes_wanted(const struct ss_request *r, unsigned family)
{
	enum { OF_INET, OF_UNIX, OF_PACKET, OF_XDP };
	static const struct { uint32_t show; uint8_t attributes[4]; } wants[] = {
		{ SHOW_INFO, { DIAG_SHOW_INET(INET_DIAG_INFO) | DIAG_SHOW_INET(INET_DIAG_VEGASINFO) |
			       DIAG_SHOW_INET(INET_DIAG_CONG) } },
		{ SHOW_MEMORY, { DIAG_SHOW_INET(INET_DIAG_MEMINFO) | DIAG_SHOW_INET(INET_DIAG_SKMEMINFO),
				 DIAG_SHOW_UNIX_MEMINFO } },
		{ SHOW_TOS, { DIAG_SHOW_INET(INET_DIAG_TOS) | DIAG_SHOW_INET(INET_DIAG_TCLASS) } },
		{ SHOW_DETAILS, { 0, DIAG_SHOW_UNIX_VFS | DIAG_SHOW_UNIX_ICONS,
				  DIAG_SHOW_PACKET_RINGS | DIAG_SHOW_PACKET_FANOUT,
				  DIAG_SHOW_XDP_RINGS | DIAG_SHOW_XDP_UMEM | DIAG_SHOW_XDP_STATS } },
		{ SHOW_BPF, { [OF_PACKET] = DIAG_SHOW_PACKET_FILTER } },
	};
	unsigned of = family == AF_UNIX ? OF_UNIX : family == AF_PACKET ? OF_PACKET : family == AF_XDP ? OF_XDP : OF_INET;
	uint32_t show = 0;

	for (size_t i = 0; i < ARRAY_SIZE(wants); i++)
		if (r->show & wants[i].show)
			show |= wants[i].attributes[of];
	return show;
}

/* One table, from whichever source has it; false when none has. SCTP is two tables to /proc, and two to netlink. */
static bool read_table(const struct source *s, struct pass *p)
{
	const struct ss_request *r = p->request;
	struct table table = s->table;
	struct wanted w = { .kind = s->kind, .states = r->states, .copy = p->copy };

	table.details &= (r->show & (SHOW_DETAILS | SHOW_INFO)) != 0;
	if (!ENABLE_FEATURE_DIAG)
		return table_read(&table, show_sock, p, p->faults) >= 0;
	w.show = attributes_wanted(r, table.family);
	if (ENABLE_FEATURE_SS_SCTP && table.protocol == PROTOCOL_SCTP)
		w.family = table.family == AF_UNSPEC ? AF_INET : AF_INET6;
	if (p->code_length && w.kind == &diag_inet) {
		w.code = p->code;
		w.code_length = p->code_length;
	}
	return source_read(&table, &w, show_sock, p, p->faults) >= 0;
}

static void read_tables(struct pass *p)
{
	const struct ss_request *r = p->request;
	bool missing = false;

	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++)
		if ((s->tables & r->tables) && (s->family & r->families))
			missing |= !read_table(s, p);
	if (missing)
		proc_is_there(p->faults);
}

void ss_sockets(const struct ss_request *r, struct window *w, struct faults *faults)
{
	struct pass pass = { .request = r, .window = w, .faults = faults };
	struct ss_cells cells = { r, 0 };
	uint8_t code[ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER ? DIAG_BYTECODE : 1];

	if (!(ENABLE_FEATURE_DIAG && source_may_ask()) && !proc_is_there(faults))
		return;
	if (ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER) {
		pass.code = code;
		pass.code_length = diag_bytecode(r->expression, code);
	}
	if (r->show & SHOW_HEADER)
		window_row(w, ss_title, &cells);
	read_tables(&pass);
	window_render(w);
	if (ENABLE_FEATURE_SS_KILL && r->kill)
		ss_killed(&pass.killed, faults);
}
