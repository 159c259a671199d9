/* SPDX-License-Identifier: 0BSD */
/*
 * What a masqueraded connection is: one whose packets leave with another address or port than they came with.
 */
#ifndef MASQUERADE_H
#define MASQUERADE_H

#include "lib/lib.h"
#include "record/sock.h"

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

const char *masquerade_table_file(enum masquerade_table table);

/* An address or a port of a tracked connection is not what it was. */
bool masquerade_translates(const struct masquerade *m);

#endif
