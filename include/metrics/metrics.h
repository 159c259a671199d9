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
	struct check *check; /* of the namespace at hand, when it has been looked at */
	uint32_t sockets[2][METRICS_STATES]; /* by PROTOCOL_TCP or PROTOCOL_UDP, and state */
	struct destinations destinations;
	size_t destinations_shown;
	struct out *out;     /* where series go */
	char before;         /* what stands before the next label of a series */
	bool missed;         /* some series had no room in memory */
};

/* collect.c: a check's `also`, whose also_for is a struct metrics. */
void metrics_count(struct check *c, const struct sock *s);
/* The program that has it, as ss calls it; length 0: it is not known. Valid until the next call. */
struct text metrics_program(struct check *c, uint64_t inode);

/* write.c: looks as the model says, and writes all families. */
void metrics_write(struct metrics *m, const struct check *model, struct out *o);
/* A series is begun, has its labels, and a value. A label's text is foreign. */
void series_begin(struct metrics *m, const char *family);
void series_label(struct metrics *m, const char *key, struct text t);
void series_word(struct metrics *m, const char *key, const char *word);
void series_number(struct metrics *m, const char *key, uint64_t n);
void series_value(struct metrics *m, uint64_t n);

/* families.c: number `f` of them, its name, type and help; null behind the last. */
const char *family_text(unsigned f, unsigned which);
enum { FAMILY_NAME, FAMILY_TYPE, FAMILY_HELP };
/* All its series in this namespace. */
void family_series(struct metrics *m, unsigned f);

#endif
