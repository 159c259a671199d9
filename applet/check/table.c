/* SPDX-License-Identifier: 0BSD */
/*
 * The one table of check: what findings have seen, in the order they saw it, and an index by finding and key. Only
 * what may become part of a finding is in it, so it is small on a healthy machine; it grows by doubling.
 */
#include <string.h>
#include <sys/auxv.h>
#include <sys/socket.h>

#include "check/check.h"

static uint64_t mix(uint64_t x)
{
	x ^= x >> 32;
	x *= 0x9e3779b97f4a7c15;
	x ^= x >> 29;
	x *= 0xbf58476d1ce4e5b9;
	return x ^ x >> 32;
}

/* The kernel gives each process 16 bytes of chance, so that no peer can choose its address by our keys. */
static uint64_t chance(void)
{
	const void *bytes = (const void *)getauxval(AT_RANDOM);
	uint64_t number = 1;

	if (bytes)
		memcpy(&number, bytes, sizeof number);
	return number;
}

uint64_t key_of(const void *bytes, size_t length)
{
	const uint8_t *p = bytes;
	uint64_t key = chance();

	while (length) {
		size_t part = length < 8 ? length : 8;
		uint64_t word = 0;

		memcpy(&word, p, part);
		key = mix(key ^ word) + part;
		p += part;
		length -= part;
	}
	return key;
}

uint64_t socket_key(const struct sock *s)
{
	if (s->cookie)
		return s->cookie;
	return s->inode ? s->inode : key_of(&s->local, 2 * sizeof s->local);
}

/* Where it is in the index, or where it would go. */
static uint32_t *slot_of(const struct check *c, unsigned finding, uint64_t key)
{
	size_t at = mix(key + finding);

	for (;; at++) {
		uint32_t *slot = &c->index[at & (c->slots - 1)];
		const struct thing *t = &c->things[*slot - 1];

		if (!*slot || (t->key == key && t->finding == finding))
			return slot;
	}
}

struct thing *thing_find(const struct check *c, unsigned finding, uint64_t key)
{
	uint32_t *slot = c->slots ? slot_of(c, finding, key) : 0;

	return slot && *slot ? &c->things[*slot - 1] : 0;
}

/* Twice the room, and an index of twice as many slots as there is room. */
static bool grow(struct check *c)
{
	size_t room = c->room ? 2 * c->room : 64, slots = 2 * room;
	struct thing *things = enlarge(c->things, c->room * sizeof *things, room * sizeof *things);
	uint32_t *index;

	if (!things)
		return false;
	c->things = things;
	c->room = room;
	index = enlarge(0, 0, slots * sizeof *index);
	if (!index)
		return false;
	release(c->index, c->slots * sizeof *index);
	c->index = index;
	c->slots = slots;
	for (size_t i = 0; i < c->count; i++)
		*slot_of(c, things[i].finding, things[i].key) = i + 1;
	return true;
}

static void describe(struct thing *t, const struct sock *s)
{
	t->protocol = s->protocol;
	t->family = s->family;
	t->interface = s->interface;
	t->inode = s->inode;
	if (s->family == AF_UNIX) {
		t->path_length = s->path_length < sizeof t->path ? s->path_length : sizeof t->path;
		memcpy(t->path, s->path, t->path_length);
		return;
	}
	t->local = s->local;
	t->peer = s->peer;
	t->has_peer = s->peer.port != 0;
}

struct thing *thing_make(struct check *c, unsigned finding, uint64_t key, const struct sock *s)
{
	struct thing *t = thing_find(c, finding, key);

	if (t)
		return t;
	if (2 * c->count >= c->slots && !grow(c)) {
		c->no_memory = true;
		return 0;
	}
	t = &c->things[c->count++];
	memset(t, 0, sizeof *t);
	t->key = key;
	t->finding = finding;
	*slot_of(c, finding, key) = c->count;
	if (s)
		describe(t, s);
	return t;
}

struct thing *thing_next(struct check *c, unsigned finding, size_t *at)
{
	while (*at < c->count) {
		struct thing *t = &c->things[(*at)++];

		if (t->finding == finding)
			return t;
	}
	return 0;
}

void things_free(struct check *c)
{
	release(c->things, c->room * sizeof *c->things);
	release(c->index, c->slots * sizeof *c->index);
	c->things = 0;
	c->index = 0;
}
