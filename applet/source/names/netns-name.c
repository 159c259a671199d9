/* SPDX-License-Identifier: 0BSD */
/*
 * What a network namespace is called.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "source/netns.h"

/* The namespace whose name is wanted. */
struct sought {
	char *name;
	uint64_t inode;
};

static bool is_name(void *ctx, int directory, const struct directory_entry *entry)
{
	const struct sought *s = ctx;
	int fd = openat(directory, entry->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool same = fd >= 0 && netns_of_open(fd) == s->inode;

	if (fd >= 0)
		close(fd);
	if (same)
		*put_text(s->name, entry->name) = '\0';
	return same;
}

void netns_name_by_process(char name[NETNS_NAME], struct context *where, uint32_t pid)
{
	char buffer[32];
	struct text t = process_file(where, pid, "/comm", buffer, sizeof buffer);
	char *end = put_text(put_number(name, pid), ":");

	t.length -= t.length && t.p[t.length - 1] == '\n';
	memcpy(end, t.p, t.length);
	end[t.length] = '\0';
}

void netns_name(char name[NETNS_NAME], struct context *where, uint32_t pid, uint64_t inode, bool named)
{
	char buffer[4096];
	struct text t;

	*name = '\0';
	if (named && inode)
		entries_each(file_open(NETNS_NAMES), is_name, &(struct sought){ name, inode });
	if (*name)
		return;
	t = container_name(process_file(where, pid, "/cgroup", buffer, sizeof buffer), false);
	if (!t.length || t.length >= NETNS_NAME) {
		netns_name_by_process(name, where, pid);
		return;
	}
	memcpy(name, t.p, t.length);
	name[t.length] = '\0';
}
