/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel that the program runs on: descriptors, memory, time, and which call fails.
 */
#include <errno.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/types.h>

#include "whole.h"

enum { DESCRIPTORS = 64, BLOCKS = 64, MEMORY = 64 << 20, CALLS = 3000000 };

static struct descriptor descriptors[DESCRIPTORS];
static struct block {
	void *p;
	size_t size;
} blocks[BLOCKS];
static size_t memory;
static unsigned calls, naps;
static uint64_t milliseconds;

void kernel_start(void)
{
	for (int i = 0; i < DESCRIPTORS; i++)
		descriptors[i].kind = i < 3 ? SINK : CLOSED;
	descriptors[0] = (struct descriptor){ .kind = FILE_OPEN, .item = item_find('f', "-", 0) };
	calls = naps = 0;
	milliseconds = 1000;
}

void kernel_stop(void)
{
	for (struct block *b = blocks; b < blocks + BLOCKS; b++) {
		free(b->p);
		b->p = 0;
	}
	memory = 0;
}

/* No run takes that many calls: it would not end. */
bool call_fails(void)
{
	char number[16];
	int i;

	if (++calls > CALLS) {
		fprintf(stderr, "a run without an end\n");
		abort();
	}
	milliseconds++;
	snprintf(number, sizeof number, "%u", calls);
	i = item_find('x', number, 0);
	if (i < 0)
		return false;
	errno = item_number(item_at(i), 132);
	errno += !errno;
	return true;
}

int descriptor_open(enum kind kind)
{
	for (int fd = 3; fd < DESCRIPTORS; fd++)
		if (descriptors[fd].kind == CLOSED) {
			memset(&descriptors[fd], 0, sizeof *descriptors);
			descriptors[fd].kind = kind;
			return fd;
		}
	errno = EMFILE;
	return -1;
}

struct descriptor *descriptor_get(int fd, enum kind kind)
{
	if (fd >= 0 && fd < DESCRIPTORS && descriptors[fd].kind != CLOSED &&
		(kind == CLOSED || descriptors[fd].kind == kind))
		return &descriptors[fd];
	errno = fd >= 0 && fd < DESCRIPTORS && descriptors[fd].kind != CLOSED ? EINVAL : EBADF;
	return 0;
}

int answer_close(int fd)
{
	struct descriptor *d = descriptor_get(fd, CLOSED);

	if (!d)
		return -1;
	d->kind = CLOSED;
	return 0;
}

int answer_dup2(int from, int to)
{
	struct descriptor *d = descriptor_get(from, CLOSED);

	if (!d || to < 0 || to >= DESCRIPTORS || call_fails())
		return -1;
	descriptors[to] = *d;
	return to;
}

ssize_t answer_write(int fd, const void *bytes, size_t length)
{
	if (call_fails() || !descriptor_get(fd, CLOSED))
		return -1;
	if (fd == 1 || fd == 2)
		screen_bytes(fd, bytes, length);
	return length;
}

static struct block *block_of(const void *p)
{
	for (struct block *b = blocks; b < blocks + BLOCKS; b++)
		if (b->p == p)
			return b;
	return 0;
}

void *answer_mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	struct block *b = memory + size <= MEMORY ? block_of(0) : 0;

	if (at || fd != -1 || offset || protection != (PROT_READ | PROT_WRITE) ||
		flags != (MAP_PRIVATE | MAP_ANONYMOUS))
		abort();
	if (call_fails())
		return MAP_FAILED;
	errno = ENOMEM;
	if (!b)
		return MAP_FAILED;
	b->p = calloc(1, size);
	b->size = size;
	memory += size;
	return b->p;
}

int answer_munmap(void *p, size_t size)
{
	struct block *b = block_of(p);

	if (!p || !b || b->size != size)
		abort();
	free(b->p);
	b->p = 0;
	memory -= size;
	return 0;
}

static long move_block(void *p, size_t size, size_t wanted)
{
	struct block *b = block_of(p);
	char *moved;

	if (!p || !b || b->size != size)
		abort();
	errno = ENOMEM;
	moved = memory - size + wanted <= MEMORY ? calloc(1, wanted) : 0;
	if (!moved)
		return (long)MAP_FAILED;
	memcpy(moved, p, size < wanted ? size : wanted);
	free(p);
	memory += wanted - size;
	*b = (struct block){ moved, wanted };
	return (long)moved;
}

long answer_syscall(long number, ...)
{
	long a[3];
	va_list more;

	va_start(more, number);
	for (int i = 0; i < 3; i++)
		a[i] = va_arg(more, long);
	va_end(more);
	if (call_fails())
		return -1;
	switch (number) {
	case SYS_mremap:
		return move_block((void *)a[0], a[1], a[2]);
	case SYS_getdents64:
		return directory_read(a[0], (void *)a[1], a[2]);
	case SYS_rt_sigprocmask: /* nobody interrupts */
		return 0;
	case SYS_rt_sigpending:
		memset((void *)a[0], 0, a[1]);
		return 0;
	case SYS_getrandom:
		memset((void *)a[0], 7, a[1]);
		return a[1];
	}
	abort();
}

/* Waiting for nothing is a repetition. */
void time_passes(int timeout, bool repetition)
{
	if (timeout < 0 || (repetition && ++naps == 3))
		run_ends();
	milliseconds += timeout;
}

/* In hundredths of a second. */
clock_t answer_times(struct tms *processor)
{
	memset(processor, 0, sizeof *processor);
	milliseconds++;
	return milliseconds / 10;
}

char *answer_getenv(const char *name)
{
	int i = item_find('e', name, 0);

	return i < 0 ? 0 : item_string(item_at(i));
}

pid_t answer_getpid(void)
{
	return 4321;
}

uid_t answer_geteuid(void)
{
	return item_find('u', 0, 0) < 0 ? 0 : 1000;
}

/* AT_SECURE: set-uid and such. */
unsigned long answer_getauxval(unsigned long type)
{
	return type == AT_SECURE && item_find('p', 0, 0) >= 0;
}

int answer_setns(int fd, int type)
{
	if (type != CLONE_NEWNET)
		abort();
	return call_fails() || !descriptor_get(fd, CLOSED) ? -1 : 0;
}
