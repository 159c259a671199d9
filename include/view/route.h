/* SPDX-License-Identifier: 0BSD */
/*
 * What the tables of routes have besides columns.
 */
#ifndef ROUTE_VIEW_H
#define ROUTE_VIEW_H

#include "record/route.h"
#include "view/column.h"

/* The forms of IPv4's tables: without -e, with one, with more; and which of them. They stand in the view's `columns`. */
enum { ROUTES_BRIEF = 1, ROUTES_EXTENDED = 2, ROUTES_FULL = 4, ROUTES_MAIN = 8, ROUTES_CACHE = 16 };

/* A letter for each of the flags. */
void out_route_flags(struct out *o, const struct route *r);
column_fn route_cell_flags;

#endif
