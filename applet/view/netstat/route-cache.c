/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -rC: IPv4's routing cache, which kernels before 3.6 had. It has sources where the routes have masks,
 * and otherwise shares the columns of the routes.
 */
#include <sys/socket.h>

#include "view/route.h"

void route_cell_source(const struct view *v, const void *record)
{
	route_out_ipv4(v, ((const struct route *)record)->mask);
}

void route_cell_destination(const struct view *v, const void *record)
{
	route_out_ipv4(v, ((const struct route *)record)->destination);
}

void route_cell_tos(const struct view *v, const void *record)
{
	out_hex(v->out, ((const struct route *)record)->tos);
}

void route_cell_hardware(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct route *)record)->hardware, 0);
}

void route_cell_current(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct route *)record)->current, 0);
}

/* The only name on the right. */
void route_cell_special(const struct view *v, const void *record)
{
	const struct route *r = record;
	char digits[ADDRESS_TEXT];
	size_t length = address_text(v, AF_INET, r->special, digits).length;

	out_pad(v->out, out_position(v->out), length < 15 ? 15 - length : 0);
	route_out_ipv4(v, r->special);
}
