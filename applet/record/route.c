/* SPDX-License-Identifier: 0BSD */
/*
 * What a route has, by its table and its flags.
 */
#include "record/route.h"
#include "record/tables.def"

uint32_t route_known(const struct route *r)
{
	bool inet6 = r->table == ROUTE_FIB6, rejects = r->flags & ROUTE_REJECT && r->table == ROUTE_FIB;

	return (r->metric >= 0) << ROUTE_HAS_METRIC | !rejects << ROUTE_HAS_WAY | (!inet6 && !rejects) << ROUTE_HAS_SIZES |
	       1 << (inet6 ? ROUTE_HAS_PREFIX : r->table == ROUTE_CACHE ? ROUTE_HAS_CACHE : ROUTE_HAS_MASK);
}
