/* SPDX-License-Identifier: 0BSD */
/*
 * Tables of columns, whatever their rows are made from, and the column that every table of sockets has.
 */
#include "view.h"

/* The cells of a record, or the titles when there is none. */
void layout_row(const struct layout *l, const struct view *v, const void *record)
{
	bool holes = ENABLE_FEATURE_NETSTAT_SCTP && record && l == &inet_layout;
	unsigned absent = holes ? ((const struct sock *)record)->absent : 0;

	for (const struct column *c = l->columns; c < l->columns + l->count; c++, absent >>= 1) {
		size_t start;

		if (c->added & ~v->columns)
			continue;
		if (c > l->columns)
			out_char(v->out, ' ');
		start = out_position(v->out);
		if (record && !(absent & 1))
			c->cell(v, record);
		else if (!record)
			out_text(v->out, c->title);
		out_pad(v->out, start, c->width);
	}
	out_char(v->out, '\n');
}

void layout_title(const struct layout *l, const struct view *v, const char *which)
{
	out_text(v->out, "Active ");
	out_text(v->out, l->title);
	out_text(v->out, " (");
	out_text(v->out, which);
	out_text(v->out, ")\n");
	layout_row(l, v, 0);
}

void cell_inode(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_number(v->out, s->inode, 0);
}
