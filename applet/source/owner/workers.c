/* SPDX-License-Identifier: 0BSD */
/*
 * The walk, shared among processes: as many as there are processors. What is to be looked at is listed first, in
 * parts: a process, or of one with very many descriptors some thousand of them. Each worker takes the next part that
 * nobody has taken, until none is left, and writes the holders that it finds to a pipe that all of them share. The
 * order in which they come does not matter, since the table is sorted.
 *
 * The list is made before there are workers, so that these are not in it: they hold what this process holds.
 */
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "source/owner-walk.h"

enum {
	WORKERS = 16,
	PART = 4096,     /* descriptors of a part */
	WORTH = 2048,    /* descriptors that are worth a worker */
	ORDINARY = 16,   /* descriptors of a process of which we do not know */
	BATCH = 1020,    /* words, whole holders of three or four, that one write hands over: no more than PIPE_BUF */
};
_Static_assert(BATCH * sizeof(uint32_t) <= PIPE_BUF, "a batch is written whole or not at all");

/* (process, first descriptor), ... by process and descriptor. */
struct parts {
	uint32_t *words;
	size_t room;  /* in words */
	size_t count; /* of parts */
	int error;    /* some are missing */
	bool counted; /* the directory of a process's descriptors tells their number */
	uint64_t descriptors;
};

static void add_part(struct parts *p, uint32_t pid, uint32_t first)
{
	uint32_t *part;

	if (2 * (p->count + 1) > p->room && !grow(&p->words, &p->room, &p->error))
		return;
	part = p->words + 2 * p->count++;
	part[0] = pid;
	part[1] = first;
}

/* include/uapi/linux/stat.h: struct statx, as far as its size */
struct status {
	uint32_t mask, block_size;
	uint64_t attributes;
	uint32_t links, uid, gid;
	uint16_t mode, spare;
	uint64_t inode, size;
	uint8_t rest[256 - 48];
};
enum { ASKED_FOR_SIZE = 0x200 }; /* STATX_SIZE; glibc has a macro of that name */

/* How many descriptors a process has: the size of the directory since Linux 6.2 (fs/proc/fd.c:proc_fd_getattr). */
static uint64_t count_descriptors(int proc, const char *pid)
{
	struct status status;
	char path[32];

	*put_text(put_text(path, pid), "/fd") = '\0';
	return syscall(SYS_statx, proc, path, 0, ASKED_FOR_SIZE, &status) ? 0 : status.size;
}

static void list_process(void *ctx, int proc, const char *name, uint32_t pid)
{
	struct parts *p = ctx;
	uint64_t count = p->counted ? count_descriptors(proc, name) : 0;

	p->descriptors += count;
	for (uint64_t first = 0; !first || first < count; first += PART)
		add_part(p, pid, first);
}

/* Takes parts as long as there are any. Who finds all that is wanted has taken what stands before the rest. */
static void take_parts(struct owners *o, int proc, const struct parts *p)
{
	struct walk w = { .owners = o };

	for (;;) {
		const uint32_t *part;
		char name[12];
		size_t i;

		w.enough = o->some && o->first && o->seen && !__atomic_load_n(&o->shared->left, __ATOMIC_SEQ_CST);
		i = __atomic_fetch_add(&o->shared->next, 1, __ATOMIC_SEQ_CST);
		if (i >= p->count)
			return;
		part = p->words + 2 * i;
		w.first = part[1];
		w.end = i + 1 < p->count && part[2] == part[0] ? part[3] : UINT32_MAX;
		if (w.first && w.enough)
			continue;
		*put_number(name, part[0]) = '\0';
		add_process(&w, proc, name, part[0]);
	}
}

bool owners_send(struct owners *o)
{
	size_t size = o->count * holder_words(o) * sizeof *o->words;

	o->count = 0;
	if (write(o->to_parent, o->words, size) == (ssize_t)size)
		return true;
	o->error = errno;
	return false;
}

