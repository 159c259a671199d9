/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet metrics`: what check's last look sees, counted, in the text format 0.0.4 of Prometheus. The number of its
 * series does not grow with that of connections or peers.
 */
#ifndef METRICS_H
#define METRICS_H

#include "check/check.h"

/* Connections from an ephemeral port to one destination, as check's ports.c has it: mapped addresses are IPv4. */
struct destination {
	uint32_t count; /* 0: the slot is free */
	uint16_t port;  /* of the peer */
	uint8_t family;
	uint8_t local[16], peer[16];
};
struct destinations {
	struct destination *slots;
	size_t room;    /* slots, a power of two; 0 at first */
	size_t used;
	uint64_t missed; /* connections that are not counted for want of memory */
};
void destination_add(struct destinations *d, const struct sock *s);
/* The `count` fullest, the fullest first, into `top`. Returns how many there are. */
size_t destinations_top(const struct destinations *d, struct destination *top, size_t count);

/* A series of listeners, or of UDP sockets that drop, is a struct thing of KEPT_SERIES, with these numbers in n[]. */
enum { SERIES_QUEUE, SERIES_LIMIT, SERIES_DROPS, SERIES_HAS_LIMIT, SERIES_HAS_DROPS };

enum { METRICS_STATES = 16, DESTINATIONS_MOST = 100 };
struct metrics {
	struct check check;
	uint32_t sockets[2][METRICS_STATES]; /* by PROTOCOL_TCP or PROTOCOL_UDP, and state */
	struct destinations destinations;
	size_t destinations_shown;
};

/* The program that has it, as ss calls it; length 0: it is not known. Valid until the next call. */
struct text metrics_program(struct check *c, uint64_t inode);
/* Looks. */
void metrics_collect(struct metrics *m);
/* Writes all that was collected. */
void metrics_write(struct metrics *m, struct out *o);

#endif
