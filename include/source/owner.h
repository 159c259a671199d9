/* SPDX-License-Identifier: 0BSD */
/*
 * Processes, and who holds which socket.
 */
#ifndef SOURCE_OWNER_H
#define SOURCE_OWNER_H

#include <sys/types.h>
#include "source/context.h"

/* Calls fn for each process: the number and, relative to the directory `fd` that it is in, the name of its own. */
typedef void number_fn(void *ctx, int fd, const char *name, uint32_t number);
void processes_each(number_fn *fn, void *ctx, const struct context *where);

/* What getdents64(2) returns (include/linux/dirent.h). */
struct directory_entry {
	uint64_t inode;
	int64_t offset;
	uint16_t length;
	uint8_t type;
	char name[];
};

/* A holder of a socket: process, thread (0 unless threads were asked for) and descriptor. */
struct owner {
	uint32_t pid, tid, fd;
};

/* The start of a file of a process, maybe none: "/stat". */
struct text process_file(const struct context *where, uint32_t pid, const char *file, char *buffer, size_t size);
/* Its real user, -1 when that is not known. */
int64_t process_user(const struct context *where, uint32_t pid);
/* When it started, in seconds since 1970; 0: not known. */
uint64_t process_start(const struct context *where, uint32_t pid);
/* The file that it runs has been taken away since, as an upgrade does. */
bool program_is_deleted(const struct context *where, uint32_t pid);

/* The name of a process, short ones only. */
struct program {
	uint32_t pid;
	uint8_t length;
	char name[59];
};

/*
 * Who holds which socket: one walk over /proc/PID/fd, sorted by inode, pid, thread, descriptor. Memory is
 * twelve bytes a descriptor, sixteen with threads, from mmap; where few sockets are wanted, of their holders alone.
 */
struct owners_shared;
struct owners {
	const struct context *where; /* the /proc that was walked */
	uint32_t *words;
	size_t count;   /* of holders */
	size_t room;    /* in words */
	bool threads; /* the descriptors of every thread were looked at */
	bool loaded;  /* the walk is done */
	bool denied;  /* some process may not be looked into */
	int error;    /* errno: something could not be looked at, or memory was refused, and entries are missing */
	size_t cut;   /* holders that ss's rows had no room for */
	uint64_t cut_inode; /* the socket they were counted for last */
	struct program kept[32]; /* the names asked for last */
	char buffer[4096];       /* the one asked for last, however long */
	/* With FEATURE_OWNER_WORKERS: */
	bool some;  /* only the sockets given to owners_want are looked for: set before the walk */
	bool first; /* and the first holder of each is enough, the others may be missing */
	bool seen;  /* some process holds some socket, be it wanted or not */
	bool died;  /* a worker was killed, and entries are missing */
	int to_parent; /* a worker's pipe, 0: this is none */
	struct owners_shared *shared; /* what workers share */
};

/* Sorts records of three or four words each, the first word of which counts most. */
void sort_records(uint32_t *words, size_t count, size_t stride);
/* Makes *o empty, whatever was in it. */
void owners_open(struct owners *o, const struct context *where);
/* A socket whose holders will be asked for. False: they are too many to be looked for one by one. */
bool owners_want(struct owners *o, uint64_t inode);
/* The walk, once. */
void owners_load(struct owners *o, bool threads);
/* Whether any socket was seen to be held. */
static inline bool owners_seen(const struct owners *o)
{
	return ENABLE_FEATURE_OWNER_WORKERS ? o->seen : o->count;
}
/* Whether some are missing, and why. */
static inline bool owners_lack(const struct owners *o)
{
	return o->error || (ENABLE_FEATURE_OWNER_WORKERS && o->died);
}
static inline const char *owners_reason(const struct owners *o)
{
	return ENABLE_FEATURE_OWNER_WORKERS && !o->error ? "a process that looked for them was killed"
							 : error_text(o->error);
}
/* The first holder's index, and how many there are; none when *count is 0. */
size_t owners_find(const struct owners *o, uint64_t inode, size_t *count);
struct owner owners_get(const struct owners *o, size_t index);
void owners_free(struct owners *o);

/*
 * argv[0] of a process, the directory of an absolute path taken off: any bytes, valid until the next call. Empty
 * when the process is gone.
 */
struct text program_name(struct owners *o, uint32_t pid);
/* What the kernel calls a process or thread; any bytes but NUL, else the same. */
struct text process_name(struct owners *o, uint32_t tid);
/* A process's SELinux context, in the same way, that of a socket it holds, and whether there is SELinux at all. */
struct text program_context(const struct context *where, uint32_t pid);
struct text descriptor_context(const struct context *where, uint32_t pid, uint32_t fd);
bool contexts_are_kept(const struct context *where);

#endif
