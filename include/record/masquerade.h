/* SPDX-License-Identifier: 0BSD */
/*
 * What a masqueraded connection is: one whose packets leave with another address or port than they came with.
 */
#ifndef MASQUERADE_H
#define MASQUERADE_H

#include "lib/lib.h"
#include "record/sock.h"

struct context;

/* Kernels before 2.4 had a table of their own for them; since then they are among the tracked connections. */
enum masquerade_table { MASQUERADE_OWN, MASQUERADE_TRACKED };

struct masquerade {
	uint8_t family;                     /* AF_INET, AF_INET6 */
	char protocol[16];                  /* "tcp"; ended by a NUL */
	uint64_t expires;                   /* hundredths of a second from now */
	struct endpoint source, destination;
	uint16_t port;                      /* the one that was put in place of another */
	/* tracked ones */
	struct endpoint as_source, as_destination; /* what the other side sees and what is reached */
	struct text state;                  /* of TCP and its like; bytes as the kernel shows them */
	uint64_t bytes[2];                  /* with headers: of this direction, and of the answers */
	uint32_t id;                        /* the kernel's; 0: not known */
	uint8_t counted;                    /* of how many directions the bytes are known: flows older than the accounting have none */
	bool offloaded;                     /* a short cut or hardware forwards it, and counts when it likes */
	/* the others */
	uint32_t sequence;
	int64_t delta, previous;
	bool has_previous;
};

/* What the source calls for each; nonzero makes it stop. */
typedef int masquerade_fn(void *ctx, const struct masquerade *m);
/*
 * All of the kernel's own table, or all tracked connections, masqueraded or not. 0, 1 when fn stopped it, or -1 and
 * errno when there is no such table.
 */
int masquerades_read(enum masquerade_table table, masquerade_fn *fn, void *ctx, struct context *where);
/* All tracked connections by netlink, or else by /proc. 0; 1; -1 and errno when neither tells. */
int conntrack_read(masquerade_fn *fn, void *ctx, struct context *where);
/* The answer to the request that has been sent; as conntrack_read, and *shown is set when fn was called. */
struct diag;
int conntrack_walk(struct diag *d, masquerade_fn *fn, void *ctx, bool *shown);
const char *masquerade_table_file(enum masquerade_table table);

/* An address or a port of a tracked connection is not what it was. */
bool masquerade_translates(const struct masquerade *m);

#endif
