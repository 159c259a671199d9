/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -rC: IPv4's routing cache, which kernels before 3.6 had. It has sources where the routes have masks.
 */
#include <sys/socket.h>

#include "route-view.h"

static void cell_source(const struct view *v, const void *record)
{
	route_out_ipv4(v, ((const struct route *)record)->mask);
}

static void cell_destination(const struct view *v, const void *record)
{
	route_out_ipv4(v, ((const struct route *)record)->destination);
}

static void cell_tos(const struct view *v, const void *record)
{
	out_hex(v->out, ((const struct route *)record)->tos);
}

static void cell_hardware(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct route *)record)->hardware, 0);
}

static void cell_current(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct route *)record)->current, 0);
}

/* The only name on the right. */
static void cell_special(const struct view *v, const void *record)
{
	const struct route *r = record;
	char digits[ADDRESS_TEXT];
	size_t length = address_text(v, AF_INET, r->special, digits).length;

	out_pad(v->out, out_position(v->out), length < 15 ? 15 - length : 0);
	route_out_ipv4(v, r->special);
}

static const struct column columns[] = {
	{ "Source", cell_source, 15, 0 },
	{ "Destination", cell_destination, 15, 0 },
	{ "Gateway", route_cell_gateway, 15, 0 },
	{ "Flags", route_cell_flags, 5, 0 },
	{ "  MSS", route_cell_mtu, 5, ROUTES_BRIEF },
	{ "Window", route_cell_window, 5, ROUTES_BRIEF },
	{ " irtt", route_cell_irtt, 5, ROUTES_BRIEF },
	{ "Iface", route_cell_interface, 0, ROUTES_BRIEF },
	{ "Metric", route_cell_metric, 6, ROUTES_EXTENDED },
	{ "Ref", route_cell_references, 2, ROUTES_EXTENDED },
	{ "   Use", route_cell_use, 6, ROUTES_EXTENDED },
	{ "Iface", route_cell_interface, 0, ROUTES_EXTENDED },
	{ "Metric", route_cell_metric, 6, ROUTES_FULL },
	{ "Ref", route_cell_references, 3, ROUTES_FULL },
	{ "   Use", route_cell_use, 6, ROUTES_FULL },
	{ "Iface", route_cell_interface, 8, ROUTES_FULL },
	{ "MSS", route_cell_mtu, 5, ROUTES_FULL },
	{ "Window", route_cell_window, 6, ROUTES_FULL },
	{ "irtt", route_cell_irtt, 5, ROUTES_FULL },
	{ "TOS", cell_tos, 3, ROUTES_FULL },
	{ "HHRef", cell_hardware, 5, ROUTES_FULL },
	{ "HHUptod", cell_current, 3, ROUTES_FULL },
	{ "    SpecDst", cell_special, 0, ROUTES_FULL },
};

const struct layout route_cache_layout = { "Kernel IP routing cache\n", columns, ARRAY_SIZE(columns) };
