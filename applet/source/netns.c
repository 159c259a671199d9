/* SPDX-License-Identifier: 0BSD */
/*
 * Other network namespaces.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

/* The file that stands for a namespace: a path, a process's own, or what `ip netns add` has bound. */
static int open_namespace(const char *name)
{
	char below[32], path[PROC_PATH];
	uint64_t pid;
	int fd;

	if (strchr(name, '/'))
		return open(name, O_RDONLY | O_CLOEXEC);
	if (parse_number(name, INT32_MAX, &pid)) {
		*put_text(put_number(below, pid), "/ns/net") = '\0';
		if (!proc_path(path, below))
			return -1;
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd >= 0 || errno != ENOENT)
			return fd;
	}
	if (strlen(name) + sizeof "/var/run/netns/" > sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	*put_text(put_text(path, "/run/netns/"), name) = '\0';
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	*put_text(put_text(path, "/var/run/netns/"), name) = '\0';
	return open(path, O_RDONLY | O_CLOEXEC);
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
