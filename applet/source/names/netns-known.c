/* SPDX-License-Identifier: 0BSD */
/*
 * By what a network namespace is known. One has the inode of nsfs, which a process's link /proc/PID/ns/net has in its
 * text; but only who may trace the process sees that. Whoever may not knows it by the inode of /proc/PID/net/dev, as
 * proc gives each namespace's files numbers of their own (fs/proc/generic.c:proc_register).
 */
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "source/netns.h"

uint64_t netns_of_link(int directory, const char *path)
{
	char text[32];
	struct scan s = { .p = text };
	ssize_t length = readlinkat(directory, path, text, sizeof text);
	uint64_t inode;

	s.end = text + (length > 0 ? length : 0);
	for (const char *prefix = "net:["; *prefix; prefix++)
		scan_char(&s, *prefix);
	inode = scan_number(&s, 10, UINT64_MAX);
	return s.bad ? 0 : inode;
}

uint64_t netns_of_process(int proc, const char *pid)
{
	char path[32];

	*put_text(put_text(path, pid), "/ns/net") = '\0';
	return netns_of_link(proc, path);
}

/*
 * Of a namespace that is open; 0 before Linux 4.11, which has no statx. (The libc's fstat is half a kilobyte, and of a
 * mount the link in /proc/self/fd tells the path.)
 */
uint64_t netns_of_open(int fd)
{
	enum { EMPTY_PATH = 0x1000, WANT_INODE = 0x100, INODE = 4 };
	uint64_t answer[32] = { 0 }; /* include/uapi/linux/stat.h: struct statx, 256 bytes; stx_ino from byte 32 */

	syscall(SYS_statx, fd, "", EMPTY_PATH, WANT_INODE, answer);
	return answer[INODE];
}

void entries_each(int directory, entry_fn *fn, void *ctx)
{
	_Alignas(struct directory_entry) char buffer[4096];
	bool stopped = directory < 0;
	long length;

	while (!stopped && (length = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0)
		for (long at = 0; at < length && !stopped;) {
			struct directory_entry *entry = (void *)(buffer + at);

			stopped = fn(ctx, directory, entry);
			at += entry->length;
		}
	if (directory >= 0)
		close(directory);
}

static bool is_device_file(void *ctx, int directory, const struct directory_entry *entry)
{
	(void)directory;
	if (strcmp(entry->name, "dev"))
		return false;
	*(uint64_t *)ctx = entry->inode;
	return true;
}

uint64_t netns_device_file(int directory, const char *name)
{
	char path[PROC_PATH];
	uint64_t file = 0;

	if (put_path(path, sizeof path, name, "net"))
		entries_each(openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), is_device_file, &file);
	return file;
}
