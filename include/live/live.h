/* SPDX-License-Identifier: 0BSD */
/*
 * What `socklet top` and `socklet log` share: connections, what the kernel has counted of each, and when that was
 * seen last. Times are milliseconds of the clock that is never set.
 */
#ifndef LIVE_H
#define LIVE_H

#include "filter/expression.h"
#include "live/map.h"
#include "record/details.h"
#include "source/diag-bytecode.h"

/* Bytes. */
struct amounts {
	uint64_t sent, received, retransmitted;
};

/* A connection, or a flow, as it was seen last. */
struct seen {
	uint64_t cookie;
	union {
		struct { uint64_t sent, received; }; /* top */
		uint64_t since;                      /* log: when it was seen first; 0: it was there before us */
	};
	uint32_t retransmitted; /* the lower half */
	uint32_t pid : 28;      /* of its first holder, or one of the below */
	uint32_t missing : 4;   /* looks that have not found it since */
};
enum { STATES_LIVE = 1 << STATE_ESTABLISHED | 1 << STATE_FIN_WAIT1 | 1 << STATE_FIN_WAIT2 | 1 << STATE_CLOSE_WAIT |
		    1 << STATE_LAST_ACK | 1 << STATE_CLOSING }; /* those that can carry data */
/* Nobody has been looked for; looked for once, and there was none; there is none, or we may not know. */
enum { PID_UNKNOWN = 0, PID_ONCE = (1 << 28) - 2, PID_NONE };

struct live {
	struct context *where;
	struct out *out;
	struct expression *expression;
	uint16_t code_length;
	uint8_t *code;           /* the same, for the kernel */
	bool no_loopback;
	bool programs;           /* are wanted */
	bool fresh;              /* the first look has not ended */
	uint32_t interval;       /* between two looks */
	uint64_t looked;         /* when the last one began */
	struct map seen;       /* struct seen */
	struct map names;      /* struct name */
	struct owners owners;    /* of the walk over /proc that this look has made, if any */
	uint64_t uncounted;      /* connections that memory was refused for */
	void (*pause)(struct live *l, void *ctx); /* when all that came has been heard; or null */
	struct diag events;
};

/* The name a process had when it was found. */
struct name {
	uint64_t pid;
	char text[24]; /* ended by a NUL */
};

/* Seconds, and thousandths behind a point, to l->interval. False when they make no sense. */
bool live_interval(struct live *l, const char *seconds);
/* Fills in what both have alike, and parses the filter. An exit status, or -1. */
int live_open(struct live *l, struct context *where, struct out *o, char **words);
/*
 * Opens the kernel's messages about connections that end. Without them a look sees what is there; that is told.
 */
void live_events(struct live *l);
/* All connections that can carry data. False when the kernel does not tell, which is said. */
bool live_look(struct live *l, sock_fn *fn, void *ctx);
/* Events to fn until `until`, then 0; or until one of two descriptors, -1 for none, can be read: 1 or 2. */
int live_wait(struct live *l, uint64_t until, const int others[2], sock_fn *fn, void *ctx);
/* How many events the kernel had to drop so far; it tells since Linux 4.12. */
uint32_t live_dropped(const struct live *l);

/* Whether this connection is one of those asked for. */
bool live_wants(const struct live *l, const struct sock *s);
/* Forgets those that several looks have not found; each look calls it once. */
void live_forget(struct live *l);
/* The process that holds a connection, 0 when that cannot be known; looks it up when it is new. */
uint32_t live_pid(struct live *l, struct seen *seen, const struct sock *s);
struct text live_name(const struct live *l, uint32_t pid);

uint64_t now_ms(void);
/* Milliseconds since 1970. */
uint64_t clock_ms(void);

/* "10.0.0.1:80", "[::1]:80" */
void out_end(struct out *o, uint8_t family, const struct endpoint *e);
/* "812/name", or "-" */
void out_program(struct out *o, const struct live *l, uint32_t pid, size_t limit);
/* Thousandths, with as many of its three digits behind the point as `digits` says. */
void out_thousandths(struct out *o, uint64_t n, unsigned digits);

#endif
