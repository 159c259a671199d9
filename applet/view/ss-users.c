/* SPDX-License-Identifier: 0BSD */
/*
 * The column of -p and -T: everyone who holds the socket.
 */
#include <sys/socket.h>

#include "ss.h"

/* Names are in quotes already, so blanks may stay, but a quote of their own may not. */
static void out_name(struct out *o, struct text name)
{
	while (name.length) {
		size_t plain = 0;

		while (plain < name.length && name.p[plain] != '"')
			plain++;
		out_escaped(o, name.p, plain, ESCAPE_CONTROLS);
		if (plain == name.length)
			return;
		out_text(o, "\\x22");
		name.p += plain + 1;
		name.length -= plain + 1;
	}
}

static void load(struct owners *o, bool threads)
{
	o->threads = threads;
	owners_load(o);
	if (o->error)
		complain("holders are missing: ", error_text(o->error), (char *)0);
}

static void out_holder(struct out *o, struct owners *owners, const struct owner *holder, bool threads)
{
	out_text(o, "(\"");
	out_name(o, process_name(owners, threads ? holder->tid : holder->pid));
	out_text(o, "\",pid=");
	out_number(o, holder->pid, 0);
	if (threads) {
		out_text(o, ",tid=");
		out_number(o, holder->tid, 0);
	}
	out_text(o, ",fd=");
	out_number(o, holder->fd, 0);
	out_char(o, ')');
}

/* The youngest process first, as ss has them. The walk over /proc waits for a socket that may have a holder. */
void ss_cell_users(struct out *o, const struct ss_request *r, const struct sock *s)
{
	bool threads = r->show & SHOW_THREADS;
	const struct owner *first, *last;

	if (!s->inode || s->family == AF_NETLINK)
		return;
	if (!r->owners->loaded)
		load(r->owners, threads);
	first = last = owners_find(r->owners, s->inode);
	if (!first)
		return;
	while (owners_next(r->owners, last))
		last = owners_next(r->owners, last);
	out_text(o, " users:(");
	for (;; last--) {
		out_holder(o, r->owners, last, threads);
		if (last == first)
			break;
		out_char(o, ',');
	}
	out_char(o, ')');
}
