/* SPDX-License-Identifier: 0BSD */
/*
 * An interval as text: a line of sums, then a table whose columns are as wide as what stands in them. Where that is
 * wider than the screen, columns that matter less go first.
 */
#include <string.h>
#include <sys/socket.h>

#include "live/top.h"

uint64_t rate_of(const struct top *t, uint64_t bytes)
{
	return t->elapsed ? bytes * 1000 / t->elapsed : 0;
}

unsigned loss_of(const struct amounts *a)
{
	uint64_t all = a->sent + a->retransmitted;

	return all ? a->retransmitted * 1000 / all : 0;
}

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

static void out_rate(struct out *o, const struct top *t, uint64_t bytes)
{
	out_amount(o, rate_of(t, bytes));
}

/* A cell's text, at most `limit` columns of what is not ours; 0 is no limit. */
typedef void cell_fn(struct out *o, const struct top *t, const struct row *r, size_t limit);
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
	if (r->nat.port || !address_is_zero(r->nat.address, sizeof r->nat.address))
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

/* Which tables have a column; those that go first have the highest rank. A column of foreign text comes last. */
enum { CONNECTIONS = 1, GROUPS = 2, FLOWS = 4, FLOW_GROUPS = 8, TOTALS = 16, PROGRAMS = 32 };
static const struct column {
	char title[12];
	cell_fn *cell;
	uint8_t of;     /* tables, and what has to be asked for */
	uint8_t rank;
	bool right;
} columns[] = {
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
enum { COLUMNS = ARRAY_SIZE(columns), FOREIGN = COLUMNS - 2 };

/* The columns of this table, as bits. */
static uint32_t columns_of(const struct top *t)
{
	unsigned table = t->flows ? t->by ? FLOW_GROUPS : FLOWS : t->by ? GROUPS : CONNECTIONS;
	unsigned asked = (t->total ? TOTALS : 0) | (t->live.programs ? PROGRAMS : 0);
	uint32_t bits = 0;

	for (unsigned c = 0; c < COLUMNS; c++)
		if ((columns[c].of & table) && !(columns[c].of & (TOTALS | PROGRAMS) & ~asked))
			bits |= 1u << c;
	return bits;
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
		name.length = (ENABLE_FEATURE_IPV6 && g->key[16] == AF_INET6 ? put_ipv6 : put_ipv4)(digits, e.address) - digits;
		break;
	case BY_CGROUP:
		name = cgroup_path(number);
	}
	if (name.length)
		out_escaped_within(o, name.p, name.length, ESCAPE_BLANKS, limit);
	else
		out_char(o, '-');
}

/* How wide a column is: a cell is written to nowhere. */
static unsigned measure(const struct top *t, const struct column *c, unsigned rows)
{
	unsigned width = strlen(c->title);
	char buffer[512];
	struct out o;

	for (unsigned i = 0; i < rows; i++) {
		out_open(&o, -1, buffer, sizeof buffer);
		c->cell(&o, t, row_at(&t->rows, i), 0);
		if (out_position(&o) > width)
			width = out_position(&o);
	}
	return width;
}

/* Takes columns out of `shown` until the rest fits; 0 is any width. */
static uint32_t fit(uint32_t shown, const unsigned widths[COLUMNS], unsigned width)
{
	for (unsigned rank = 4; width && --rank;) {
		unsigned sum = 0;

		for (unsigned c = 0; c < COLUMNS; c++)
			sum += shown >> c & 1 ? widths[c] + 1 : 0;
		if (sum <= width)
			break;
		for (unsigned c = 0; c < COLUMNS; c++)
			if (columns[c].rank == rank)
				shown &= ~(1u << c);
	}
	return shown;
}

struct table_view {
	const struct top *top;
	uint32_t shown;
	unsigned widths[COLUMNS];
	unsigned width; /* of the screen, 0: any */
	size_t start;   /* of the line */
};

/* The end of a line: on a screen it wipes away what stood there. */
static void end_line(const struct top *t, unsigned width)
{
	out_text(t->live.out, width ? "\033[K\n" : "\n");
}

/* One cell or, without a row, title, right or left in its column. Foreign text, the last of all, sees to its end. */
static void out_cell(const struct table_view *v, unsigned c, const struct row *r)
{
	struct out *o = v->top->live.out, cell;
	size_t left = v->width ? v->width - (out_position(o) - v->start) : 0, start;
	char buffer[128];

	if (r && c >= FOREIGN) {
		columns[c].cell(o, v->top, r, left);
		return;
	}
	out_open(&cell, -1, buffer, sizeof buffer);
	if (r)
		columns[c].cell(&cell, v->top, r, 0);
	else
		out_text(&cell, columns[c].title[0] ? columns[c].title : word_at(top_keys, v->top->by - 1));
	if (columns[c].right)
		out_pad(o, out_position(o), v->widths[c] - cell.used);
	start = out_position(o);
	out_bytes(o, buffer, v->width && cell.used > left ? left : cell.used);
	if (v->shown >> c >> 1)
		out_pad(o, start, columns[c].right ? cell.used + 1 : v->widths[c] + 1);
}

static void out_row(struct table_view *v, const struct row *r)
{
	v->start = out_position(v->top->live.out);
	for (unsigned c = 0; c < COLUMNS; c++)
		if ((v->shown >> c & 1) && (!v->width || out_position(v->top->live.out) - v->start < v->width))
			out_cell(v, c, r);
	end_line(v->top, v->width);
}

static void out_note(struct out *o, const char *text, uint64_t n)
{
	if (n)
		out_field(o, text, n);
}

static void out_sums(const struct top *t, unsigned width)
{
	struct out *o = t->live.out;

	out_rate(o, t, t->sum.sent);
	out_text(o, t->flows ? "/s up, " : "/s sent, ");
	out_rate(o, t, t->sum.received);
	out_text(o, t->flows ? "/s down, " : "/s received, ");
	out_number(o, t->connections, 0);
	out_text(o, t->flows ? " flows" : " connections, ");
	if (!t->flows) {
		out_number(o, t->ended, 0);
		out_text(o, " ended");
	}
	if (!t->flows)
		out_text(o, "; UDP is not counted");
	out_note(o, "; no memory to count: ", t->live.uncounted);
	out_note(o, "; ends not heard of: ", t->live.events.fd < 0 ? 0 : live_dropped(&t->live) - t->dropped);
	if (ENABLE_FEATURE_TOP_FLOWS && t->flows && !t->accounting)
		out_text(o, "; accounting is off, net.netfilter.nf_conntrack_acct=1 starts it for new flows");
	out_note(o, "; older than the accounting, not counted: ", t->older);
	end_line(t, width);
}

void top_show(const struct top *t, unsigned width, unsigned height)
{
	struct table_view v = { .top = t, .shown = columns_of(t), .width = width };
	unsigned rows = t->rows.count;

	if (height && rows > height - 2)
		rows = height - 2;
	for (unsigned c = 0; c < COLUMNS; c++)
		v.widths[c] = v.shown >> c & 1 ? measure(t, &columns[c], rows) : 0;
	v.shown = fit(v.shown, v.widths, width);
	out_sums(t, width);
	out_row(&v, 0);
	for (unsigned i = 0; i < rows; i++)
		out_row(&v, row_at(&t->rows, i));
}
