/* SPDX-License-Identifier: 0BSD */
/*
 * The columns of top's tables, and what stands in them.
 */
#include <string.h>
#include <sys/socket.h>

#include "live/columns.h"

/* Three digits and a unit: "999", "1.00K", "12.3M". */
static void out_amount(struct out *o, uint64_t n)
{
	const char *unit = " KMGTPE";
	unsigned digits = 2;
	uint64_t part = n;

	if (n < 1000) {
		out_number(o, n, 0);
		return;
	}
	for (; part >= 1000000; part /= 1000)
		unit++;
	for (n = part; n >= 10000; n /= 10)
		digits--;
	out_thousandths(o, part, digits);
	out_char(o, unit[1]);
}

void out_rate(struct out *o, const struct top *t, uint64_t bytes)
{
	out_amount(o, rate_of(t, bytes));
}

#define CELL(name) static void cell_##name(struct out *o, const struct top *t, const struct row *r, size_t limit)
#define UNUSED (void)o, (void)t, (void)r, (void)limit

CELL(send_rate)
{
	UNUSED;
	out_rate(o, t, r->now.sent);
}

CELL(receive_rate)
{
	UNUSED;
	out_rate(o, t, r->now.received);
}

CELL(sent)
{
	UNUSED;
	out_amount(o, r->total.sent);
}

CELL(received)
{
	UNUSED;
	out_amount(o, r->total.received);
}

CELL(loss)
{
	UNUSED;
	if (r->told_loss || r->group) {
		out_thousandths(o, (uint64_t)loss_of(&r->now) * 100, 1);
		out_char(o, '%');
	} else {
		out_char(o, '-');
	}
}

CELL(rtt)
{
	UNUSED;
	out_thousandths(o, r->rtt, 2);
}

CELL(state)
{
	UNUSED;
	out_text(o, r->ended ? "ended" : state_name(r->sock.state));
}

CELL(connections)
{
	UNUSED;
	out_number(o, r->group->connections, 0);
}

CELL(protocol)
{
	UNUSED;
	out_escaped(o, r->protocol, strlen(r->protocol), ESCAPE_BLANKS);
	if (r->may_lag)
		out_text(o, " may lag");
}

CELL(local)
{
	UNUSED;
	out_end(o, r->sock.family, &r->sock.local);
}

CELL(peer)
{
	UNUSED;
	out_end(o, r->sock.family, &r->sock.peer);
}

CELL(nat)
{
	UNUSED;
	if (row_has_nat(r))
		out_end(o, r->sock.family, &r->nat);
	else
		out_char(o, '-');
}

CELL(program)
{
	UNUSED;
	out_program(o, &t->live, r->pid, limit);
}

CELL(group)
{
	out_group(o, t, r->group, limit);
}

void out_group(struct out *o, const struct top *t, const struct count_group *g, size_t limit)
{
	struct endpoint e = { .port = 0 };
	uint64_t number;
	struct text name = { (const char *)g->key, strnlen((const char *)g->key, sizeof g->key) };
	char digits[ADDRESS_TEXT];

	memcpy(&number, g->key, sizeof number);
	memcpy(e.address, g->key, sizeof e.address);
	switch (t->by) {
	case BY_PORT:
		out_number(o, number, 0);
		return;
	case BY_PEER: case BY_HOST:
		name.p = digits;
		name.length = put_ip(digits, g->key[16], e.address) - digits;
		break;
	case BY_CGROUP:
		name = cgroup_path(number);
	}
	if (name.length)
		out_escaped_within(o, name.p, name.length, ESCAPE_BLANKS, limit);
	else
		out_char(o, '-');
}

IF_FEATURE_NAMESPACES(CELL(place)
{
	struct text name = live_place(&t->live, r->place);

	UNUSED;
	out_escaped(o, name.p, name.length, ESCAPE_BLANKS);
})

const struct top_column top_columns[TOP_COLUMNS] = {
	IF_FEATURE_NAMESPACES({ "Netns", cell_place, CONNECTIONS | FLOWS | PLACED, 0, false },)
	{ "Send/s", cell_send_rate, CONNECTIONS | GROUPS, 0, true },
	{ "Recv/s", cell_receive_rate, CONNECTIONS | GROUPS, 0, true },
	{ "Up/s", cell_send_rate, FLOWS | FLOW_GROUPS, 0, true },
	{ "Down/s", cell_receive_rate, FLOWS | FLOW_GROUPS, 0, true },
	{ "Sent", cell_sent, CONNECTIONS | GROUPS | FLOWS | FLOW_GROUPS | TOTALS, 0, true },
	{ "Received", cell_received, CONNECTIONS | GROUPS | FLOWS | FLOW_GROUPS | TOTALS, 0, true },
	{ "Loss", cell_loss, CONNECTIONS | GROUPS, 1, true },
	{ "RTT ms", cell_rtt, CONNECTIONS, 2, true },
	{ "Count", cell_connections, GROUPS | FLOW_GROUPS, 0, true },
	{ "State", cell_state, CONNECTIONS, 3, false },
	{ "Proto", cell_protocol, FLOWS, 0, false },
	{ "Local", cell_local, CONNECTIONS, 0, false },
	{ "Host", cell_local, FLOWS, 0, false },
	{ "Peer", cell_peer, CONNECTIONS | FLOWS, 0, false },
	{ "NAT", cell_nat, FLOWS, 1, false },
	{ "Program", cell_program, CONNECTIONS | PROGRAMS, 0, false },
	{ "", cell_group, GROUPS | FLOW_GROUPS, 0, false },
};
