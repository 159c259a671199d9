/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's tables of sockets: each of the kernel's tables that the request names, through the filter, to its
 * layout.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "netstat/netstat.h"
#include "select/sockets.h"

struct pass {
	const struct request *request;
	const struct layout *layout;
	struct context *where;
	struct aside *aside; /* null when one family is wanted only */
	bool told; /* that there is no /proc/net */
	size_t start; /* of the table in what is written */
};

static int show_sock(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;

	if (!filter_show(p->request->show, s))
		return 0;
	if (ENABLE_FEATURE_VALUES && rows_wanted(p->request->rows))
		return rows_sock(p->request->rows, s);
	layout_row(p->layout, &p->request->view, s, ~s->absent);
	return p->request->view.out->error;
}

/* Owners are looked for of these sockets. */
static int want_owner(void *ctx, const struct sock *s)
{
	const struct request *r = ((struct pass *)ctx)->request;

	return filter_show(r->show, s) && !owners_want(r->view.owners, s->inode);
}

/* Names are asked for of these sockets. */
static int ask_hosts(void *ctx, const struct sock *s)
{
	if (filter_show(((struct pass *)ctx)->request->show, s)) {
		host_ask(s, &s->local);
		host_ask(s, &s->peer);
	}
	return 0;
}

static bool take_back(void *ctx)
{
	struct pass *p = ctx;

	if (ENABLE_FEATURE_VALUES && rows_wanted(p->request->rows))
		return rows_rewind(p->request->rows, p->start);
	return out_rewind(p->request->view.out, p->start);
}

/* A table that the kernel does not have is an error when it was asked for by its protocol's name. */
static void missing_table(const struct request *r, const struct table *t, struct context *where)
{
	bool required = (r->required >> t->protocol & 1) &&
			(t->family != AF_INET6 || has(r, OPTION_INET6));
	bool local = t->family == AF_UNIX;
	const char *name = ENABLE_FEATURE_NETSTAT_SCTP && t->protocol == PROTOCOL_SCTP ? "sctp" : t->name;

	if (ENABLE_FEATURE_NETSTAT_SCTP && t->family == AF_UNSPEC)
		return; /* told once, of the associations */
	if (required)
		where->faults.count++;
	if (required || (has(r, OPTION_VERBOSE) && t->family != AF_INET6))
		complain("no support for `AF ", local ? "UNIX" : "INET (", local ? "" : name, local ? "" : ")",
			 "' on this system.", (char *)0);
}

static bool table_wanted(const struct request *r, const struct table *t)
{
	if (!(r->protocols >> t->protocol & 1))
		return false;
	return !ENABLE_FEATURE_NETSTAT_FAMILY || t->family == AF_UNIX ||
	       r->families & (t->family == AF_INET6 ? INET6 : INET);
}

/*
 * Netlink gives the same rows in the same order as /proc, and sooner. What it has not got: a request socket's user,
 * the probes of a socket that retransmits and the other way round (net/ipv4/inet_diag.c:inet_sk_diag_fill), a unix
 * socket's references. So -e, -o and unix sockets stay with /proc.
 */
static bool by_netlink(const struct request *r, const struct context *where)
{
	return ENABLE_FEATURE_DIAG && r->protocols != 1 << PROTOCOL_UNIX && may_ask(where) &&
	       !(r->view.columns & (COLUMNS_EXTENDED | COLUMNS_TIMERS));
}

/* 0, 1 or -1 as source_read. The kernel keeps TCP's listeners apart, so that -l does not look at connections. */
static int read_table(struct pass *p, const struct table *t, sock_fn *fn)
{
	const struct request *r = p->request;
	struct wanted w = { .empty_is_none = true, .take_back = take_back, .aside = p->aside };

	if (!ENABLE_FEATURE_DIAG)
		return table_read(t, fn, p, p->where);
	p->start = out_position(r->view.out);
	if (t->protocol > PROTOCOL_RAW || !by_netlink(r, p->where))
		return source_read(t, &w, fn, p, p->where);
	if (r->show == SHOW_LISTENING && t->protocol == PROTOCOL_TCP)
		w.states = 1 << STATE_LISTEN;
	return sockets_read(t, &w, fn, p, p->where);
}

/*
 * Neither source has the table. When netlink has it without sockets (ENODATA), that says nothing of IPv6 being there
 * at all, which /proc does; without /proc it has to do.
 */
