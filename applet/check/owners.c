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
	if (!c->owners.loaded)
		owners_load(&c->owners, false);
	first = owners_find(&c->owners, inode, &count);
	return count ? owners_get(&c->owners, first).pid : 0;
}

static ssize_t process_file(uint32_t pid, const char *file, char *buffer, size_t size)
{
	char below[32], path[PROC_PATH];

	*put_text(put_number(below, pid), file) = '\0';
	return proc_path(path, below) ? open_read_close(path, buffer, size) : -1;
}

/* "Max open files            1024                 524288               files" */
uint64_t descriptor_limit(uint32_t pid)
{
	char text[2048];
	ssize_t n = process_file(pid, "/limits", text, sizeof text - 1);
	struct scan s = { .bad = true };
	uint64_t limit;

	if (n <= 0)
		return 0;
	text[n] = '\0';
	s.p = strstr(text, "\nMax open files");
	if (!s.p)
		return 0;
	s.p += sizeof "\nMax open files" - 1;
	s.end = text + n;
	s.bad = false;
	limit = scan_number(&s, 10, UINT64_MAX);
	return s.bad ? 0 : limit;
}

/* "1234 (name) S ...": the name may hold parentheses, what follows it none. */
char process_state(uint32_t pid)
{
	char text[512];
	ssize_t n = process_file(pid, "/stat", text, sizeof text);
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
