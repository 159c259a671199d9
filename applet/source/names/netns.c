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

/*
 * A namespace may be a path, what `ip netns add` has bound, or a process's own. A name that is there is the one that
 * is meant, even if it may not be opened: anybody can have a process of that number.
 */
static int open_namespace(const char *name)
{
	static const char directories[][16] = { "/run/netns/", "/var/run/netns/", "/proc/" };
	enum { NAMES = ARRAY_SIZE(directories) - 1 };
	uint64_t pid;
	size_t count = NAMES + parse_number(name, INT32_MAX, &pid);
	int fd = -1;

	if (strchr(name, '/'))
		return may_name_files() ? open_in("", name, "") : -1;
	errno = ENOENT;
	for (size_t i = 0; fd < 0 && errno == ENOENT && i < count; i++)
		fd = open_in(directories[i], name, i < NAMES ? "" : "/ns/net");
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
