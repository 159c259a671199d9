/* SPDX-License-Identifier: 0BSD */
/*
 * Other network namespaces.
 */
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "source/source.h"

/* The file of that name there, or -1 and errno. */
static int open_in(const char *directory, const char *name, const char *rest)
{
	char path[PROC_PATH];

	if (strlen(name) >= sizeof path - 32) {
		errno = ENAMETOOLONG;
		return -1;
	}
	*put_text(put_text(put_text(path, directory), name), rest) = '\0';
	return file_open(path);
}

/* A namespace may be a path, a process's own, or what `ip netns add` has bound. */
static int open_namespace(const char *name)
{
	static const char directories[][16] = { "/proc/", "/run/netns/", "/var/run/netns/" };
	uint64_t pid;
	int fd = -1;

	if (strchr(name, '/'))
		return open_in("", name, "");
	for (size_t i = !parse_number(name, INT32_MAX, &pid); fd < 0 && i < ARRAY_SIZE(directories); i++)
		fd = open_in(directories[i], name, i ? "" : "/ns/net");
	return fd;
}

int netns_enter(const char *name)
{
	int fd = open_namespace(name), error = 0;

	if (fd < 0)
		return errno;
	if (setns(fd, CLONE_NEWNET))
		error = errno;
	close(fd);
	return error;
}
