/* SPDX-License-Identifier: 0BSD */
/*
 * Which process holds a connection. The walk over /proc is dear, so it is made for new connections alone, and at most
 * once a look; what it found is kept with the connection, for an end is told when nobody holds it any more.
 */
#include <string.h>

#include "live/live.h"

static void keep_name(struct live *l, uint64_t pid)
{
	struct text t = process_name(&l->owners, pid);
	struct name *name = map_add(&l->names, &pid);

	if (!name)
		return;
	memset(name->text, 0, sizeof name->text);
	memcpy(name->text, t.p, t.length < sizeof name->text ? t.length : sizeof name->text - 1);
}

/* One that was accepted after the walk is found by the next look's. */
static void find_owner(struct live *l, struct seen *seen, uint64_t inode)
{
	size_t count, first;

	if (!l->owners.loaded)
		owners_load(&l->owners, false);
	first = owners_find(&l->owners, inode, &count);
	seen->pid = count ? owners_get(&l->owners, first).pid : seen->pid == PID_ONCE ? PID_NONE : PID_ONCE;
	if (count)
		keep_name(l, seen->pid);
}

uint32_t live_pid(struct live *l, struct seen *seen, const struct sock *s)
{
	if (s->inode && (seen->pid == PID_UNKNOWN || seen->pid == PID_ONCE))
		find_owner(l, seen, s->inode);
	return seen->pid < PID_ONCE ? seen->pid : 0;
}

struct text live_name(const struct live *l, uint32_t pid)
{
	uint64_t key = pid;
	const struct name *name = map_find(&l->names, &key);

	return (struct text){ name ? name->text : "", name ? strlen(name->text) : 0 };
}
