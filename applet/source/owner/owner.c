/* SPDX-License-Identifier: 0BSD */
/*
 * Who holds which socket. The kernel tells it only the other way round, so every descriptor of every process is
 * looked at once: the link /proc/PID/fd/N names the inode of a socket. (fstatat would take a tenth less time and
 * 800 bytes.) The table is sorted once and then searched, so the whole is linear in the number of descriptors but
 * for that sort. In a build with FEATURE_OWNER_WORKERS several processes share the walk, and where few sockets are
 * shown only their holders are kept.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "source/owner-walk.h"

/* As the kernel writes one: no zeros in front, so that no name is longer than its number. */
static bool is_number(const char *name, uint64_t *number)
{
	return (*name != '0' || !name[1]) && parse_number(name, UINT32_MAX, number);
}

int each_number(int fd, number_fn *fn, void *ctx)
{
	_Alignas(struct directory_entry) char buffer[4096];
	long length;

	while ((length = syscall(SYS_getdents64, fd, buffer, sizeof buffer)) > 0) {
		for (long at = 0; at < length;) {
			struct directory_entry *entry = (void *)(buffer + at);
			uint64_t number;

			if (is_number(entry->name, &number))
				fn(ctx, fd, entry->name, number);
			at += entry->length;
		}
	}
	return length < 0 ? -1 : 0;
}

bool grow(uint32_t **words, size_t *room, int *error)
{
	size_t size = *room * sizeof **words;
	size_t wanted = size ? 2 * size : 1 << 16;
	void *p = wanted > size ? enlarge(*words, size, wanted) : 0;

	if (!p) {
		*error = ENOMEM;
		return false;
	}
	*words = p;
	*room = wanted / sizeof **words;
	return true;
}

/*
 * What could not be looked at, for the reason in errno: a fault, unless it is gone by now, is no link, or is not for
 * us. (A link that is not for us where its directory is goes without a word, as in net-tools.)
 */
static void missed(struct owners *o)
{
	switch (errno) {
	case ENOENT: case ESRCH: case EINVAL: case EACCES: case EPERM:
		return;
	}
	o->error = errno;
}

/*
 * The inode of the socket behind a descriptor, 0 when it is something else or is gone. Both texts that kernels have
 * had for such a link: "socket:[N]" and "[0000]:N".
 */
static uint64_t socket_inode(struct owners *o, int fd, const char *name)
{
	char text[64];
	ssize_t length = readlinkat(fd, name, text, sizeof text);
	struct scan s = { .p = text, .end = text + (length > 0 ? length : 0) };
	const char *prefix = length > 0 && *text == '[' ? "[0000]:" : "socket:[";
	uint64_t inode;

	if (length < 0)
		missed(o);
	while (*prefix)
		scan_char(&s, *prefix++);
	inode = scan_number(&s, 10, UINT64_MAX);
	return s.bad ? 0 : inode;
}

/* A worker's table is short, and leaves when it is full. */
static bool make_room(struct owners *o)
{
	return ENABLE_FEATURE_OWNER_WORKERS && o->to_parent ? owners_send(o) : grow(&o->words, &o->room, &o->error);
}

/* The rest of a directory is not read when a descriptor belongs to the next part of the walk. */
static bool is_beyond(const struct walk *w, int fd, uint32_t number)
{
	if (!ENABLE_FEATURE_OWNER_WORKERS || number < w->end)
		return false;
	lseek(fd, INT32_MAX, SEEK_SET);
	return true;
}

static void add_descriptor(void *ctx, int fd, const char *name, uint32_t number)
{
	struct walk *w = ctx;
	struct owners *o = w->owners;
	size_t stride = holder_words(o);
	uint64_t inode = is_beyond(w, fd, number) ? 0 : socket_inode(o, fd, name);

	if (!inode || inode > UINT32_MAX || (ENABLE_FEATURE_OWNER_WORKERS && !owners_wanted(o, inode)))
		return;
	if ((o->count + 1) * stride > o->room && !make_room(o))
		return;
	w->words[0] = inode;
	w->words[stride - 1] = number;
	memcpy(o->words + o->count++ * stride, w->words, stride * sizeof *w->words);
}

