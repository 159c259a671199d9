/* SPDX-License-Identifier: 0BSD */
/*
 * The table of counts: open addressing, at most three quarters full, so a key takes 20 bytes at most besides its texts.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "view/rows.h"

enum { HEADER = sizeof(struct count_entry) / sizeof(uint32_t) };

/* A path of a control group, every byte escaped, has 16 KB; a unix socket's less than one. */
enum { KEY_ROOM = 32 << 10 };

struct count_entry *count_at(const struct counts *c, uint32_t word)
{
	return (struct count_entry *)(c->entries + word);
}

static size_t words_of(size_t length)
{
	return HEADER + (length + 3) / sizeof(uint32_t);
}

static uint32_t hash_of(uint32_t seed, const char *texts, size_t length)
{
	for (; length--; texts++)
		seed = (seed ^ (uint8_t)*texts) * 0x01000193;
	return seed ^ seed >> 15;
}

/* Twice the room. */
static bool grow(uint32_t **words, size_t *room, size_t least)
{
	size_t size = *room * sizeof **words, wanted = size ? 2 * size : least;
	void *p = wanted > size ? enlarge(*words, size, wanted) : 0;

	if (!p)
		return false;
	*words = p;
	*room = wanted / sizeof **words;
	return true;
}

/* A slot that is free, or whose entry has that key. */
static uint32_t *find_slot(const struct counts *c, uint32_t hash, const char *texts, size_t length)
{
	size_t mask = c->slots_room - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		const struct count_entry *e;

		if (!c->slots[i])
			return &c->slots[i];
		e = count_at(c, c->slots[i] - 1);
		if (texts && e->hash == hash && !memcmp(e->texts, texts, length))
			return &c->slots[i];
	}
}

/* Where the texts of an entry end: those of all keys, each with a NUL. */
static size_t texts_length(const struct counts *c, const char *texts)
{
	const char *p = texts;

	for (size_t i = 0; i < c->key_count; i++)
		p += strlen(p) + 1;
	return p - texts;
}

/* The slots anew, when there are more of them. */
static bool spread(struct counts *c)
{
	if (!grow(&c->slots, &c->slots_room, 4096))
		return false;
	memset(c->slots, 0, c->slots_room * sizeof *c->slots);
	for (size_t at = 0; at < c->used; at += words_of(texts_length(c, count_at(c, at)->texts)))
		*find_slot(c, count_at(c, at)->hash, 0, 0) = at + 1;
	return true;
}

static bool add_entry(struct counts *c, uint32_t *slot, uint32_t hash, const char *texts, size_t length)
{
	struct count_entry *e;

	while (c->used + words_of(length) > c->entries_room)
		if (!grow(&c->entries, &c->entries_room, 1 << 16))
			return false;
	e = count_at(c, c->used);
	e->count = 1;
	e->hash = hash;
	memcpy(e->texts, texts, length);
	*slot = c->used + 1;
	c->used += words_of(length);
	c->count++;
	return true;
}

/* The network of an address, of IPv4's for one that is mapped, with its prefix behind it. */
static void out_network(struct out *o, const struct count_key *k, const struct values *from, const struct value *v)
{
	uint8_t address[16];
	const struct sock *s = from->record;
	const struct endpoint *e = (const void *)((const uint8_t *)s + k->field->offset);
	bool mapped = address_is_v4mapped(s, e), inet6 = s->family == AF_INET6 && !mapped;
	unsigned bits = inet6 ? k->prefix6 : k->prefix;

	if (!bits || (s->family != AF_INET && s->family != AF_INET6)) {
		value_out(o, v);
		return;
	}
	memcpy(address, e->address + (mapped ? 12 : 0), inet6 ? 16 : 4);
	for (unsigned i = bits; i < (inet6 ? 128 : 32); i++)
		address[i / 8] &= ~(0x80 >> i % 8);
	out_ip(o, inet6 ? AF_INET6 : AF_INET, address, false);
	out_field(o, "/", bits);
}

/* Whether one more key finds a slot: one stays free, or a search would not end. */
static bool has_slot(struct counts *c)
{
	bool full = c->count >= c->slots_room / 4 * 3;

	return !full || (!c->error && spread(c)) || c->count + 1 < c->slots_room;
}

static void add(struct counts *c, const char *texts, size_t length)
{
	uint32_t hash = hash_of(c->seed, texts, length), *slot = 0;
	bool room = has_slot(c);

	if (c->slots_room)
		slot = find_slot(c, hash, texts, length);
	if (slot && *slot) {
		count_at(c, *slot - 1)->count++;
	} else if (c->error || !room || !add_entry(c, slot, hash, texts, length)) {
		c->error = ENOMEM;
		c->missed++;
	}
}

void counts_add(struct counts *c, const struct values *from)
{
	char texts[KEY_ROOM];
	struct value v;
	struct out o;

	out_open(&o, -1, texts, sizeof texts);
	for (const struct count_key *k = c->keys; k < c->keys + c->key_count; k++) {
		if (value_get(&v, from, k->field)) {
			if (k->prefix)
				out_network(&o, k, from, &v);
			else
				value_out(&o, &v);
		}
		out_char(&o, '\0');
	}
	if (o.error)
		c->missed++;
	else
		add(c, texts, o.used);
}
