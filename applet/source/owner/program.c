/* SPDX-License-Identifier: 0BSD */
/*
 * What a process calls itself: the start of /proc/PID/cmdline for netstat, the kernel's name in /proc/PID/stat for
 * ss. Sockets of one process come in long runs, or mixed with those of a few others, so the short names found last
 * are kept.
 */
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "source/source.h"

/* The bytes of a file of the process up to the first NUL or the end of the buffer; none when it is gone. */
static struct text process_text(const struct context *where, uint32_t pid, const char *file, char *buffer, size_t size)
{
	char below[32], path[PROC_PATH];
	struct text t = { buffer, 0 };
	ssize_t n;

	*put_text(put_number(below, pid), file) = '\0';
	n = proc_path(where, path, below) ? open_read_close(path, buffer, size) : -1;
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

static struct text argument_name(struct owners *o, uint32_t pid)
{
	return base_name(process_text(o->where, pid, "/cmdline", o->buffer, sizeof o->buffer));
}

/* "1234 (name) S ...": the name may hold parentheses, what follows it none. */
static struct text kernel_name(struct owners *o, uint32_t tid)
{
	struct text t = process_text(o->where, tid, "/stat", o->buffer, 512);
	const char *open = memchr(t.p, '(', t.length), *close = memrchr(t.p, ')', t.length);

	if (!open || close < open)
		return (struct text){ t.p, 0 };
	return (struct text){ open + 1, close - open - 1 };
}

static struct text kept_name(struct owners *o, uint32_t pid, struct text (*find)(struct owners *o, uint32_t pid))
{
	struct program *k = &o->kept[pid % ARRAY_SIZE(o->kept)];
	struct text t;

	if (k->pid == pid)
		return (struct text){ k->name, k->length };
	t = find(o, pid);
	if (t.length <= sizeof k->name) {
		k->pid = pid;
		k->length = t.length;
		memcpy(k->name, t.p, t.length);
	}
	return t;
}

struct text program_name(struct owners *o, uint32_t pid)
{
	return kept_name(o, pid, argument_name);
}

struct text process_name(struct owners *o, uint32_t tid)
{
	return ENABLE_FEATURE_SS_PROCESSES ? kept_name(o, tid, kernel_name) : (struct text){ 0, 0 };
}

struct text program_context(const struct context *where, uint32_t pid)
{
	static char buffer[256];
	struct text t = process_text(where, pid, "/attr/current", buffer, sizeof buffer);

	if (t.length && t.p[t.length - 1] == '\n')
		t.length--;
	return t;
}

struct text descriptor_context(const struct context *where, uint32_t pid, uint32_t fd)
{
	static char buffer[256];
	char below[48], path[PROC_PATH];
	ssize_t n;

	*put_number(put_text(put_number(below, pid), "/fd/"), fd) = '\0';
	n = proc_path(where, path, below) ? getxattr(path, "security.selinux", buffer, sizeof buffer) : -1;
	return (struct text){ buffer, n > 0 ? strnlen(buffer, n) : 0 };
}

bool contexts_are_kept(const struct context *where)
{
	char path[PROC_PATH];

	return !access(proc_path(where, path, "../sys/fs/selinux/enforce") ? path : "", F_OK);
}
