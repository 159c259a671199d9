/* SPDX-License-Identifier: 0BSD */
/*
 * ss's tables of sockets: each of the kernel's tables that the request names, through the filter, into the window.
 */
#include <sys/socket.h>

#include "diag-bytecode.h"
#include "ss.h"

#define DIAG(kind) IF_FEATURE_DIAG(&diag_##kind +) 0

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
	IF_FEATURE_SS_SCTP({ { "sctp/eps", PROTOCOL_SCTP, AF_UNSPEC, false }, 1 << TABLE_SCTP, FAMILY_INET | FAMILY_INET6, 0 },)
	IF_FEATURE_SS_SCTP({ { "sctp/assocs", PROTOCOL_SCTP, AF_INET, false }, 1 << TABLE_SCTP,
		FAMILY_INET | FAMILY_INET6, 0 },)
};

/* Which table a socket is from, where one of the kernel's holds several. */
static unsigned table_of(const struct sock *s)
{
	if (s->family == AF_PACKET)
		return s->type == SOCK_DGRAM ? TABLE_PACKET_DGRAM : TABLE_PACKET_RAW;
	return s->type == SOCK_DGRAM ? TABLE_UNIX_DGRAM
	     : s->type == SOCK_SEQPACKET ? TABLE_UNIX_SEQPACKET : TABLE_UNIX_STREAM;
}

/* SCTP's two families come in one table. Of its addresses ss shows the first at either end. */
static bool sctp_wanted(const struct ss_request *r, const struct sock *s)
{
	uint8_t family = address_is_v4mapped(s, &s->local) ? FAMILY_INET : FAMILY_INET6;

	return (r->families & family) && !(s->absent & ABSENT_PROTOCOL);
}

static bool wanted(const struct ss_request *r, const struct sock *s)
{
	if (!(r->states >> sock_state(s) & 1))
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
	bool told; /* that there is no /proc/net for what netlink does not have */
};

static int show_sock(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;
	struct ss_cells cells = { p->request, s };

	if (wanted(p->request, s) && !window_row(p->window, ss_cell, &cells)) {
		p->faults->count++;
		complain("a row too long for the table, left out", (char *)0);
	}
	return p->window->out->error;
}

/* One table, from whichever source has it. -i takes TCP's values from the lines of /proc. */
static void read_table(const struct source *s, struct pass *p, const uint8_t *code, size_t code_length)
{
	const struct ss_request *r = p->request;
	struct table table = s->table;
	struct wanted w = { .states = r->states };

	table.details &= (r->show & (SHOW_DETAILS | SHOW_INFO)) != 0;
	if (!ENABLE_FEATURE_DIAG) {
		table_read(&table, show_sock, p, p->faults);
		return;
	}
	if (!table.details || !(r->show & SHOW_INFO)) /* all but TCP with -i */
		w.kind = s->kind;
	if (code_length && w.kind == &diag_inet) {
		w.code = code;
		w.code_length = code_length;
	}
	if (source_read(&table, &w, show_sock, p, p->faults) < 0 && !p->told)
		p->told = !proc_is_there(p->faults);
}

void ss_sockets(const struct ss_request *r, struct window *w, struct faults *faults)
{
	struct pass pass = { r, w, faults, false };
	struct ss_cells cells = { r, 0 };
	uint8_t code[ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER ? DIAG_BYTECODE : 1];
	size_t code_length = 0;

	if (!(ENABLE_FEATURE_DIAG && source_may_ask()) && !proc_is_there(faults))
		return;
	if (ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER)
		code_length = diag_bytecode(r->expression, code);
	if (r->show & SHOW_HEADER)
		window_row(w, ss_title, &cells);
	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++) {
		if ((s->tables & r->tables) && (s->family & r->families))
			read_table(s, &pass, code, code_length);
	}
	window_render(w);
}
