/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -r: IPv6's routes, which have one form.
 */
#include <sys/socket.h>

#include "view/route.h"

static void cell_destination(const struct view *v, const struct column *c, const void *record)
{
	const struct route *r = record;
	char digits[ADDRESS_TEXT];

	(void)c;
	out_name_or_digits(v->out, address_text(v, AF_INET6, r->destination, digits), digits, 0);
	out_field(v->out, "/", r->prefix);
}

#define COLUMNS(V, F) \
	F("Destination", cell_destination, route, destination, .width = 30) \
	V("Next Hop", ADDRESS, route, gateway, .width = 26) \
	F("Flag", route_cell_flags, route, flags, .width = 4) \
	V("Met", SIGNED, route, metric, .width = 3) \
	V("Ref", SIGNED, route, references, .width = 1) \
	V(" Use", SIGNED, route, use, .width = 4, .right = 6) \
	V("If", STRING, route, interface)

const struct layout route6_layout = { LAYOUT("Kernel IPv6 routing table\n", COLUMNS) };
