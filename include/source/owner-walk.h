/* SPDX-License-Identifier: 0BSD */
/*
 * What the files of source/owner share: the walk over /proc/PID/fd.
 */
#ifndef OWNER_WALK_H
#define OWNER_WALK_H

#include "source/source.h"

/* What is looked at, and the numbers that come before the descriptor's own. */
struct walk {
	struct owners *owners;
	uint32_t words[4];   /* the holder that is being looked at */
	uint32_t first, end; /* the descriptors of a process that are looked at, with FEATURE_OWNER_WORKERS */
	bool enough;         /* no holder is looked for any more, only for what may not be looked into */
};

/* A holder is (inode, pid, fd), or (inode, pid, tid, fd) when threads are looked at. */
static inline size_t holder_words(const struct owners *o)
{
	return ENABLE_FEATURE_SS_PROCESSES && o->threads ? 4 : 3;
}

/* Among sorted records the first one whose first word is at least `inode`; their number when there is none. */
size_t inodes_find(const uint32_t *words, size_t count, size_t stride, uint64_t inode);
/* Calls fn for every entry of the directory `fd` whose name is a number. -1 and errno when it cannot be read. */
int each_number(int fd, number_fn *fn, void *ctx);
/* Adds what a process holds; ctx is a struct walk, `proc` the directory of processes. */
void add_process(void *ctx, int proc, const char *name, uint32_t pid);
/* Twice the room, counted in words, or *error. */
bool grow(uint32_t **words, size_t *room, int *error);

/*
 * In one mapping that workers share. Sockets are wanted by their inodes, sorted; each found is marked, and the last
 * one ends the search.
 */
enum { OWNERS_WANTED = 4096 };
struct owners_shared {
	uint32_t next;  /* the part of the walk that nobody has taken yet */
	uint32_t left;  /* sockets wanted whose first holder is not found yet */
	uint32_t count; /* sockets wanted */
	uint32_t inodes[OWNERS_WANTED];
	uint32_t found[OWNERS_WANTED]; /* whole words: riscv64 exchanges no bytes without libatomic */
};
/* Null: there is no memory. */
struct owners_shared *owners_shared(struct owners *o);
/* A holder has been found: whether it is to be kept. */
bool owners_wanted(struct owners *o, uint32_t inode);
/* Sorts the sockets wanted, each once. */
void owners_settle(struct owners *o);
/* The walk by workers, or by this process alone. -1 and errno as each_number. */
int owners_share(struct owners *o, int proc);
/* A worker's holders to its parent. False and o->error when that fails. */
bool owners_send(struct owners *o);

#endif
