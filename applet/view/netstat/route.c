/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -r: routes. IPv4's table has three forms, by the number of -e. A route that rejects has no gateway, no
 * interface and none of the numbers that belong to them.
 */
#include <string.h>
#include <sys/socket.h>

#include "view/route.h"

/* A name is cut to what the longest address has. */
enum { NAME_WIDTH = 15 };

static void out_name(const struct view *v, struct text name)
{
	out_escaped_within(v->out, name.p, name.length, ESCAPE_BLANKS, v->wide ? 0 : NAME_WIDTH);
}

void route_out_ipv4(const struct view *v, const uint8_t *address)
{
	char digits[ADDRESS_TEXT];

	out_name(v, address_text(v, AF_INET, address, digits));
}

/* The destination has an address outside its mask, or the kernel says that it is one host. */
static bool is_host(const struct route *r)
{
	bool outside = false;

	for (int i = 0; i < 4; i++)
		outside |= r->destination[i] & ~r->mask[i];
	return outside || r->flags & ROUTE_HOST;
}

static void cell_network(const struct view *v, const void *record)
{
	const struct route *r = record;
	char digits[ADDRESS_TEXT];
	struct text name = { 0, 0 };

	if (!v->numeric_hosts && address_is_zero(r->destination, 4) && address_is_zero(r->mask, 4))
		name = (struct text){ "default", 7 };
	else if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_hosts && !is_host(r))
		name = network_name(r->destination);
	else
		name = address_text(v, AF_INET, r->destination, digits);
	if (!name.length)
		name = (struct text){ digits, put_ipv4(digits, r->destination) - digits };
	out_name(v, name);
}

void route_cell_gateway(const struct view *v, const void *record)
{
	const struct route *r = record;

	if (r->flags & ROUTE_REJECT && r->table == ROUTE_FIB)
		out_char(v->out, '-');
	else
		route_out_ipv4(v, r->gateway);
}

static void cell_mask(const struct view *v, const void *record)
{
	const struct route *r = record;
	char digits[ADDRESS_TEXT];

	out_bytes(v->out, digits, put_ipv4(digits, r->mask) - digits);
}

/*
 * Pairs of a bit, counted from 'A', and its letter, in the order they are shown. IPv4 shows '!' in place of what is
 * before it.
 */
void route_cell_flags(const struct view *v, const void *record)
{
	static const char letters[][46] = {
		[ROUTE_FIB] = "AUBGJ!CHDREDFMQdRaScVoWeYcZf[p`lGuHwIiKn",
		[ROUTE_CACHE] = IF_FEATURE_NETSTAT_ROUTE_CACHE("BGJ!DREDFMA-CoQnRdTtVfWqXNXsYr[i\\N\\d]b^m_#`l") "",
		[ROUTE_FIB6] = IF_FEATURE_IPV6("AUJ!BGCHQDSAYCRaWeFmVnZf") "",
	};
	const struct route *r = record;
	char shown[24], *end = shown;

	for (const char *l = letters[r->table]; *l; l += 2) {
		if (!(r->flags >> (*l - 'A') & 1))
			continue;
		if (l[1] == '!' && r->table != ROUTE_FIB6)
			end = shown;
		*end++ = l[1];
	}
	out_bytes(v->out, shown, end - shown);
}

/* What a route that rejects does not have. */
static void out_unless_rejected(const struct view *v, const struct route *r, int64_t value, unsigned width)
{
	if (!(r->flags & ROUTE_REJECT) || r->table != ROUTE_FIB) {
		out_signed(v->out, value, width);
		return;
	}
	out_pad(v->out, out_position(v->out), width ? width - 1 : 0);
	out_char(v->out, '-');
}

void route_cell_metric(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct route *)record)->metric, 0);
}

void route_cell_references(const struct view *v, const void *record)
{
	out_unless_rejected(v, record, ((const struct route *)record)->references, 0);
}

void route_cell_use(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct route *)record)->use, v->columns & ROUTES_EXTENDED ? 7 : 6);
}

void route_cell_mtu(const struct view *v, const void *record)
{
	out_unless_rejected(v, record, ((const struct route *)record)->mtu, v->columns & ROUTES_FULL ? 0 : 5);
}

void route_cell_window(const struct view *v, const void *record)
{
	out_unless_rejected(v, record, ((const struct route *)record)->window, 0);
}

void route_cell_irtt(const struct view *v, const void *record)
{
	out_unless_rejected(v, record, ((const struct route *)record)->irtt, v->columns & ROUTES_FULL ? 0 : 6);
}

void route_cell_interface(const struct view *v, const void *record)
{
	const struct route *r = record;
	bool cut = v->columns & ROUTES_FULL && !v->wide;

	if (r->flags & ROUTE_REJECT && r->table == ROUTE_FIB)
		out_char(v->out, '-');
	else
		out_escaped_within(v->out, r->interface.p, r->interface.length, ESCAPE_BLANKS, cut ? 6 : 0);
}

/* Both of IPv4's tables, whose columns differ at either end. */
#define IF_CACHE(...) IF_FEATURE_NETSTAT_ROUTE_CACHE(__VA_ARGS__)
#define COLUMNS(C) \
	C("Destination", cell_network, 15, ROUTES_MAIN) \
	IF_CACHE(C("Source", route_cell_source, 15, ROUTES_CACHE)) \
	IF_CACHE(C("Destination", route_cell_destination, 15, ROUTES_CACHE)) \
	C("Gateway", route_cell_gateway, 15, 0) \
	C("Genmask", cell_mask, 15, ROUTES_MAIN) \
	C("Flags", route_cell_flags, 5, 0) \
	C("  MSS", route_cell_mtu, 5, ROUTES_BRIEF) \
	C("Window", route_cell_window, 5, ROUTES_BRIEF) \
	C(" irtt", route_cell_irtt, 5, ROUTES_BRIEF) \
	C("Iface", route_cell_interface, 0, ROUTES_BRIEF) \
	C("Metric", route_cell_metric, 6, ROUTES_EXTENDED) \
	C("Ref", route_cell_references, 2, ROUTES_EXTENDED) \
	C("   Use", route_cell_use, 6, ROUTES_EXTENDED) \
	C("Iface", route_cell_interface, 0, ROUTES_EXTENDED) \
	C("Metric", route_cell_metric, 6, ROUTES_FULL) \
	C("Ref", route_cell_references, 3, ROUTES_FULL) \
	C("   Use", route_cell_use, 6, ROUTES_FULL) \
	C("Iface", route_cell_interface, 8, ROUTES_FULL) \
	C("MSS", route_cell_mtu, 5, ROUTES_FULL) \
	C("Window", route_cell_window, 6, ROUTES_FULL) \
	C("irtt", route_cell_irtt, 0, ROUTES_FULL | ROUTES_MAIN) \
	IF_CACHE(C("irtt", route_cell_irtt, 5, ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(C("TOS", route_cell_tos, 3, ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(C("HHRef", route_cell_hardware, 5, ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(C("HHUptod", route_cell_current, 3, ROUTES_FULL | ROUTES_CACHE)) \
	IF_CACHE(C("    SpecDst", route_cell_special, 0, ROUTES_FULL | ROUTES_CACHE))

const struct layout route_layout = LAYOUT("Kernel IP routing table\n", COLUMNS);
