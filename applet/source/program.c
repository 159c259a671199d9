/* SPDX-License-Identifier: 0BSD */
/*
 * What a process calls itself: the start of /proc/PID/cmdline. Sockets of one process come in long runs, or mixed
 * with those of a few others, so the short names found last are kept.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

/* The bytes of a file of the process up to the first NUL or the end of the buffer. */
static struct text process_text(uint32_t pid, const char *file, char *buffer, size_t size)
{
	char below[32], path[PROC_PATH];
	struct text t = { buffer, 0 };
	ssize_t n = -1;
	int fd;

	*put_text(put_number(below, pid), file) = '\0';
	fd = proc_path(path, below) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (fd >= 0) {
		n = read(fd, buffer, size);
		close(fd);
	}
	while (n > (ssize_t)t.length && buffer[t.length])
		t.length++;
	return t;
}

/* Takes the directory off an absolute path. */
static struct text base_name(struct text t)
{
	size_t start = t.length;

	if (!t.length || *t.p != '/')
		return t;
	while (t.p[start - 1] != '/')
		start--;
	return (struct text){ t.p + start, t.length - start };
}

struct text program_name(struct owners *o, uint32_t pid)
{
	static char buffer[4096];
	struct program *k = &o->kept[pid % ARRAY_SIZE(o->kept)];
	struct text t;

	if (k->pid == pid)
		return (struct text){ k->name, k->length };
	t = base_name(process_text(pid, "/cmdline", buffer, sizeof buffer));
	if (t.length <= sizeof k->name) {
		k->pid = pid;
		k->length = t.length;
		memcpy(k->name, t.p, t.length);
	}
	return t;
}

struct text program_context(uint32_t pid)
{
	static char buffer[256];
	struct text t = process_text(pid, "/attr/current", buffer, sizeof buffer);

	if (t.length && t.p[t.length - 1] == '\n')
		t.length--;
	return t;
}

bool contexts_are_kept(void)
{
	char path[PROC_PATH];

	return !access(proc_path(path, "../sys/fs/selinux/enforce") ? path : "", F_OK);
}
