/* SPDX-License-Identifier: 0BSD */
/*
 * The column of -p and -T: everyone who holds the socket.
 */
#include <sys/socket.h>

#include "ss/ss.h"

void ss_load_owners(struct owners *o, const struct ss_request *r)
{
	owners_load(o, r->show & SHOW_THREADS);
	if (owners_lack(o))
		complain("holders are missing: ", owners_reason(o), (char *)0);
}

static void out_context(struct out *o, const char *name, struct text context)
{
	out_text(o, name);
	if (context.length)
		out_escaped(o, context.p, context.length, ESCAPE_BLANKS);
	else
		out_text(o, "unavailable");
}

static void out_holder(struct out *o, const struct ss_request *r, struct owner h)
{
	struct text name = process_name(r->owners, h.tid ? h.tid : h.pid);

	out_text(o, "(\"");
	out_escaped(o, name.p, name.length, ESCAPE_QUOTES);
	out_field(o, "\",pid=", h.pid);
	if (h.tid)
		out_field(o, ",tid=", h.tid);
	if (ENABLE_FEATURE_SS_SELINUX && (r->show & SHOW_CONTEXTS))
		out_context(o, ",proc_ctx=", program_context(r->where, h.pid));
	out_field(o, ",fd=", h.fd);
	if (ENABLE_FEATURE_SS_SELINUX && (r->show & SHOW_SOCKET_CONTEXTS))
		out_context(o, ",sock_ctx=", descriptor_context(r->where, h.pid, h.fd));
	out_char(o, ')');
}

/*
 * Holders are as many as a process likes: a user can hold a socket some thousand times in each of his processes. What
 * is written of them is cut, for else the row does not fit into the window.
 */
enum { HOLDERS_BYTES = 64 << 10 };

/* A row that did not fit is made a second time: its socket is the one that was counted last. */
static void cut(struct owners *o, uint64_t inode, size_t count)
{
	if (o->cut_inode != inode)
		o->cut += count;
	o->cut_inode = inode;
}

/* The youngest process first, as ss has them. The walk over /proc waits for a socket that may have a holder. */
void ss_cell_users(struct out *o, const struct ss_request *r, const struct sock *s)
{
	size_t first, count, start = out_position(o);

	if (!s->inode || s->family == AF_NETLINK)
		return;
	if (!r->owners->loaded)
		ss_load_owners(r->owners, r);
	first = owners_find(r->owners, s->inode, &count);
	if (!count)
		return;
	out_text(o, " users:(");
	while (count--) {
		out_holder(o, r, owners_get(r->owners, first + count));
		if (count && out_position(o) - start > HOLDERS_BYTES) {
			cut(r->owners, s->inode, count);
			break;
		}
		if (count)
			out_char(o, ',');
	}
	out_char(o, ')');
}

void ss_users_end(struct owners *o, struct context *where)
{
	char number[21];

	if (o->cut) {
		*put_number(number, o->cut) = '\0';
		complain(number, o->cut == 1 ? " more holder is not shown" : " more holders are not shown", (char *)0);
		where->faults.count++;
	}
	where->faults.count += owners_lack(o);
	owners_free(o);
	owners_open(o, where);
}
