/* SPDX-License-Identifier: 0BSD */
/*
 * The counters of netstat -s.
 */
#ifndef STATISTICS_H
#define STATISTICS_H

#include "source/source.h"

struct rows;

/* The counters on their way out. Zero but for what is described. */
struct statistics {
	struct out *out;
	uint8_t protocols;     /* 1 << PROTOCOL_*: groups of which are shown */
	bool others;           /* and groups that belong to none of them */
	bool hidden;           /* the group at hand is not shown */
	uint8_t indent;        /* of the next line: 4 at first */
	char histogram;        /* which of ICMP's two we are in */
	const char *sentences; /* of the group at hand */
	struct rows *rows;     /* objects are wanted, or null */
	bool begun;            /* one of them is */
};
/* A counter_fn, its context a struct statistics. */
void statistics_show(void *ctx, const struct counter *c);
/* After the last one. */
void statistics_end(struct statistics *s);

#endif
