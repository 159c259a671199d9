/* SPDX-License-Identifier: 0BSD */
/*
 * An interval as text: a line of sums, then a table whose columns are as wide as what stands in them. Where that is
 * wider than the screen, columns that matter less go first.
 */
#include <string.h>
#include <sys/socket.h>

#include "live/columns.h"

uint64_t rate_of(const struct top *t, uint64_t bytes)
{
	return t->elapsed ? bytes * 1000 / t->elapsed : 0;
}

unsigned loss_of(const struct amounts *a)
{
	uint64_t all = a->sent + a->retransmitted;

	return all ? a->retransmitted * 1000 / all : 0;
}

/* The columns of this table, as bits. */
static uint32_t columns_of(const struct top *t)
{
	unsigned table = t->flows ? t->by ? FLOW_GROUPS : FLOWS : t->by ? GROUPS : CONNECTIONS;
	unsigned asked = (t->total ? TOTALS : 0) | (t->live.programs ? PROGRAMS : 0) |
			 (netns_is_all(t->live.where) ? PLACED : 0);
	uint32_t bits = 0;

	for (unsigned c = 0; c < TOP_COLUMNS; c++)
		if ((top_columns[c].of & table) && !(top_columns[c].of & (TOTALS | PROGRAMS | PLACED) & ~asked))
			bits |= 1u << c;
	return bits;
}

/* How wide a column is: a cell is written to nowhere. */
static unsigned measure(const struct top *t, const struct top_column *c, unsigned rows)
{
	unsigned width = strlen(c->title);
	char buffer[CELL];
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
static uint32_t fit(uint32_t shown, const unsigned widths[TOP_COLUMNS], unsigned width)
{
	for (unsigned rank = RANKS; width && --rank;) {
		unsigned sum = 0;

		for (unsigned c = 0; c < TOP_COLUMNS; c++)
			sum += shown >> c & 1 ? widths[c] + 1 : 0;
		if (sum <= width)
			break;
		for (unsigned c = 0; c < TOP_COLUMNS; c++)
			if (top_columns[c].rank == rank)
				shown &= ~(1u << c);
	}
	return shown;
}

struct table_view {
	const struct top *top;
	uint32_t shown;
	unsigned widths[TOP_COLUMNS];
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
	char buffer[CELL];

	if (r && c >= FOREIGN) {
		top_columns[c].cell(o, v->top, r, left);
		return;
	}
	out_open(&cell, -1, buffer, sizeof buffer);
	if (r)
		top_columns[c].cell(&cell, v->top, r, 0);
	else
		out_text(&cell, top_columns[c].title[0] ? top_columns[c].title : word_at(top_keys, v->top->by - 1));
	if (top_columns[c].right)
		out_pad(o, out_position(o), v->widths[c] - cell.used);
	start = out_position(o);
	out_bytes(o, buffer, v->width && cell.used > left ? left : cell.used);
	if (v->shown >> c >> 1)
		out_pad(o, start, top_columns[c].right ? cell.used + 1 : v->widths[c] + 1);
}

static void out_row(struct table_view *v, const struct row *r)
{
	v->start = out_position(v->top->live.out);
	for (unsigned c = 0; c < TOP_COLUMNS; c++)
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
	out_note(o, "; ends not heard of: ", live_dropped(&t->live) - t->dropped);
	if (ENABLE_FEATURE_TOP_FLOWS && t->unaccounted)
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
	for (unsigned c = 0; c < TOP_COLUMNS; c++)
		v.widths[c] = v.shown >> c & 1 ? measure(t, &top_columns[c], rows) : 0;
	v.shown = fit(v.shown, v.widths, width);
	out_sums(t, width);
	out_row(&v, 0);
	for (unsigned i = 0; i < rows; i++)
		out_row(&v, row_at(&t->rows, i));
}
