/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -r: IPv6's routes, which have one form.
 */
#include <sys/socket.h>

#include "view/route.h"

static void out_ipv6(const struct view *v, const uint8_t *address)
{
	char digits[ADDRESS_TEXT];
	struct text t = address_text(v, AF_INET6, address, digits);

	out_escaped(v->out, t.p, t.length, ESCAPE_BLANKS);
}

static void cell_destination(const struct view *v, const void *record)
{
	const struct route *r = record;

	out_ipv6(v, r->destination);
	out_char(v->out, '/');
	out_number(v->out, r->prefix, 0);
}

static void cell_gateway(const struct view *v, const void *record)
{
	out_ipv6(v, ((const struct route *)record)->gateway);
}

#define COLUMNS(C) \
	C("Destination", cell_destination, 30, 0) \
	C("Next Hop", cell_gateway, 26, 0) \
	C("Flag", route_cell_flags, 4, 0) \
	C("Met", route_cell_metric, 3, 0) \
	C("Ref", route_cell_references, 1, 0) \
	C(" Use", route_cell_use, 4, 0) \
	C("If", route_cell_interface, 0, 0)

const struct layout route6_layout = LAYOUT("Kernel IPv6 routing table\n", COLUMNS);
