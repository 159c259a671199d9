/* SPDX-License-Identifier: 0BSD */
/*
 * The network namespaces that are looked into. Messages about connections that end come by a socket of each, which is
 * closed as soon as no look finds the namespace any more: a socket keeps it alive.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "live/live.h"

/* SO_MEMINFO, net/core/sock.c */
static uint32_t drops_of(int fd)
{
	struct memory_values memory = { .drops = 0 };
	socklen_t length = sizeof memory;

	getsockopt(fd, SOL_SOCKET, SO_MEMINFO, &memory, &length);
	return memory.drops;
}

uint32_t live_dropped(const struct live *l)
{
	uint32_t drops = l->dropped;

	for (unsigned i = 0; i < l->place_count; i++)
		if (l->polled[OTHERS + i].fd >= 0)
			drops += drops_of(l->polled[OTHERS + i].fd);
	return drops;
}

bool live_hears(const struct live *l)
{
	for (unsigned i = 0; i < l->place_count; i++)
		if (l->polled[OTHERS + i].fd >= 0)
			return true;
	return false;
}

/* A burst of ends is longer than the kernel's usual room for messages; root may have as much as is asked for. */
static void listen_here(struct live *l, struct context *where)
{
	struct pollfd *heard = &l->polled[OTHERS + l->here];
	int room = 8 << 20;

	*heard = (struct pollfd){ -1, POLLIN, 0 };
	if (!l->hears || !may_ask(where))
		return;
	if (!diag_open(&l->events, DIAG_EVENTS_TCP | DIAG_EVENTS_TCP6, &l->where->faults)) {
		fault(&where->faults, "events", 0, error_text(errno));
		return;
	}
	heard->fd = l->events.fd;
	if (setsockopt(heard->fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room))
		setsockopt(heard->fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
}

void live_deafen(struct live *l, unsigned place)
{
	int fd = l->polled[OTHERS + place].fd;

	if (fd < 0)
		return;
	l->dropped += drops_of(fd);
	close(fd);
	l->polled[OTHERS + place].fd = -1;
}

/* Its number, or that of one whose connections are all forgotten, or PLACES. */
static unsigned find(const struct live *l, uint64_t inode)
{
	unsigned unused = l->place_count;

	for (unsigned i = 0; i < l->place_count; i++) {
		if (l->places[i].inode == inode)
			return i;
		if (l->places[i].missing > LOOKS_KEPT)
			unused = i;
	}
	return unused;
}

/* It is looked into now. False when it is one too many, which is told. */
static bool enter(struct live *l, struct context *where)
{
	uint64_t inode = ENABLE_FEATURE_NAMESPACES ? where->netns_inode : 0;
	struct place *p;

	l->here = find(l, inode);
	if (l->here == PLACES) {
		if (l->fresh)
			fault(&where->faults, "network namespaces", 0, "too many, some are left out");
		return false;
	}
	p = &l->places[l->here];
	if (l->here == l->place_count || p->inode != inode || p->missing > 1) {
		l->place_count += l->here == l->place_count;
		p->inode = inode;
		listen_here(l, where);
	}
	p->missing = 0;
	p->name[0] = '\0'; /* it may get one after it was made */
	if (ENABLE_FEATURE_NAMESPACES && where->netns.p)
		*put_text(p->name, where->netns.p) = '\0';
	return true;
}

struct look {
	struct live *live;
	look_fn *fn;
	void *ctx;
	bool told;
};

static void look_here(void *ctx, struct context *where)
{
	struct look *k = ctx;

	if (enter(k->live, where))
		k->told |= k->fn(k->live, where, k->ctx);
}

/* A namespace's connections are forgotten when several looks have not found it; it is not heard of any more at once. */
bool live_each(struct live *l, look_fn *fn, void *ctx)
{
	struct look look = { l, fn, ctx, false };

	netns_each(l->where, look_here, &look);
	for (unsigned i = 0; i < l->place_count; i++) {
		if (l->places[i].missing)
			live_deafen(l, i);
		l->places[i].missing += l->places[i].missing <= LOOKS_KEPT;
	}
	return look.told;
}

struct text live_place(const struct live *l, unsigned place)
{
	const char *name = l->places[place].name;

	return netns_is_all(l->where) ? (struct text){ name, strlen(name) } : (struct text){ 0, 0 };
}
