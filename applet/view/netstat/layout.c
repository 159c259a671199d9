/* SPDX-License-Identifier: 0BSD */
/*
 * Tables of columns, whatever their rows are made from, and the column that every table of sockets has.
 */
#include <string.h>

#include "view/view.h"

/* The cells of a record, or the titles when there is none. */
void layout_row(const struct layout *l, const struct view *v, const void *record)
{
	bool holes = ENABLE_FEATURE_NETSTAT_SCTP && record && l == &inet_layout;
	unsigned absent = holes ? ((const struct sock *)record)->absent << ENABLE_FEATURE_NAMESPACES : 0;
	size_t line = out_position(v->out), start;
	const char *titles = l->titles;

	for (size_t i = 0; i < l->count; i++, absent >>= 1) {
		const struct column *c = &l->columns[i];
		const char *title = titles;

		if (!record)
			titles += strlen(titles) + 1;
		if (c->added & ~v->columns)
			continue;
		if (out_position(v->out) != line)
			out_char(v->out, ' ');
		start = out_position(v->out);
		if (!record)
			out_text(v->out, title);
		else if (!(absent & 1))
			l->cells[i](v, record);
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

void cell_netns(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_escaped(v->out, s->netns, strlen(s->netns), ESCAPE_BLANKS);
}