static void no_table(struct pass *p, const struct table *t)
{
	bool quiet = p->told || (ENABLE_FEATURE_DIAG && errno == ENODATA);

	if (!ENABLE_FEATURE_DIAG || (quiet ? proc_is_there(p->where) : proc_is_needed(p->where)))
		missing_table(p->request, t, p->where);
	else
		p->told |= !quiet;
}

/* The tables that are shown in one layout, whose titles stand in front of the first namespace's only. */
static void show_tables(struct pass *p, bool unix_tables, struct context *where)
{
	const struct request *r = p->request;
	const struct layout *layout = unix_tables ? &unix_layout : &inet_layout;

	if ((!ENABLE_FEATURE_NAMESPACES || p->layout != layout) && !(ENABLE_FEATURE_VALUES && rows_wanted(r->rows)))
		layout_title(layout, &r->view, show_name(r->show));
	p->layout = layout;
	p->where = where;
	if (ENABLE_FEATURE_NAMES_AHEAD && ENABLE_FEATURE_NETSTAT_RESOLVE && !r->view.numeric_hosts)
		where->ahead = ask_hosts;
	if (ENABLE_FEATURE_NAMESPACES && p->aside)
		p->aside->whole = false;
	for (const struct table *t = kernel_tables; t <= &kernel_tables[KERNEL_UNIX]; t++)
		if (unix_tables == (t->family == AF_UNIX) && table_wanted(r, t) && read_table(p, t, show_sock) < 0)
			no_table(p, t);
}

static void show_inet(void *ctx, struct context *where)
{
	show_tables(ctx, false, where);
}

static void show_unix(void *ctx, struct context *where)
{
	show_tables(ctx, true, where);
}

/* An ordinary user, and not one socket of hers. */
static void no_owners(void)
{
	char text[100], *end = put_text(text, "(No info could be read for \"-p\": geteuid()=");

	*put_text(put_number(end, geteuid()), " but you should be root.)\n") = '\0';
	notice(text);
}

/*
 * The tables are read once more, before: where few sockets are shown the walk is for their owners alone. What is wrong
 * with them is told when they are shown. True unless they are too many.
 */
static bool want_owners(const struct pass *shown)
{
	struct pass p = *shown;
	struct context before = *shown->where;
	bool some = true;

	before.faults.untold = true;
	before.ahead = 0;
	p.where = &before;
	for (const struct table *t = kernel_tables; some && t <= &kernel_tables[KERNEL_UNIX]; t++)
		some = !table_wanted(p.request, t) || read_table(&p, t, want_owner) != 1;
	shown->where->mute = before.mute;
	if (p.aside)
		p.aside->whole = false;
	return some;
}

static void load_owners(const struct pass *p)
{
	struct owners *o = p->request->view.owners;

	owners_open(o, p->where);
	if (ENABLE_FEATURE_OWNER_WORKERS && !netns_is_all(p->where)) {
		o->first = true;
		o->some = want_owners(p);
	}
	owners_load(o, false);
	if (owners_lack(o)) {
		complain("owners are missing: ", owners_reason(o), (char *)0);
		p->where->faults.count++;
	}
	if (o->denied && !owners_seen(o))
		no_owners();
	else if (o->denied)
		notice("(Not all processes could be identified, non-owned process info\n"
		       " will not be shown, you would have to be root to see it all.)\n");
}

void netstat_sockets(const struct request *r, struct context *where)
{
	bool programs = r->view.columns & COLUMNS_PROGRAMS;
	struct aside aside;
	struct pass p = { .request = r, .where = where };

	if (!netns_is_all(where) && !by_netlink(r, where) && !proc_is_needed(where))
		return;
	aside.whole = false;
	if (ENABLE_FEATURE_DIAG && ENABLE_FEATURE_IPV6 && !(~r->families & (INET | INET6)))
		p.aside = &aside;
	if (ENABLE_FEATURE_NETSTAT_PRG && programs)
		load_owners(&p);
	if (r->protocols & ~(1 << PROTOCOL_UNIX))
		netns_each(where, show_inet, &p);
	if (has(r, OPTION_GROUPS))
		netstat_each(r, netstat_groups, where);
	if (r->protocols >> PROTOCOL_UNIX & 1)
		netns_each(where, show_unix, &p);
	if (ENABLE_FEATURE_NETSTAT_PRG && programs)
		owners_free(r->view.owners);
}
