/* SPDX-License-Identifier: 0BSD */
/*
 * Records by their keys: an index with open addressing, seven eighths of it at most in use.
 */
#include <string.h>

#include "live/map.h"
#include "source/source.h"

/* The slot that has the key, or the free one that it would get. There are slots. */
static uint32_t *find_slot(const struct map *m, const void *key)
{
	uint64_t hash = 0, word;
	size_t i;

	for (i = 0; i < m->key; i += sizeof word) {
		memcpy(&word, (const char *)key + i, sizeof word);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 32;
	}
	for (i = hash;; i++) {
		uint32_t *slot = &m->slots[i & (m->slots_room - 1)];

		if (!*slot || !memcmp(map_at(m, *slot - 1), key, m->key))
			return slot;
	}
}

static void index_all(struct map *m)
{
	memset(m->slots, 0, m->slots_room * sizeof *m->slots);
	for (size_t i = 0; i < m->count; i++)
		*find_slot(m, map_at(m, i)) = i + 1;
}

/* Room for one more. */
static bool grow(struct map *m)
{
	enum { FIRST = 1024 };
	size_t slots = m->slots_room ? 2 * m->slots_room : FIRST, records = m->room ? 2 * m->room : FIRST;
	void *p;

	if (m->count == m->room) {
		p = enlarge(m->records, m->room * m->size, records * m->size);
		if (!p)
			return false;
		m->records = p;
		m->room = records;
	}
	if (8 * (m->count + 1) > 7 * m->slots_room) {
		p = enlarge(m->slots, m->slots_room * sizeof *m->slots, slots * sizeof *m->slots);
		if (!p)
			return false;
		m->slots = p;
		m->slots_room = slots;
		index_all(m);
	}
	return true;
}

void *map_find(const struct map *m, const void *key)
{
	uint32_t *slot = m->slots_room ? find_slot(m, key) : 0;

	return slot && *slot ? map_at(m, *slot - 1) : 0;
}

void *map_add(struct map *m, const void *key)
{
	void *found = map_find(m, key);

	if (found || !grow(m))
		return found;
	*find_slot(m, key) = ++m->count;
	found = map_at(m, m->count - 1);
	memset(found, 0, m->size);
	return memcpy(found, key, m->key);
}

void map_sweep(struct map *m, bool (*keep)(void *record))
{
	size_t kept = 0;

	for (size_t i = 0; i < m->count; i++) {
		if (!keep(map_at(m, i)))
			continue;
		if (kept != i)
			memcpy(map_at(m, kept), map_at(m, i), m->size);
		kept++;
	}
	if (kept == m->count)
		return;
	m->count = kept;
	index_all(m);
}

void map_empty(struct map *m)
{
	m->count = 0;
	if (m->slots_room)
		index_all(m);
}
