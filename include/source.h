/* SPDX-License-Identifier: 0BSD */
/*
 * The room that reads the kernel: it opens files, fills records and reports what it could not read. It prints
 * nothing.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "lib.h"
#include "sock.h"

/*
 * Walks a file line by line through its own buffer. A line longer than that, and a last line that the file cuts
 * short, are reported and left out; /etc files may end without a newline.
 */
struct lines {
	int fd;
	bool lenient;         /* a last line without newline is a line */
	const char *path;
	struct faults *faults;
	unsigned long number; /* of the line given last, from 1 */
	size_t start, end;
	char buffer[8192];
};

/* False and errno when it cannot be opened. `path` is kept, not copied. */
bool lines_open(struct lines *l, const char *path, struct faults *f);
/* False at the end. The line stands in `s`, its newline gone, until the next call. */
bool lines_next(struct lines *l, struct scan *s);
/* Reports the line given last. */
void lines_malformed(struct lines *l);
void lines_close(struct lines *l);

/* A path below /proc, or below $PROC_ROOT. */
enum { PROC_PATH = 512 };
/* Writes it to `path`; null and ENAMETOOLONG when it does not fit. */
const char *proc_path(char path[PROC_PATH], const char *below);

/* One of the kernel's tables of sockets. */
struct table {
	char name[ENABLE_FEATURE_NETSTAT_SCTP ? 12 : 10]; /* below /proc/net */
	uint8_t protocol, family; /* AF_UNSPEC: of SCTP, the endpoints that have no peer */
};

/*
 * Calls fn for each socket of the table. 0, 1 when fn stopped it, or -1 and errno when there is no such table.
 */
int table_read(const struct table *t, sock_fn *fn, void *ctx, struct faults *f);

/* One line of /proc/net/{tcp,udp,udplite,raw}[6], or of /proc/net/unix, into *s. False when it is malformed. */
bool inet_decode(struct sock *s, struct scan *line);
bool unix_decode(struct sock *s, struct scan *line);
/*
 * One line of /proc/net/sctp/eps, or assocs, for which it calls fn once for each pair of addresses. What fn
 * returned, or -1 when the line is malformed.
 */
int sctp_decode(struct sock *s, struct scan *line, bool association, sock_fn *fn, void *ctx);

/* One of the kernel's counters, or by itself a group of them, which then has no name. */
struct counter {
	struct text group, name;
	struct text value; /* decimal digits, as many as the kernel wrote, maybe behind a minus */
};
typedef void counter_fn(void *ctx, const struct counter *c);
/* Files that have two lines for each group. False and errno when there is none. */
bool counter_pairs_read(const char *below, counter_fn *fn, void *ctx, struct faults *f);
/* Files that have a line for each counter: all of `group`, or (null) of groups that their names begin with. */
bool counter_lines_read(const char *below, const char *group, counter_fn *fn, void *ctx, struct faults *f);

/* A line of a table, cut at its blanks. */
struct fields {
	struct text field[24];
	unsigned count;
};
/* Null before the first line. False when the line is malformed. */
typedef bool fields_fn(void *ctx, const struct fields *f);
/* False and errno when there is no such file; `titled` when its first line is to be passed over. */
bool fields_read(const char *below, bool titled, fields_fn *fn, void *ctx, struct faults *f);

/* A descriptor and the socket behind it. */
struct owner {
	uint32_t inode, pid, fd;
};

/* The name of a process, short ones only. */
struct program {
	uint32_t pid;
	uint8_t length;
	char name[59];
};

/*
 * Who holds which socket: one walk over /proc/PID/fd, sorted by inode, then pid, then descriptor. Memory is
 * twelve bytes a descriptor, from mmap.
 */
struct owners {
	struct owner *entry;
	size_t count, room;
	bool denied;  /* some process may not be looked into */
	int error;    /* errno: /proc could not be read, or memory was refused and entries are missing */
	struct program kept[32]; /* the names asked for last */
};

void owners_load(struct owners *o);
/* The first holder, null when there is none; the others follow it while their inode is the same. */
const struct owner *owners_find(const struct owners *o, uint64_t inode);
void owners_free(struct owners *o);

/*
 * argv[0] of a process, the directory of an absolute path taken off: any bytes, valid until the next call. Empty
 * when the process is gone.
 */
struct text program_name(struct owners *o, uint32_t pid);
/* A process's SELinux context, in the same way, and whether there is SELinux at all. */
struct text program_context(uint32_t pid);
bool contexts_are_kept(void);

/* Names from /etc, null text when there is none. Valid until the next call. Bytes as they stand there. */
struct text service_name(uint16_t port, uint8_t protocol);
struct text protocol_name(uint16_t number);
struct text user_name(uint32_t uid);
/* From /etc/hosts, then DNS; family AF_INET or AF_INET6, address in network byte order. */
struct text host_name(uint8_t family, const uint8_t *address);

#endif
