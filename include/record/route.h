/* SPDX-License-Identifier: 0BSD */
/*
 * What a route is: a line of one of the kernel's three tables.
 */
#ifndef ROUTE_H
#define ROUTE_H

#include "lib/lib.h"

enum route_table { ROUTE_FIB, ROUTE_CACHE, ROUTE_FIB6 };

/* The kernel's flags (include/uapi/linux/{route,ipv6_route}.h) that change more than a letter. */
enum { ROUTE_UP = 1, ROUTE_HOST = 4, ROUTE_REJECT = 0x200, ROUTE_CACHED = 0x1000000 };

struct route {
	uint8_t family;           /* AF_INET, AF_INET6 */
	uint8_t table;            /* enum route_table */
	uint8_t prefix;           /* IPv6: bits of the destination */
	uint8_t destination[16];  /* addresses in network byte order; an IPv4 address is in the first four */
	uint8_t gateway[16];
	uint8_t mask[4];          /* IPv4; in the cache it is the source */
	uint8_t special[4];       /* the cache's special destination */
	uint32_t flags;
	int64_t references, use, metric;
	uint32_t mtu, window, irtt;
	int64_t tos, hardware, current; /* the cache's; `hardware` counts the references of a link-layer header */
	struct text interface;    /* bytes as the kernel shows them; they live as long as the call */
};

/* What there is of it, bits ROUTE_HAS_* of record/tables.def. */
uint32_t route_known(const struct route *r);

const char *route_table_file(enum route_table table);

#endif
