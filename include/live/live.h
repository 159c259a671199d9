/* SPDX-License-Identifier: 0BSD */
/*
 * What `socklet top` and `socklet log` share: connections, what the kernel has counted of each, and when that was
 * seen last. Times are milliseconds of the clock that is never set.
 */
#ifndef LIVE_H
#define LIVE_H

#include <poll.h>

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
	uint64_t key;           /* as live_key makes it; 0: it has ended */
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

/* A connection that so many looks have not found is forgotten. */
enum { LOOKS_KEPT = 3 };

/* A network namespace that is looked into. Where only one is, its inode is 0 and it has no name. */
struct place {
	uint64_t inode;
	uint8_t missing;       /* looks that have not found it, and one */
	char name[256];        /* foreign text, ended by a NUL */
};
enum { PLACES = ENABLE_FEATURE_NAMESPACES ? 512 : 1, OTHERS = 2 };

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
	struct diag events;      /* from the namespace that was heard of last */
	bool hears;              /* ends are listened to */
	uint16_t here;           /* the place that is looked into, or heard of */
	uint16_t place_count;
	uint32_t dropped;        /* events, in places that are not heard of any more */
	struct pollfd polled[OTHERS + PLACES]; /* what else is waited for, and messages from each place */
	struct place *places;    /* PLACES of them */
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
 * Calls fn for each namespace that is meant, l->here being its number; with l->hears the kernel's messages about
 * connections that end are opened first. Without them a look sees what is there; that is told. Whether fn has ever
 * answered true.
 */
typedef bool look_fn(struct live *l, struct context *where, void *ctx);
bool live_each(struct live *l, look_fn *fn, void *ctx);
/* All connections that can carry data, of all those namespaces. False when the kernel does not tell, which is said. */
bool live_look(struct live *l, sock_fn *fn, void *ctx);
/* Whether any namespace can be heard of, and that one never again. */
bool live_hears(const struct live *l);
void live_deafen(struct live *l, unsigned place);
/* The name of a namespace where all are looked into, else null. */
struct text live_place(const struct live *l, unsigned place);
/* A connection among those of all namespaces: before Linux 5.12 each counts cookies of its own. */
static inline uint64_t live_key(const struct live *l, uint64_t cookie)
{
	return ENABLE_FEATURE_NAMESPACES ? cookie ^ (uint64_t)l->here << 48 : cookie;
}
/* Events to fn until `until`, then 0; or until one of two descriptors, -1 for none, can be read: 1 or 2. */
int live_wait(struct live *l, uint64_t until, const int others[OTHERS], sock_fn *fn, void *ctx);
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