/* Calls fn for what a directory of a process or thread lists. */
static void each_entry(struct walk *w, int parent, const char *name, const char *directory, number_fn *fn)
{
	char path[32]; /* a number as is_number has them, and a word */
	int fd;

	*put_text(put_text(path, name), directory) = '\0';
	fd = openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (ENABLE_FEATURE_OWNER_WORKERS && w->first)
		lseek(fd, w->first + 2, SEEK_SET);
	if (fd < 0 || (!(ENABLE_FEATURE_OWNER_WORKERS && w->enough) && each_number(fd, fn, w) < 0)) {
		w->owners->denied |= errno == EACCES || errno == EPERM;
		missed(w->owners);
	}
	if (fd >= 0)
		close(fd);
}

static void add_thread(void *ctx, int task, const char *name, uint32_t tid)
{
	struct walk *w = ctx;

	w->words[2] = tid;
	each_entry(w, task, name, "/fd", add_descriptor);
}

void add_process(void *ctx, int proc, const char *name, uint32_t pid)
{
	struct walk *w = ctx;

	w->words[1] = pid;
	if (ENABLE_FEATURE_SS_PROCESSES && w->owners->threads)
		each_entry(w, proc, name, "/task", add_thread);
	else
		each_entry(w, proc, name, "/fd", add_descriptor);
}

void processes_each(number_fn *fn, void *ctx, const struct context *where)
{
	char path[PROC_PATH];
	int proc = file_open(proc_path(where, path, ""));

	if (proc < 0)
		return;
	each_number(proc, fn, ctx);
	close(proc);
}

void owners_open(struct owners *o, const struct context *where)
{
	memset(o, 0, sizeof *o);
	o->where = where;
}

void owners_load(struct owners *o, bool threads)
{
	struct walk w = { .owners = o };
	char path[PROC_PATH];
	int proc = file_open(proc_path(o->where, path, ""));

	o->loaded = true;
	o->threads = threads;
	if (proc < 0 || (ENABLE_FEATURE_OWNER_WORKERS ? owners_share(o, proc) : each_number(proc, add_process, &w)) < 0)
		o->error = errno;
	if (proc >= 0)
		close(proc);
	if (o->count)
		sort_records(o->words, o->count, holder_words(o));
}

/*
 * Inodes are given out one after the other, so a guess from the first and the last is close. Every second step halves
 * what is left all the same, for inodes that are not spread so evenly.
 */
static size_t guess(const uint32_t *words, size_t count, size_t stride, uint64_t inode)
{
	uint32_t first = words[0], last = words[(count - 1) * stride];

	if (inode <= first)
		return 0;
	if (inode >= last)
		return count - 1;
	return (count - 1) * (inode - first) / (last - first);
}

size_t inodes_find(const uint32_t *words, size_t count, size_t stride, uint64_t inode)
{
	size_t low = 0, high = count;

	for (bool halve = false; low < high; halve = !halve) {
		size_t middle = low + (high - low) / 2;

		if (ENABLE_FEATURE_OWNER_WORKERS && !halve)
			middle = low + guess(words + low * stride, high - low, stride, inode);
		if (words[middle * stride] < inode)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t owners_find(const struct owners *o, uint64_t inode, size_t *count)
{
	size_t stride = holder_words(o);
	size_t first = inodes_find(o->words, o->count, stride, inode), end = first;

	while (end < o->count && o->words[end * stride] == inode)
		end++;
	*count = end - first;
	return first;
}

struct owner owners_get(const struct owners *o, size_t index)
{
	size_t stride = holder_words(o);
	const uint32_t *words = o->words + index * stride;

	return (struct owner){ words[1], stride == 4 ? words[2] : 0, words[stride - 1] };
}

void owners_free(struct owners *o)
{
	release(o->words, o->room * sizeof *o->words);
	if (ENABLE_FEATURE_OWNER_WORKERS && o->shared)
		munmap(o->shared, sizeof *o->shared); /* which is no memory of busybox's, as the words are */
}
