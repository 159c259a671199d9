/* SPDX-License-Identifier: 0BSD */
/*
 * What /proc tells of a process besides its descriptors and its name.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "source/source.h"

static const char *process_path(const struct context *where, char *path, uint32_t pid, const char *file)
{
	char below[32];

	*put_text(put_number(below, pid), file) = '\0';
	return proc_path(where, path, below);
}

struct text process_file(const struct context *where, uint32_t pid, const char *file, char *buffer, size_t size)
{
	char path[PROC_PATH];
	ssize_t n = process_path(where, path, pid, file) ? open_read_close(path, buffer, size) : -1;

	return (struct text){ buffer, n > 0 ? n : 0 };
}

bool program_is_deleted(const struct context *where, uint32_t pid)
{
	static const char gone[] = " (deleted)", memory[] = "/memfd:";
	char path[PROC_PATH], text[512];
	ssize_t n = process_path(where, path, pid, "/exe") ? readlinkat(AT_FDCWD, path, text, sizeof text) : -1;

	return n > (ssize_t)sizeof gone && !memcmp(text + n - (sizeof gone - 1), gone, sizeof gone - 1) &&
	       memcmp(text, memory, sizeof memory - 1);
}

/* "Uid:	33	33	33	33": the real one. */
int64_t process_user(const struct context *where, uint32_t pid)
{
	char buffer[1024];
	struct text t = process_file(where, pid, "/status", buffer, sizeof buffer);
	struct scan s = { text_behind(t, "\nUid:"), t.p + t.length, false };
	uint32_t user = s.p ? scan_decimal(&s) : 0;

	return s.p && !s.bad ? (int64_t)user : -1;
}

/* The line "btime 1760000000" of /proc/stat stands behind one that may be longer than any buffer. 0 without it. */
static uint64_t boot_time(const struct context *where)
{
	char path[PROC_PATH], buffer[4096];
	int fd = file_open(proc_path(where, path, "stat"));
	uint64_t time = 0;
	size_t kept = 0;
	ssize_t n;

	while (!time && fd >= 0 && (n = read(fd, buffer + kept, sizeof buffer - kept)) > 0) {
		struct text t = { buffer, kept + n };
		struct scan s = { text_behind(t, "\nbtime "), buffer + t.length, false };

		if (s.p && memchr(s.p, '\n', s.end - s.p))
			time = scan_number(&s, 10, UINT64_MAX);
		kept = t.length < 32 ? t.length : 32;
		memmove(buffer, buffer + t.length - kept, kept);
	}
	if (fd >= 0)
		close(fd);
	return time;
}

/* Field 22 of /proc/PID/stat: ticks since the machine started. The name, field 2, may hold anything. */
uint64_t process_start(const struct context *where, uint32_t pid)
{
	char buffer[1024];
	struct text t = process_file(where, pid, "/stat", buffer, sizeof buffer);
	const char *name_end = memrchr(buffer, ')', t.length);
	struct scan s = { name_end ? name_end + 1 : buffer, buffer + t.length, !name_end };
	uint64_t boot = boot_time(where), ticks;

	for (unsigned field = 3; field < 22; field++)
		scan_text(&s);
	ticks = scan_number(&s, 10, UINT64_MAX);
	return s.bad || !boot ? 0 : boot + ticks / getauxval(AT_CLKTCK);
}
