/* SPDX-License-Identifier: 0BSD */
/*
 * ss's tables of sockets: each of the kernel's tables that the request names, through the filter, into the window.
 */
#include <errno.h>
#include <sys/socket.h>

#include "source/diag-bytecode.h"
#include "ss/tables.h"

struct pass {
	const struct ss_request *request;
	struct window *window;
	struct context *where;
	const struct wanted *wanted; /* how netlink is asked for all tables alike */
	bool rows;     /* objects or counts, in place of the window */
	bool replayed; /* the file that stands for TCP has been read */
	size_t start;  /* of the table in what is shown */
	struct killed killed;
};

static void seek_holders(const struct pass *p);

static int show_sock(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;
	struct ss_cells cells = { p->request, s };

	if (!ss_accepts(p->request, s))
		return 0;
	if (ENABLE_FEATURE_SS_KILL && p->request->kill && !ss_kill(&p->killed, s))
		return 0;
	if (ENABLE_FEATURE_OWNER_WORKERS && (p->request->show & SHOW_HOLDERS) && s->inode && s->family != AF_NETLINK)
		seek_holders(p);
	if (ENABLE_FEATURE_VALUES && p->rows)
		return rows_sock(p->request->rows, s);
	if (!window_row(p->window, ss_cell, &cells)) {
		p->where->faults.count++;
		complain("a row too long for the table, left out", (char *)0);
	}
	return p->window->out->error;
}

/* Holders are looked for of these sockets. */
static int want_holders(void *ctx, const struct sock *s)
{
	const struct ss_request *r = ((struct pass *)ctx)->request;

	return ss_accepts(r, s) && !owners_want(r->owners, s->inode);
}

/* Names are asked for of these sockets. */
static int ask_hosts(void *ctx, const struct sock *s)
{
	if (ss_accepts(((struct pass *)ctx)->request, s)) {
		host_ask(s, &s->local);
		host_ask(s, &s->peer);
	}
	return 0;
}

static bool take_back(void *ctx)
{
	struct pass *p = ctx;

	if (ENABLE_FEATURE_VALUES && p->rows)
		return rows_rewind(p->request->rows, p->start);
	return window_rewind(p->window, p->start);
}

/* What a replayed file holds stands for all of TCP. */
static void replay(struct pass *p)
{
	const char *file = p->request->replay;

	if (!p->replayed && diag_replay(file, show_sock, p, p->where) < 0)
		fault(&p->where->faults, file, 0, error_text(errno));
	p->replayed = true;
}

/* One table, from whichever source has it. As source_read. */
static int read_table(struct pass *p, enum kernel_table id, const struct wanted *wanted, sock_fn *fn)
{
	struct wanted w;
	struct table t;

	if (ENABLE_FEATURE_DIAG)
		w = *wanted;
	t = ss_ask(p->request, id, &w);
	if (!ENABLE_FEATURE_DIAG)
		return table_read(&t, fn, p, p->where);
	if (ENABLE_FEATURE_SS_DUMP && p->request->replay && t.protocol == PROTOCOL_TCP) {
		replay(p);
		return 0;
	}
	p->start = ENABLE_FEATURE_VALUES && p->rows ? out_position(p->request->rows->out) : window_position(p->window);
	return sockets_read(&t, &w, fn, p, p->where);
}

/*
 * With the first row that has holders the tables are read once more: where few sockets are shown the walk is for their
 * holders alone. What is wrong with the tables is told when they are shown.
 */
static void seek_holders(const struct pass *shown)
{
	struct owners *o = shown->request->owners;
	struct context before = *shown->where;
	struct wanted w = *shown->wanted;
	struct pass p = *shown;
	unsigned at = 0;

	if (o->loaded || (ENABLE_FEATURE_NAMESPACES && before.netns.p) || p.request->replay || p.request->events)
		return;
	before.faults.untold = true;
	before.ahead = 0;
	p.where = &before;
	w.aside = 0;
	o->some = true;
	for (int id; o->some && (id = ss_next_table(p.request, &at)) >= 0;)
		o->some = read_table(&p, id, &w, want_holders) != 1;
	shown->where->mute = before.mute;
}

