/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -r: routes. IPv4's table has three forms, by the number of -e. A route that rejects has no gateway, no
 * interface and none of the numbers that belong to them.
 */
#include <sys/socket.h>

#include "record/tables.def"
#include "view/route.h"

/* A name is cut to what the longest address has. */
enum { NAME_WIDTH = 15 };

/* The destination has an address outside its mask, or the kernel says that it is one host. */
static bool is_host(const struct route *r)
{
	bool outside = false;

	for (int i = 0; i < 4; i++)
		outside |= r->destination[i] & ~r->mask[i];
	return outside || r->flags & ROUTE_HOST;
}

static void cell_network(const struct view *v, const struct column *c, const void *record)
{
	const struct route *r = record;
	char digits[ADDRESS_TEXT];
	struct text name = { 0, 0 };

	(void)c;
	if (!v->numeric_hosts && address_is_zero(r->destination, 4) && address_is_zero(r->mask, 4))
		name = (struct text){ "default", 7 };
	else if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_hosts && !is_host(r))
		name = network_name(r->destination);
	else
		name = address_text(v, AF_INET, r->destination, digits);
	if (!name.length)
		name = (struct text){ digits, put_ip(digits, AF_INET, r->destination) - digits };
	out_name_or_digits(v->out, name, digits, v->wide ? 0 : NAME_WIDTH);
}

static void cell_mask(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	out_ip(v->out, AF_INET, ((const struct route *)record)->mask, false);
}

#define ADDRESS(V, title, member, columns) \
	V(title, ADDRESS, route, member, .width = 15, .limit = NAME_WIDTH, .added = columns)
#define REFERENCES(V, width_, columns) \
	V("Ref", SIGNED, route, references, .width = width_, .added = columns, WHERE_KNOWN(ROUTE_HAS_WAY))
#define SIZE(V, title, member, width_, right_, columns) \
	V(title, NUMBER, route, member, .width = width_, .right = right_, .added = columns, \
	  WHERE_KNOWN(ROUTE_HAS_SIZES))
#define INTERFACE(V, width_, limit_, columns) \
	V("Iface", STRING, route, interface, .width = width_, .limit = limit_, .added = columns, \
	  WHERE_KNOWN(ROUTE_HAS_WAY))
#define IF_CACHE(...) IF_FEATURE_NETSTAT_ROUTE_CACHE(__VA_ARGS__)

/* Both of IPv4's tables, whose columns differ at either end. The cache has sources where the routes have masks. */
#define COLUMNS(V, F) \
	F("Destination", cell_network, route, destination, .width = 15, .added = ROUTES_MAIN) \
	IF_CACHE(ADDRESS(V, "Source", mask, ROUTES_CACHE)) \
	IF_CACHE(ADDRESS(V, "Destination", destination, ROUTES_CACHE)) \
	V("Gateway", ADDRESS, route, gateway, .width = 15, .limit = NAME_WIDTH, WHERE_KNOWN(ROUTE_HAS_WAY)) \
	F("Genmask", cell_mask, route, mask, .width = 15, .added = ROUTES_MAIN) \
	F("Flags", route_cell_flags, route, flags, .width = 5) \
	SIZE(V, "  MSS", mtu, 5, 5, ROUTES_BRIEF) \
	SIZE(V, "Window", window, 5, 0, ROUTES_BRIEF) \
	SIZE(V, " irtt", irtt, 5, 6, ROUTES_BRIEF) \
	INTERFACE(V, 0, 0, ROUTES_BRIEF) \
	V("Metric", SIGNED, route, metric, .width = 6, .added = ROUTES_EXTENDED) \
	REFERENCES(V, 2, ROUTES_EXTENDED) \
	V("   Use", SIGNED, route, use, .width = 6, .right = 7, .added = ROUTES_EXTENDED) \
	INTERFACE(V, 0, 0, ROUTES_EXTENDED) \
	V("Metric", SIGNED, route, metric, .width = 6, .added = ROUTES_FULL) \
	REFERENCES(V, 3, ROUTES_FULL) \
	V("   Use", SIGNED, route, use, .width = 6, .right = 6, .added = ROUTES_FULL) \
	INTERFACE(V, 8, 6, ROUTES_FULL) \
	SIZE(V, "MSS", mtu, 5, 0, ROUTES_FULL) \
	SIZE(V, "Window", window, 6, 0, ROUTES_FULL) \
	SIZE(V, "irtt", irtt, 0, 0, ROUTES_FULL | ROUTES_MAIN) \
	IF_CACHE(SIZE(V, "irtt", irtt, 5, 0, ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(V("TOS", HEX, route, tos, .width = 3, .added = ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(V("HHRef", SIGNED, route, hardware, .width = 5, .added = ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(V("HHUptod", SIGNED, route, current, .width = 3, .added = ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(V("    SpecDst", ADDRESS, route, special, .right = 15, .limit = NAME_WIDTH, \
		   .added = ROUTES_FULL | ROUTES_CACHE))

_Static_assert(!offsetof(struct route, family), "a record begins with the family of its addresses");
const struct layout route_layout = { LAYOUT("Kernel IP routing table\n", COLUMNS) };