/* What a worker exits with: an errno, EIO where it is beyond these, and two bits. */
enum { EXIT_ERRNO = 63, EXIT_SEEN = 64, EXIT_DENIED = 128 };

static _Noreturn void work(struct owners *o, int proc, const struct parts *p, const int ends[2])
{
	uint32_t batch[BATCH];

	close(ends[0]);
	o->to_parent = ends[1];
	o->words = batch;
	o->room = BATCH;
	take_parts(o, proc, p);
	owners_send(o);
	_exit((o->error <= EXIT_ERRNO ? o->error : EIO) | o->seen * EXIT_SEEN | o->denied * EXIT_DENIED);
}

/* All that comes through the pipe, behind each other. */
static void receive(struct owners *o, int from)
{
	size_t size = 0, batch = BATCH * sizeof *o->words;
	ssize_t n = 0;

	do {
		size += n;
		if (o->room * sizeof *o->words - size < batch && !grow(&o->words, &o->room, &o->error))
			break;
		n = read(from, (char *)o->words + size, batch);
	} while (n > 0);
	o->count = size / (holder_words(o) * sizeof *o->words);
}

/* Waits for a worker, and learns what it could not see. One that was killed has told nothing of it. */
static void end_worker(struct owners *o, pid_t worker)
{
	int status;

	if (waitpid(worker, &status, __WALL) < 0 || !WIFEXITED(status)) {
		o->died = true;
		return;
	}
	status = WEXITSTATUS(status);
	o->seen |= (status & EXIT_SEEN) != 0;
	o->denied |= (status & EXIT_DENIED) != 0;
	if (status & EXIT_ERRNO)
		o->error = status & EXIT_ERRNO;
}

/*
 * A process that ends without a signal, so that it can be waited for even where signals of that kind are ignored
 * (kernel/signal.c:do_notify_parent). All arguments being 0, their order, which machines differ in, does not matter.
 */
static pid_t start_worker(void)
{
	return syscall(SYS_clone, 0, 0, 0, 0, 0);
}

/* False when there is no worker, and nothing has been done. */
static bool use_workers(struct owners *o, int proc, const struct parts *p, unsigned wanted)
{
	pid_t workers[WORKERS];
	unsigned count = 0;
	int ends[2];

	if (wanted < 2 || pipe(ends) < 0)
		return false;
	while (count < wanted && (workers[count] = start_worker()) >= 0) {
		if (!workers[count])
			work(o, proc, p, ends);
		count++;
	}
	close(ends[1]);
	if (count)
		receive(o, ends[0]);
	close(ends[0]);
	for (unsigned i = 0; i < count; i++)
		end_worker(o, workers[i]);
	return count;
}

/* How many workers are worth it, on the processors that we may use. */
static unsigned count_workers(const struct parts *p)
{
	uint64_t descriptors = p->descriptors ? p->descriptors : p->count * ORDINARY;
	unsigned long set[1024 / sizeof(long)] = { 0 };
	unsigned count = 0, most = descriptors / WORTH < WORKERS ? descriptors / WORTH : WORKERS;

	if (syscall(SYS_sched_getaffinity, 0, sizeof set, set) < 0)
		return 1;
	for (unsigned i = 0; i < 8 * sizeof set && count < most; i++)
		count += set[i / (8 * sizeof *set)] >> i % (8 * sizeof *set) & 1;
	return count;
}

int owners_share(struct owners *o, int proc)
{
	struct parts p = { .count = 0 };
	struct walk alone = { .owners = o, .end = UINT32_MAX };
	int answer;

	if (!owners_shared(o))
		return each_number(proc, add_process, &alone);
	if (o->some)
		owners_settle(o);
	p.counted = !o->threads && !o->where->recorded;
	answer = each_number(proc, list_process, &p);
	if (!use_workers(o, proc, &p, count_workers(&p)))
		take_parts(o, proc, &p);
	if (p.error)
		o->error = p.error;
	release(p.words, p.room * sizeof *p.words);
	return answer;
}