static void read_tables(struct pass *p, const struct wanted *w)
{
	int answers = 0;
	unsigned at = 0;

	if (ENABLE_FEATURE_NAMES_AHEAD && ENABLE_FEATURE_SS_RESOLVE && (p->request->show & SHOW_HOSTS))
		p->where->ahead = ask_hosts;
	for (int id; (id = ss_next_table(p->request, &at)) >= 0;)
		answers |= read_table(p, id, w, show_sock);
	if (answers < 0)
		proc_is_needed(p->where);
}

/* The same in one of all namespaces, whose context is another. */
static void read_namespace(void *ctx, struct context *where)
{
	struct pass *all = ctx, one = *all;
	struct ss_request request = *all->request;

	request.where = one.where = where;
	one.request = &request;
	if (one.wanted->aside)
		one.wanted->aside->whole = false;
	read_tables(&one, one.wanted);
	all->killed = one.killed;
}

/* The row of a socket that is destroyed leaves at once. */
static int show_event(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;

	if (show_sock(ctx, s))
		return 1;
	window_render(p->window);
	return out_flush(p->window->out);
}

/* What only the kernel's messages can tell, where it is not to be asked. */
static bool from_allowed_source(const struct ss_request *r)
{
	bool messages = (ENABLE_FEATURE_SS_DUMP && r->dump) || (ENABLE_FEATURE_SS_EVENTS && r->events);

	if (!messages || may_ask(r->where))
		return true;
	fault(&r->where->faults, "-D, -E", 0, "netlink is not asked: PROC_ROOT or SOCKLET_SOURCE says so");
	return false;
}

/* Null when the expression does not say. */
static const struct diag_request *ends_of(const struct ss_request *r, struct diag_request *ends)
{
	struct sock s;

	if (!ENABLE_FEATURE_SS_ENDS || !expression_ends(r->expression, &s))
		return 0;
	s.cookie = -1; /* INET_DIAG_NOCOOKIE */
	diag_put_request(ends, &s);
	return ends;
}

/* How netlink is asked for all tables alike. What was closed by -K stays closed, and its row shown. */
static struct wanted wanted_of(const struct ss_request *r, uint8_t *code, struct diag_request *ends)
{
	struct wanted w = { .states = r->states, .details = r->show & SHOW_WITH_DETAILS };

	if (!r->kill)
		w.take_back = take_back;
	if (ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER) {
		w.code_length = diag_bytecode(r->expression, code);
		w.code = w.code_length ? code : 0;
		w.ends = ends_of(r, ends);
	}
	return w;
}

static void show_tables(struct pass *p, const struct wanted *w)
{
	const struct ss_request *r = p->request;
	struct ss_cells cells = { r, 0 };

	if (r->show & SHOW_HEADER && !(ENABLE_FEATURE_VALUES && p->rows))
		window_row(p->window, ss_title, &cells);
	if (ENABLE_FEATURE_SS_EVENTS && r->events)
		ss_events(r, show_event, p);
	else if (netns_is_all(r->where))
		netns_all(r->where, read_namespace, p);
	else
		read_tables(p, w);
	window_render(p->window);
	if (ENABLE_FEATURE_SS_KILL && r->kill)
		ss_killed(&p->killed, p->where);
}

void ss_sockets(const struct ss_request *r, struct window *window)
{
	uint8_t code[ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER ? DIAG_BYTECODE : 1];
	struct wanted w = { 0 };
	struct pass pass = { .request = r, .window = window, .where = r->where, .wanted = &w };
	struct aside aside;
	struct diag_request ends;

	pass.rows = ENABLE_FEATURE_VALUES && rows_wanted(r->rows);
	if (!netns_is_all(r->where) && !(ENABLE_FEATURE_DIAG && may_ask(r->where)) && !proc_is_needed(r->where))
		return;
	if (!from_allowed_source(r))
		return;
	if (ENABLE_FEATURE_DIAG) {
		w = wanted_of(r, code, &ends);
		aside.whole = false;
		if (ENABLE_FEATURE_IPV6 && !(~r->families & (FAMILY_INET | FAMILY_INET6)))
			w.aside = &aside;
	}
	if (ENABLE_FEATURE_SS_DUMP && r->dump)
		ss_dump(r, &w);
	else
		show_tables(&pass, &w);
}
