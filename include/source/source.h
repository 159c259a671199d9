/* SPDX-License-Identifier: 0BSD */
/*
 * The room that reads the kernel: it opens files, fills records and reports what it could not read. It prints
 * nothing.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "source/context.h"
#include "source/lines.h"
#include "source/names.h"
#include "source/owner.h"
#include "source/tables.h"

/*
 * Calls fn for each socket of the table. 0, 1 when fn stopped it, or -1 and ENOENT when there is no such table. One
 * that is there and cannot be opened is a fault, which is told here; the answer is then 0, as for an empty table. All
 * readers of tables answer so.
 */
int table_read(const struct table *t, sock_fn *fn, void *ctx, struct context *where);

/* The protocol of a packet or netlink socket stands in its address, in network byte order. */
static inline void put_protocol(struct sock *s, uint16_t protocol)
{
	s->local.address[2] = protocol >> 8;
	s->local.address[3] = protocol;
}

static inline unsigned get_protocol(const struct sock *s)
{
	return s->local.address[2] << 8 | s->local.address[3];
}

/* The kernel's counts of sockets, of the pairs the second one for IPv6. */
enum {
	SOCKSTAT_USED,
	SOCKSTAT_ESTABLISHED,
	SOCKSTAT_ORPHANS,
	SOCKSTAT_TIME_WAIT,
	SOCKSTAT_ALLOCATED,
	SOCKSTAT_RAW,
	SOCKSTAT_UDP = SOCKSTAT_RAW + 2,
	SOCKSTAT_TCP = SOCKSTAT_UDP + 2,
	SOCKSTAT_FRAGMENTS = SOCKSTAT_TCP + 2,
	SOCKSTAT_COUNT = SOCKSTAT_FRAGMENTS + 2,
};
#define SOCKSTAT_UNKNOWN UINT64_MAX
/* Writes those that the kernel tells, and leaves the others. -1 and ENOENT when a file is not there, but sockstat6. */
int sockstat_read(uint64_t counts[SOCKSTAT_COUNT], struct context *where);

/* What alone.c has, and busybox has already. */
#ifndef put_path
/* Writes "root/below"; false when that does not fit. */
bool put_path(char *path, size_t size, const char *root, const char *below);
/* The start of a file; -1 and errno when it cannot be opened or read. */
ssize_t open_read_close(const char *path, void *buffer, size_t size);
/* Memory by the page, moved when need be (first from a null pointer, 0 bytes), and away with it; null: there is none. */
void *enlarge(void *memory, size_t size, size_t wanted);
void release(void *memory, size_t size);
#endif

#endif
