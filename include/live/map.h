/* SPDX-License-Identifier: 0BSD */
/*
 * Records of one size, each found by the key it begins with. They lie one behind the other in memory that grows by
 * the page; besides, each takes four bytes to eight in an index.
 */
#ifndef MAP_H
#define MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero but for the sizes. */
struct map {
	size_t size, key;    /* bytes of a record, and of its key; both are multiples of eight */
	uint8_t *records;
	uint32_t *slots;     /* number of a record, plus one; 0: free */
	size_t count, room, slots_room; /* of records, and of slots; that of slots is a power of two or 0 */
};

/* The record of that key; null when there is none. Valid until one is added. */
void *map_find(const struct map *m, const void *key);
/* The same, but one that is not there is added, zeros behind its key. Null: memory was refused. */
void *map_add(struct map *m, const void *key);
static inline void *map_at(const struct map *m, size_t index)
{
	return m->records + index * m->size;
}
/* Takes out the records that `keep`, which is asked once for each, does not want. */
void map_sweep(struct map *m, bool (*keep)(void *record));
void map_empty(struct map *m);

#endif
