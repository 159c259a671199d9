/* SPDX-License-Identifier: 0BSD */
/*
 * Destinations, each with the connections that it has. The table is open addressing, half full at most: 80 bytes for
 * each destination at the worst.
 */
#include <string.h>
#include <sys/socket.h>

#include "metrics/metrics.h"

enum { KEY = sizeof(struct destination) - offsetof(struct destination, port) };

static struct destination *find(const struct destinations *d, const struct destination *wanted)
{
	size_t mask = d->room - 1;
	struct destination *slot;

	for (size_t i = key_of(&wanted->port, KEY);; i++) {
		slot = &d->slots[i & mask];
		if (!slot->count || !memcmp(&slot->port, &wanted->port, KEY))
			return slot;
	}
}

static bool grow(struct destinations *d)
{
	struct destinations more = { .room = d->room ? 2 * d->room : 1024 };

	more.slots = enlarge(0, 0, more.room * sizeof *more.slots);
	if (!more.slots)
		return false;
	memset(more.slots, 0, more.room * sizeof *more.slots);
	for (size_t i = 0; i < d->room; i++)
		if (d->slots[i].count)
			*find(&more, &d->slots[i]) = d->slots[i];
	release(d->slots, d->room * sizeof *d->slots);
	d->slots = more.slots;
	d->room = more.room;
	return true;
}

void destination_add(struct destinations *d, const struct sock *s)
{
	size_t skip = address_is_v4mapped(s, &s->local) ? 12 : 0;
	struct destination wanted = { .port = s->peer.port, .family = skip ? AF_INET : s->family }, *slot;
	size_t length = wanted.family == AF_INET ? 4 : 16;

	memcpy(wanted.local, s->local.address + skip, length);
	memcpy(wanted.peer, s->peer.address + skip, length);
	if (2 * d->used >= d->room && !grow(d) && d->used + 1 >= d->room) {
		d->missed++;
		return;
	}
	slot = find(d, &wanted);
	if (!slot->count) {
		*slot = wanted;
		d->used++;
	}
	slot->count++;
}

size_t destinations_top(const struct destinations *d, struct destination *top, size_t count)
{
	size_t found = 0, at;

	for (size_t i = 0; i < d->room; i++) {
		const struct destination *s = &d->slots[i];

		if (!s->count || (found == count && s->count <= top[count - 1].count))
			continue;
		at = found < count ? found++ : count - 1;
		for (; at && top[at - 1].count < s->count; at--)
			top[at] = top[at - 1];
		top[at] = *s;
	}
	return found;
}
