/* SPDX-License-Identifier: 0BSD */
/*
 * What the three tables of routes show alike.
 */
#ifndef ROUTE_VIEW_H
#define ROUTE_VIEW_H

#include "view/view.h"
#include "record/route.h"

/* The forms of IPv4's tables: without -e, with one, with more; and which of them. They stand in the view's `columns`. */
enum { ROUTES_BRIEF = 1, ROUTES_EXTENDED = 2, ROUTES_FULL = 4, ROUTES_MAIN = 8, ROUTES_CACHE = 16 };

extern const struct layout route_layout, route6_layout;

/* A name or the digits. */
void route_out_ipv4(const struct view *v, const uint8_t *address);

void route_cell_gateway(const struct view *v, const void *record);
void route_cell_flags(const struct view *v, const void *record);
void route_cell_metric(const struct view *v, const void *record);
void route_cell_references(const struct view *v, const void *record);
void route_cell_use(const struct view *v, const void *record);
void route_cell_mtu(const struct view *v, const void *record);
void route_cell_window(const struct view *v, const void *record);
void route_cell_irtt(const struct view *v, const void *record);
void route_cell_interface(const struct view *v, const void *record);

/* Those that only the cache has. */
void route_cell_source(const struct view *v, const void *record);
void route_cell_destination(const struct view *v, const void *record);
void route_cell_tos(const struct view *v, const void *record);
void route_cell_hardware(const struct view *v, const void *record);
void route_cell_current(const struct view *v, const void *record);
void route_cell_special(const struct view *v, const void *record);

#endif
