/* SPDX-License-Identifier: 0BSD */
/*
 * --by: how many sockets have the same values. One table, grown as keys come; linear in the number of sockets.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include "view/value.h"

enum { COUNT_KEYS = 8 };

/* One of the keys that --by names. */
struct count_key {
	const char *name;           /* as given, the prefix included; ended by `length` */
	uint8_t length;             /* of the key itself */
	uint8_t prefix, prefix6;    /* bits of an address; 0: all of it */
	const struct field *field;
};

/* A key that was met: this, then the texts of its values, each ended by a NUL, then nothing up to a whole word. */
struct count_entry {
	uint32_t count, hash;
	char texts[];
};

/*
 * Keys lie in `entries` one behind the other. `slots` is a hash table of where each begins, in words,
 * plus one; 0: free.
 */
struct counts {
	struct count_key keys[COUNT_KEYS];
	size_t key_count;
	bool untitled;                   /* the counts stand below no titles */
	uint32_t seed;
	uint32_t *slots, *entries;
	size_t slots_room, entries_room; /* in words; that of slots is a power of two */
	size_t used;                     /* words of the entries */
	size_t count;                    /* of entries */
	int error;                       /* errno: memory was refused, and keys are missing */
	uint64_t missed;                 /* sockets that are not counted for it */
};

struct rows;
/* The argument of --by. False when it is wrong, which is told. It is kept, and its commas become NULs. */
bool counts_choose(struct counts *c, char *list);
/* Whether one of the keys is of that kind. */
bool counts_have(const struct counts *c, unsigned kind);
void counts_add(struct counts *c, const struct values *v);
struct count_entry *count_at(const struct counts *c, uint32_t word);
/* Shows the counts, the highest first, and frees them. */
void counts_show(struct rows *r, struct faults *f);

#endif
