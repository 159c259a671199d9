/* SPDX-License-Identifier: 0BSD */
/*
 * What a netstat command line comes to.
 */
#ifndef NETSTAT_H
#define NETSTAT_H

#include "filter/filter.h"
#include "view/rows.h"
#include "view/column.h"

/* Exit statuses of net-tools. */
enum { EXIT_OK, EXIT_FAULT, EXIT_USAGE = 3 };

enum { INET = 1, INET6 = 2 };

/* The lesser families, in the order they are shown. */
enum { OTHER_IPX, OTHER_AX25, OTHER_X25, OTHER_NETROM, OTHER_ROSE, OTHER_L2CAP, OTHER_RFCOMM };
enum { OTHER_FAMILIES = ENABLE_FEATURE_NETSTAT_OTHER_FAMILIES || ENABLE_FEATURE_NETSTAT_BLUETOOTH };

struct request {
	struct view view;   /* how rows look, and where they go */
	uint8_t show;       /* SHOW_* */
	uint8_t protocols;  /* 1 << PROTOCOL_*: those shown */
	uint8_t families;   /* of INET and INET6, those shown */
	uint8_t required;   /* protocols asked for by name: the kernel is to have them */
	bool inet6_required;
	uint8_t others;     /* 1 << OTHER_*: those shown */
	uint8_t others_required;
	bool verbose;
	bool groups;        /* multicast memberships too */
	uint8_t extended;   /* how often -e was given, at most 2 */
	bool symbolic;      /* -N, which net-tools takes for -n among routes */
	bool inet6_first;   /* IPv6's table is to come first */
	bool cache, fib;    /* which routes: the cache, or also the others */
	bool repeat;
	uint32_t interval;  /* seconds */
	struct rows *rows;  /* what records become when it is no table */
};

/* Shows something in each of the namespaces that are meant; where it is several, behind a heading with its name. */
typedef void show_fn(const struct request *r, struct context *where);
void netstat_each(const struct request *r, show_fn *show, struct context *where);

/* The tables of sockets, once. What could not be read is in *faults. */
void netstat_sockets(const struct request *r, struct context *where);
/* Multicast memberships, once. */
void netstat_groups(const struct request *r, struct context *where);
/* Interfaces, once. */
void netstat_interfaces(const struct request *r, struct context *where);
/* Masqueraded connections, once. */
void netstat_masquerade(const struct request *r, struct context *where);
/* Routes, once. */
void netstat_routes(const struct request *r, struct context *where);
/* The tables of the lesser families, once. */
void netstat_families(const struct request *r, struct context *where);
/* The kernel's counters, once. */
void netstat_statistics(const struct request *r, struct context *where);

#endif
