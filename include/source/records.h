/* SPDX-License-Identifier: 0BSD */
/*
 * Readers of what is no socket: routes, interfaces, multicast groups, masqueraded connections. Each calls a function for
 * every record; nonzero makes it stop.
 */
#ifndef SOURCE_RECORDS_H
#define SOURCE_RECORDS_H

#include "record/group.h"
#include "record/iface.h"
#include "record/masquerade.h"
#include "record/route.h"
#include "source/context.h"

/* What the source calls for each route; nonzero makes it stop. */
typedef int route_fn(void *ctx, const struct route *r);
/* 0, 1 when fn stopped it, or -1 and errno when there is no such table. */
int routes_read(enum route_table table, route_fn *fn, void *ctx, struct context *where);

/* What the source calls for each interface; nonzero makes it stop. */
typedef int iface_fn(void *ctx, struct iface *i);
/*
 * Calls fn for each line of /proc/net/dev and for each name that only an IPv4 address has (eth0:1), in the order of
 * iface_compare. 0, 1 when fn stopped it, or -1 and ENOENT when neither is to be had.
 */
int ifaces_read(iface_fn *fn, void *ctx, struct context *where);
/* One line of /proc/net/dev. False when it is malformed. */
bool iface_decode(struct iface *i, struct scan *line);
/* Asks the kernel for flags and MTU, and when `all` for the rest. False and errno when it knows no such name. */
bool iface_ask(struct iface *i, bool all);
typedef int iface_address_fn(void *ctx, const struct iface_address *a);
/* 0, 1 when fn stopped it, or -1 and errno when the kernel has no IPv6. */
int iface_addresses_read(iface_address_fn *fn, void *ctx, struct context *where);

/* What the source calls for each membership; nonzero makes it stop. */
typedef int group_fn(void *ctx, const struct membership *g);
/* 0, 1 when fn stopped it, or -1 and errno when there is no such table. */
int groups_read(uint8_t family, group_fn *fn, void *ctx, struct context *where);

/* What the source calls for each; nonzero makes it stop. */
typedef int masquerade_fn(void *ctx, const struct masquerade *m);
/*
 * All of the kernel's own table, or all tracked connections, masqueraded or not. 0, 1 when fn stopped it, or -1 and
 * errno when there is no such table.
 */
int masquerades_read(enum masquerade_table table, masquerade_fn *fn, void *ctx, struct context *where);
/* All tracked connections by netlink, or else by /proc. 0; 1; -1 and errno when neither tells. */
int conntrack_read(masquerade_fn *fn, void *ctx, struct context *where);

#endif
