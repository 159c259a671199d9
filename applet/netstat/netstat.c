/* SPDX-License-Identifier: 0BSD */
/*
 * netstat: what the command line names is shown, once or again and again.
 */
#include <poll.h>

#include "applet.h"
#include "netstat/options.h"

/* What a mode shows, a block for each namespace. */
struct block {
	const struct request *request;
	show_fn *show;
};

static void show_block(void *ctx, struct context *where)
{
	const struct block *b = ctx;
	struct rows *rows = b->request->rows;

	if (ENABLE_FEATURE_JSON && rows->form)
		rows->netns = where->netns;
	else
		out_netns(b->request->view.out, where);
	b->show(b->request, where);
	if (ENABLE_FEATURE_JSON)
		rows->netns.p = 0;
}

void netstat_each(const struct request *r, show_fn *show, struct context *where)
{
	struct block b = { r, show };

	if (netns_is_all(where))
		netns_all(where, show_block, &b);
	else
		show(r, where);
}

static void show_sockets(const struct request *r, struct context *where)
{
	if (r->protocols || (ENABLE_FEATURE_NETSTAT_GROUPS && r->groups))
		netstat_sockets(r, where);
	if (OTHER_FAMILIES)
		netstat_families(r, where);
}

/* What netstat shows in place of sockets. */
static const struct mode {
	uint8_t option;
	show_fn *show;
} modes[] = {
	IF_FEATURE_NETSTAT_ROUTE({ OPTION_ROUTE, netstat_routes },)
	IF_FEATURE_NETSTAT_IFACE({ OPTION_INTERFACES, netstat_interfaces },)
	IF_FEATURE_NETSTAT_MASQUERADE({ OPTION_MASQUERADE, netstat_masquerade },)
	IF_FEATURE_NETSTAT_STATISTICS({ OPTION_STATISTICS, netstat_statistics },)
	{ 0, show_sockets },
};
enum { MODES = ARRAY_SIZE(modes) - 1 };

/* Which of the modes was asked for; null, and told, when that makes no sense. */
static show_fn *choose_mode(const struct given *g)
{
	show_fn *show = 0;

	for (const struct mode *m = modes; m < modes + MODES; m++) {
		if (!has(g, m->option))
			continue;
		if (show) {
			complain("only one of -r, -i, -M and -s can be shown", (char *)0);
			return 0;
		}
		show = m->show;
	}
	if (ENABLE_FEATURE_NETSTAT_ROUTE && has(g, OPTION_ROUTE) && has(g, OPTION_UNIX)) {
		complain("unix sockets have no routes", (char *)0);
		return 0;
	}
	return show ? show : show_sockets;
}

static bool may_count(const struct request *r, show_fn *show)
{
	if (!r->rows->counts || (show == show_sockets && !r->groups))
		return true;
	complain("--by counts sockets only", (char *)0);
	return false;
}

/* Inline, as above: a build without rows has nothing of it. */
static inline __attribute__((always_inline)) void show_once(const struct request *r, show_fn *show, struct context *where)
{
	bool rows = ENABLE_FEATURE_VALUES && rows_wanted(r->rows);

	if (ENABLE_FEATURE_VALUES && rows)
		rows_begin(r->rows);
	if (show == show_sockets)
		show_sockets(r, where);
	else
		netstat_each(r, show, where);
	if (ENABLE_FEATURE_VALUES && rows)
		rows_end(r->rows, &where->faults);
}

int netstat_main(char **argv)
{
	char buffer[4096];
	struct owners owners; /* filled when it is asked for */
	struct out o;
	struct counts counts;
	struct rows rows = { .out = &o, .owners = &owners, .room = &counts };
	struct request r = { .view = { .out = &o, .owners = &owners }, .rows = ENABLE_FEATURE_VALUES ? &rows : 0 };
	struct given g = { .interval = 1, .rows = r.rows };
	struct context where;
	int status = netstat_options(&g, argv + 1);
	show_fn *show;

	if (status != EXIT_OK)
		return status;
	show = choose_mode(&g);
	if (!show)
		return EXIT_USAGE;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	netstat_choose(&r, &g);
	if (ENABLE_FEATURE_COUNTS && !may_count(&r, show))
		return EXIT_USAGE;
	if (ENABLE_FEATURE_VALUES)
		netstat_choose_rows(&r);
	if (has(&g, OPTION_HELP) || has(&g, OPTION_VERSION)) {
		netstat_show_help(&o, has(&g, OPTION_HELP));
		out_finish(&o, &where.faults);
		return where.faults.count ? EXIT_FAULT : EXIT_OK;
	}
	if (ENABLE_FEATURE_NETSTAT_SELINUX && has(&g, OPTION_CONTEXT) && !contexts_are_kept(&where)) {
		complain("SELinux is not enabled on this machine", (char *)0);
		return EXIT_FAULT;
	}
	if (ENABLE_FEATURE_NETSTAT_NET && g.net && !choose_namespaces(g.net, &where))
		return EXIT_FAULT;
	if (netns_is_all(&where))
		r.view.columns |= COLUMNS_NETNS;
	for (;;) {
		show_once(&r, show, &where);
		out_finish(&o, &where.faults);
		if (!ENABLE_FEATURE_NETSTAT_CONTINUOUS || !r.repeat || o.error)
			return where.faults.count ? EXIT_FAULT : EXIT_OK;
		poll(0, 0, r.interval * 1000);
	}
}
