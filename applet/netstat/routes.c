/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -r: the tables of routes that the request names.
 */
#include "netstat/netstat.h"
#include "source/records.h"
#include "view/objects.h"

struct pass {
	struct view view;
	const struct layout *layout;
	struct rows *rows;
	uint32_t cached;  /* the flag of IPv6's cached routes, when these are wanted */
};

static int show_route(void *ctx, const struct route *r)
{
	struct pass *p = ctx;
	bool shown = r->table == ROUTE_FIB6 ? (r->flags & ROUTE_CACHED) == p->cached :
		     r->table == ROUTE_FIB ? r->flags & ROUTE_UP : true;

	if (shown && ENABLE_FEATURE_JSON && p->rows->form)
		return json_route(p->rows, r);
	if (shown)
		layout_row(p->layout, &p->view, r, route_known(r));
	return p->view.out->error;
}

static void show_titles(const struct pass *p, bool cached, bool inet6)
{
	out_text(p->view.out, !cached ? p->layout->title :
			      inet6 ? "Kernel IPv6 routing cache\n" : "Kernel IP routing cache\n");
	layout_titles(p->layout, &p->view);
}

static void show_table(const struct request *r, enum route_table table, bool cached, struct context *where)
{
	static const uint8_t forms[] = { ROUTES_BRIEF, ROUTES_EXTENDED, ROUTES_FULL };
	bool inet6 = ENABLE_FEATURE_IPV6 && table == ROUTE_FIB6;
	const struct layout *layout = inet6 ? &route6_layout : &route_layout;
	struct pass p = { r->view, layout, r->rows, cached ? ROUTE_CACHED : 0 };

	p.view.columns = forms[r->extended] | (table == ROUTE_CACHE ? ROUTES_CACHE : ROUTES_MAIN);
	if (inet6)
		p.view.columns = 0;
	p.view.numeric_hosts |= has(r, OPTION_SYMBOLIC);
	if (!(ENABLE_FEATURE_JSON && r->rows->form))
		show_titles(&p, cached, inet6);
	if (routes_read(table, show_route, &p, where) < 0)
		lines_missing(route_table_file(table), where);
}

static void show_ipv4(const struct request *r, struct context *where)
{
	if (!has(r, OPTION_CACHE) || has(r, OPTION_FIB))
		show_table(r, ROUTE_FIB, false, where);
	if (has(r, OPTION_CACHE))
		show_table(r, ROUTE_CACHE, true, where);
}

static void show_ipv6(const struct request *r, struct context *where)
{
	if (!has(r, OPTION_CACHE) || has(r, OPTION_FIB))
		show_table(r, ROUTE_FIB6, false, where);
	if (has(r, OPTION_CACHE))
		show_table(r, ROUTE_FIB6, true, where);
}

/* Without a word about families IPv4's routes alone; two families in the order they were asked for. */
void netstat_routes(const struct request *r, struct context *where)
{
	bool inet6 = ENABLE_FEATURE_IPV6 && has(r, OPTION_INET6);

	if (r->others_required) {
		where->faults.count++;
		complain("only IPv4 and IPv6 have routes here", (char *)0);
		return;
	}
	if (inet6 && r->inet6_first)
		show_ipv6(r, where);
	if (!inet6 || r->families & INET)
		show_ipv4(r, where);
	if (inet6 && !r->inet6_first)
		show_ipv6(r, where);
}
