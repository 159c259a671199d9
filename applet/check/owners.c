/* SPDX-License-Identifier: 0BSD */
/*
 * Whose the sockets are. Every descriptor of every process is looked at for it, so it is done once, and only when a
 * finding names a socket.
 */
#include <string.h>

#include "check/check.h"

uint32_t owner_of(struct check *c, uint64_t inode)
{
	size_t count, first;

	if (!inode)
		return 0;
	if (!c->owners->loaded)
		owners_load(c->owners, false);
	first = owners_find(c->owners, inode, &count);
	return count ? owners_get(c->owners, first).pid : 0;
}

static const char *process_path(char *below, uint32_t pid, const char *file)
{
	*put_text(put_number(below, pid), file) = '\0';
	return below;
}

/* "Max open files            1024                 524288               files" */
static enum line take_limit(void *ctx, struct scan *line)
{
	uint64_t *limit = ctx;

	scan_text(line);
	if (!text_is(scan_text(line), "open"))
		return LINE_GOOD;
	scan_text(line);
	*limit = scan_number(line, 10, UINT64_MAX);
	return LINE_LAST;
}

uint64_t descriptor_limit(struct check *c, uint32_t pid)
{
	char below[32];
	uint64_t limit = 0;

	lines_read(process_path(below, pid, "/limits"), 0, take_limit, &limit, c->where);
	return limit;
}

/* "1234 (name) S ...": the name may hold parentheses, what follows it none. */
char process_state(const struct check *c, uint32_t pid)
{
	char below[32], path[PROC_PATH], text[512];
	const char *found = proc_path(c->where, path, process_path(below, pid, "/stat"));
	ssize_t n = found ? open_read_close(path, text, sizeof text) : -1;
	const char *end = n > 0 ? memrchr(text, ')', n) : 0;

	return end && end + 2 < text + n ? end[2] : '\0';
}

/* The gravest, the longest, the most: n[0] counts, n[1] is the longest time, n[2] is a sum. */
void by_program(struct check *c, unsigned from, unsigned into)
{
	size_t count = c->count;

	for (size_t i = 0; i < count; i++) {
		struct thing one = c->things[i], *all;

		if (one.finding != from)
			continue;
		one.pid = owner_of(c, one.inode);
		all = thing_make(c, into, one.pid ? one.pid : one.inode, 0);
		if (!all)
			return;
		if (!all->n[0]) {
			one.key = all->key;
			one.finding = into;
			one.n[0] = 0;
			*all = one;
		} else {
			all->has_peer = false;
		}
		all->n[0]++;
		if (one.n[1] > all->n[1])
			all->n[1] = one.n[1];
		all->n[2] += all->n[0] > 1 ? one.n[2] : 0;
	}
}
