/* SPDX-License-Identifier: 0BSD */
/*
 * /proc/net/igmp, net/ipv4/igmp.c:igmp_mc_seq_show, a line for each interface and under it one for each group:
 *
 *   index device: count querier
 *   				group users timer:expires reporter
 *
 * and /proc/net/igmp6, net/ipv6/mcast.c:igmp6_mc_seq_show:
 *
 *   index device group users flags expires
 */
#include <string.h>
#include <sys/socket.h>

#include "source/proc.h"
#include "source/records.h"
#include "source/source.h"

struct pass {
	group_fn *fn;
	void *ctx;
	size_t length;
	char name[64]; /* of the interface that IPv4's groups are under */
};

static enum line show(struct pass *p, const struct membership *g, const struct scan *line)
{
	if (line->bad)
		return LINE_BAD;
	return p->fn(p->ctx, g) ? LINE_LAST : LINE_GOOD;
}

/* A device without a name we can keep has no groups either: these are malformed then. */
static enum line keep_device(struct pass *p, struct scan *line)
{
	struct text name;

	p->length = 0;
	scan_decimal(line);
	name = scan_name(line);
	if (line->bad || name.length > sizeof p->name)
		return LINE_BAD;
	memcpy(p->name, name.p, name.length);
	p->length = name.length;
	return LINE_GOOD;
}

static enum line ipv4_line(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	struct membership g = { .family = AF_INET, .interface = { p->name, p->length } };

	if (line->p < line->end && *line->p != '\t')
		return keep_device(p, line);
	address_decode(g.address, 1, false, line);
	g.references = scan_decimal(line);
	line->bad |= !p->length;
	return show(p, &g, line);
}

static enum line ipv6_line(void *ctx, struct scan *line)
{
	struct membership g = { .family = AF_INET6 };

	scan_decimal(line);
	g.interface = scan_text(line);
	address_decode(g.address, 4, true, line);
	g.references = scan_decimal(line);
	return show(ctx, &g, line);
}

int groups_read(uint8_t family, group_fn *fn, void *ctx, struct context *where)
{
	struct pass p = { .fn = fn, .ctx = ctx };

	if (ENABLE_FEATURE_IPV6 && family == AF_INET6)
		return lines_read("net/igmp6", 0, ipv6_line, &p, where);
	return lines_read("net/igmp", 1, ipv4_line, &p, where);
}
