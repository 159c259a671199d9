/* SPDX-License-Identifier: 0BSD */
/*
 * The room that reads the kernel: it opens files, fills records and reports what it could not read. It prints
 * nothing.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <sys/types.h>

#include "lib/lib.h"
#include "source/context.h"
#include "record/sock.h"
#include "source/tables.h"

/*
 * Walks a file line by line through its own buffer. A line longer than that, and a last line that the file cuts
 * short, are reported and left out; /etc files may end without a newline.
 */
struct lines {
	int fd;
	bool lenient;         /* a last line without newline is a line */
	const char *path;
	struct faults *faults;
	const char *wrong;    /* with the line that is being read */
	unsigned long number; /* of the line given last, from 1 */
	char *start, *end;
	char buffer[8192];
};

/* False and errno when it cannot be opened. `path` is kept, not copied. */
bool lines_open(struct lines *l, const char *path, struct faults *f);
/* False at the end. The line stands in `s`, its newline gone, until the next call. */
bool lines_next(struct lines *l, struct scan *s);
/* What is done with a line: go on, stop, or report it as malformed. */
enum line { LINE_GOOD, LINE_LAST, LINE_BAD };
typedef enum line line_fn(void *ctx, struct scan *line);
/* Calls fn for each line behind the titles, and closes the file. 0, or 1 when fn stopped it. */
int lines_walk(struct lines *l, unsigned titles, line_fn *fn, void *ctx);
/* For a decoder of sockets: what the caller's function returned, nonzero to stop, or -1 for a malformed line. */
static inline enum line line_result(int stopped)
{
	return stopped < 0 ? LINE_BAD : stopped ? LINE_LAST : LINE_GOOD;
}
/* Reports the line given last. */
void lines_malformed(struct lines *l);
/*
 * The same for a file that is one of the kernel's tables: 1; -1 when there is no such table; 0 when it is there and
 * cannot be opened, which is told and counted. A `named` one was named by the user: that it is not there is told too.
 */
int table_open(struct lines *l, const char *path, bool named, struct faults *f);

/*
 * Calls fn for each socket of the table. 0, 1 when fn stopped it, or -1 and ENOENT when there is no such table. One
 * that is there and cannot be opened is a fault, which is told here; the answer is then 0, as for an empty table. All
 * readers of tables answer so.
 */
int table_read(const struct table *t, sock_fn *fn, void *ctx, struct context *where);

/* One line of /proc/net/{tcp,udp,udplite,raw}[6], or of /proc/net/unix, into *s. False when it is malformed. */
bool inet_decode(struct sock *s, struct scan *line);
bool unix_decode(struct sock *s, struct scan *line);
/* The same for /proc/net/packet and /proc/net/netlink. */
bool packet_decode(struct sock *s, struct scan *line);
bool netlink_decode(struct sock *s, struct scan *line);
/*
 * One line of /proc/net/sctp/eps, or assocs, for which it calls fn once for each pair of addresses. What fn
 * returned, or -1 when the line is malformed.
 */
int sctp_decode(struct sock *s, struct scan *line, bool association, sock_fn *fn, void *ctx);

/* Blanks, then an address as that many words of eight digits, in the order of the network or of the host. */
void address_decode(uint8_t *address, unsigned words, bool network, struct scan *line);

/* lines_walk for a file below /proc; -1 and ENOENT when there is no such file. */
int lines_read(const char *below, unsigned titles, line_fn *fn, void *ctx, struct context *where);
/*
 * The same for a file of settings, mostly of /etc, whose last line may have no newline. One that is not there, or may
 * not be read, has no lines.
 */
void settings_read(const char *path, line_fn *fn, void *ctx);
/* Reports a file below /proc that could not be opened, by errno. */
void lines_missing(const char *below, struct context *where);

/* One of the kernel's counters, or by itself a group of them, which then has no name. */
struct counter {
	struct text group, name;
	struct text value; /* decimal digits, as many as the kernel wrote, maybe behind a minus */
};
typedef void counter_fn(void *ctx, const struct counter *c);
/* Files that have two lines for each group. */
int counter_pairs_read(const char *below, counter_fn *fn, void *ctx, struct context *where);
/* Files that have a line for each counter: all of `group`, or (null) of groups that their names begin with. */
int counter_lines_read(const char *below, const char *group, counter_fn *fn, void *ctx, struct context *where);

/* A line of a table, cut at its blanks. */
struct fields {
	struct text field[24];
	unsigned count;
};
/* Null before the first line. False when the line is malformed. */
typedef bool fields_fn(void *ctx, const struct fields *f);
/* `titled` when the first line is to be passed over. */
int fields_read(const char *below, bool titled, fields_fn *fn, void *ctx, struct context *where);

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

/* What a line of netlink has behind that: packets dropped, and the inode. */
void netlink_decode_drops(struct sock *s, struct scan *line);
/* What a line of TCP has behind the inode; all of it is left at zero, or none. */
void inet_decode_details(struct sock *s, struct scan *line);

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

/*
 * Enters the network namespace of a name (`ip netns`), a process or a file. 0 or an errno.
 */
int netns_enter(const char *name);
/*
 * What a process runs in, by its /proc/PID/cgroup: the first twelve digits of a container's ID, or the name of a
 * machine; or else with `units` a unit of systemd. Length 0 when it is none of them. Bytes as they stand in `cgroup`.
 */
struct text container_name(struct text cgroup, bool units);
/* Names from /etc, null text when there is none. Valid until the next call. Bytes as they stand there. */
struct text service_name(uint16_t port, uint8_t protocol);
struct text protocol_name(uint16_t number);
struct text user_name(uint32_t uid);
/* An IPv4 network, its address in network byte order. */
struct text network_name(const uint8_t *address);
/* From /etc/hosts, then DNS; family AF_INET or AF_INET6, address in network byte order. */
struct text host_name(uint8_t family, const uint8_t *address);

/*
 * The other way round. A port number, 0 and more, or -1: there is none of that name, or tcp and udp differ.
 * `protocols` are bits, 1 << PROTOCOL_TCP and 1 << PROTOCOL_UDP; 0 is either.
 */
int32_t service_port(struct text name, unsigned protocols);
/*
 * Calls `found` for each address of a host: all that /etc/hosts has, or all that DNS has. AF_UNSPEC asks for both
 * families. False when there is none.
 */
typedef void address_fn(void *ctx, uint8_t family, const uint8_t *address);
bool host_addresses(struct text name, uint8_t family, address_fn *found, void *ctx);
bool dns_addresses(struct text name, uint8_t family, address_fn *found, void *ctx);
/* The index of a network interface given by its name or its index, 0 when there is none. */
uint32_t interface_index(struct text name);
/* The other way round, ended by a NUL, "if2" for 2 where it has none. Returns the end. */
char *interface_name(uint32_t index, char name[16]);
/* The kernel's ID of a control group, from its path there or in the file system. False when there is none. */
bool cgroup_id(const char *path, uint64_t *id);
/* The other way round, below the mount; length 0: there is none, or we may not know. Valid until the next call. */
struct text cgroup_path(uint64_t id);
/* Reads the ports the kernel picks from when a program asks for none, once. */
void local_port_range(struct context *where);

#endif
