/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/route, net/ipv4/fib_trie.c:fib_route_seq_show, blanks behind them:
 *
 *   Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
 *
 * of /proc/net/rt_cache (kernels before 3.6), net/ipv4/route.c:rt_cache_seq_show, with Source in place of Mask and
 *
 *   TOS HHRef HHUptod SpecDst
 *
 * behind it; and of /proc/net/ipv6_route, net/ipv6/ip6_fib.c:ipv6_route_native_seq_show:
 *
 *   destination prefix source prefix gateway metric references use flags Iface
 *
 * Some of IPv4's numbers are printed with a sign, so that kernels may show -1 where they mean 4294967295.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/proc.h"
#include "source/records.h"
#include "source/source.h"

static void cache_decode(struct route *r, struct scan *line)
{
	r->tos = scan_number(line, 16, UINT8_MAX);
	r->hardware = scan_signed(line);
	r->current = scan_signed(line);
	address_decode(r->special, 1, false, line);
}

static void ipv4_decode(struct route *r, struct scan *line)
{
	r->interface = scan_text(line);
	address_decode(r->destination, 1, false, line);
	address_decode(r->gateway, 1, false, line);
	r->flags = scan_hex(line);
	r->references = scan_signed(line);
	r->use = scan_signed(line);
	r->metric = scan_signed(line);
	address_decode(r->mask, 1, false, line);
	r->mtu = scan_decimal(line);
	r->window = scan_decimal(line);
	r->irtt = scan_decimal(line);
	if (ENABLE_FEATURE_NETSTAT_ROUTE_CACHE && r->table == ROUTE_CACHE)
		cache_decode(r, line);
}

static void ipv6_decode(struct route *r, struct scan *line)
{
	uint8_t source[16];

	address_decode(r->destination, 4, true, line);
	r->prefix = scan_number(line, 16, 128);
	address_decode(source, 4, true, line);
	scan_number(line, 16, 128);
	address_decode(r->gateway, 4, true, line);
	r->metric = scan_hex(line);
	if (r->metric == UINT32_MAX) /* none */
		r->metric = -1;
	r->references = scan_hex(line);
	r->use = scan_hex(line);
	r->flags = scan_hex(line);
	r->interface = scan_text(line);
	line->bad |= !r->interface.length;
}

struct pass {
	route_fn *fn;
	void *ctx;
	uint8_t table;
};

static enum line route_line(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	struct route r;

	memset(&r, 0, sizeof r);
	r.table = p->table;
	r.family = p->table == ROUTE_FIB6 ? AF_INET6 : AF_INET;
	if (ENABLE_FEATURE_IPV6 && p->table == ROUTE_FIB6)
		ipv6_decode(&r, line);
	else
		ipv4_decode(&r, line);
	if (line->bad)
		return LINE_BAD;
	return p->fn(p->ctx, &r) ? LINE_LAST : LINE_GOOD;
}

const char *route_table_file(enum route_table table)
{
	static const char files[][15] = { "net/route", "net/rt_cache", "net/ipv6_route" };

	return files[table];
}

int routes_read(enum route_table table, route_fn *fn, void *ctx, struct context *where)
{
	struct pass p = { fn, ctx, table };

	return lines_read(route_table_file(table), table != ROUTE_FIB6, route_line, &p, where);
}
