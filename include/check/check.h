/* SPDX-License-Identifier: 0BSD */
/*
 * What is wrong with this machine's network. A look (look.c) reads the sockets and the counters once; `check` takes
 * two and judges what is so now, and what has grown between them. Findings are listed in findings.def; those that a
 * counter tells stand in rules.def, the others have a function in groups.def that sees each socket.
 */
#ifndef CHECK_H
#define CHECK_H

#include "record/details.h"
#include "record/iface.h"
#include "source/source.h"

/* The findings, in the order they are told in. */
enum finding {
#define FINDING(id, group, needs, name, title, keys, words) FINDING_##id,
#include "check/findings.def"
#undef FINDING
	FINDINGS,
	/* what is kept between two looks, or for metrics, and is no finding by itself; held.c has more behind these */
	KEPT_LISTENER = FINDINGS, KEPT_SERIES, KEPT_SOCKET
};
_Static_assert(FINDINGS <= 64, "findings are kept as bits");

/* Those whose group is in the build, as bits 1 << FINDING_*. */
extern const uint64_t findings_built;
/* The group of what several groups need. */
#define IF_FEATURE_CHECK_ANY(...) __VA_ARGS__

/* What a finding cannot be judged without, in findings.def. */
enum { NEEDS_NOTHING, NEEDS_NETLINK = 1, NEEDS_TWO_LOOKS = 2, NEEDS_OWNERS = 4, NEEDS_RULES = 8 };

enum severity { SEVERITY_NONE, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_CRITICAL };

/* Why a finding is not judged, in the order of the texts in report.c. */
enum reason {
	REASON_NONE, REASON_NO_NETLINK, REASON_NO_COUNTER, REASON_ONE_LOOK, REASON_MACHINE, REASON_RIGHTS, REASON_MEMORY,
	REASON_NOT_ASKED, REASON_NO_SOCKETS,
};

/* Numbers of the kernel's: counters, levels and settings; see values.def. */
enum kernel_number {
#define VALUE(group, id, source, name) KERNEL_##id,
#define MORE(group, id, source, name)
#include "check/values.def"
#undef VALUE
#undef MORE
	VALUES
};
struct kernel_values {
	uint64_t of[VALUES];
	bool known[VALUES];
};

/*
 * One thing that a finding is about: a socket, sockets that have something in common, an interface, or (family 0 and
 * no name) the machine. It becomes part of the report when it has a severity.
 */
struct thing {
	uint64_t key;             /* what makes it one within its finding */
	uint64_t n[6];            /* the numbers told, by the finding's words */
	uint64_t first[2];        /* what the first look saw */
	uint64_t inode;           /* of the socket, or of one of them, by which its program is found */
	uint32_t count;           /* times it was seen in the last look */
	uint32_t pid;             /* 0: not known, or none */
	uint32_t interface;
	uint8_t finding, severity, protocol, family;
	bool in_first, has_peer;
	uint8_t path_length;
	union {
		struct { struct endpoint local, peer; };
		char path[108];   /* of a unix socket, or the name of an interface */
	};
};

enum { PORT_CROWDS = 4096 };
struct check {
	struct context *where;
	uint64_t netns_inode;     /* as in struct context */
	uint64_t wanted;          /* bits 1 << FINDING_* */
	unsigned long seconds;    /* between the looks; 0: there is one look */
	struct thing *things;     /* in the order they were found */
	uint32_t *index;          /* where each is by its key, from 1; 0: free */
	size_t count, room, slots;
	bool begun;               /* there was a first look, */
	bool second;              /* and this is the last one */
	bool all;                 /* notes are told */
	bool is_machine;          /* not a namespace of its own: the machine's counters are ours */
	bool by_proc;             /* netlink did not tell of the sockets */
	bool no_sockets;          /* and neither did /proc */
	bool no_unix;             /* netlink did not tell of unix sockets */
	bool no_memory;
	bool any_deleted;         /* some process runs from a file that is gone */
	uint8_t reason[FINDINGS]; /* enum reason */
	struct kernel_values now, before;
	struct owners *owners;    /* the caller's, who opens and frees them: one walk for all namespaces */
	void (*also)(struct check *c, const struct sock *s); /* is shown each socket of the last look besides, or null */
	void *also_for;           /* for whoever has set that */
	uint32_t crowds[PORT_CROWDS]; /* ports.c: sockets in the first look, by parts of their destinations' keys */
};

/* table.c: the thing of that key; made from the socket (or null) where there is none. Null: no memory, which is noted. */
struct thing *thing_find(const struct check *c, unsigned finding, uint64_t key);
struct thing *thing_make(struct check *c, unsigned finding, uint64_t key, const struct sock *s);
void things_free(struct check *c);
/* Things move when one is made, so they are walked by number: those of a finding from *at on, null at the end. */
struct thing *thing_next(struct check *c, unsigned finding, size_t *at);
/* A key from bytes, which nobody can choose so that keys fall together. */
uint64_t key_of(const void *bytes, size_t length);
/* What tells a socket from any other, in both looks. */
uint64_t socket_key(const struct sock *s);

/* run.c: looks and judges; what is found has a severity then. */
void check_run(struct check *c);
/* The same in two parts, with c->seconds between them: the first look, unless there is one only; the last, and judging. */
void check_begin(struct check *c);
void check_end(struct check *c);
/*
 * everywhere.c: in each namespace that model->where means, with the same time between the looks for all: a check like
 * *model, for which fn is called while we are there. False: there was no memory for all of them.
 */
typedef void check_fn(void *ctx, struct check *c);
bool check_each(const struct check *model, check_fn *fn, void *ctx);
/* ports.c: how many ports the kernel may give to connections; 0: not known. */
uint64_t ports_range(const struct check *c);
enum { PORTS_WARNING = 70, PORTS_CRITICAL = 90 }; /* percent of them, with one destination */

/* look.c: reads all that is needed; calls see for each socket. */
void look(struct check *c, sock_fn *see);
/* values.c: counters and settings by their names in values.def. */
void values_read(struct check *c, struct kernel_values *v);
/* A setting below /proc/sys, its fields from 0, dots in its name or slashes. False when it is not there. */
bool setting(const struct check *c, const char *name, size_t length, unsigned field, uint64_t *value);
/* How much a counter has grown between the looks; 0 when that is not known. */
uint64_t growth(const struct check *c, enum kernel_number v);
static inline bool both_known(const struct check *c, enum kernel_number v)
{
	return c->seconds && c->before.known[v] && c->now.known[v];
}

/* counters.c: the rules of rules.def. */
void judge_counters(struct check *c);
/* Severity and what is shown of the machine's state, for a finding that is about no socket. */
void thing_of_machine(struct check *c, unsigned finding, unsigned severity, uint64_t a, uint64_t b, uint64_t share);

/* A group of findings that look at sockets: `see` is called for each socket of either look, `end` after the last. */
struct finding_group {
	uint64_t findings;
	void (*see)(struct check *c, const struct sock *s);
	void (*end)(struct check *c);
};
#define GROUP(group, name, findings) void name##_see(struct check *c, const struct sock *s); void name##_end(struct check *c);
#include "check/groups.def"
#undef GROUP

/* owners.c: the process behind an inode, after one walk over all descriptors at the first call. 0: not known. */
uint32_t owner_of(struct check *c, uint64_t inode);
/* Its limit of open files, 0: not known. */
uint64_t descriptor_limit(struct check *c, uint32_t pid);
/* The letter of its state in /proc/PID/stat. */
char process_state(const struct check *c, uint32_t pid);
/* Makes things of `finding` one for each program; those without one stay as they are. */
void by_program(struct check *c, unsigned finding, unsigned into);

static inline bool is_wanted(const struct check *c, unsigned finding)
{
	return c->wanted >> finding & 1;
}
/* TCP's values, where the kernel has told as many bytes of them; else null. */
const struct tcp_values *tcp_values_of(const struct sock *s, size_t bytes);
#define TCP_VALUES(s, member) tcp_values_of(s, offsetof(struct tcp_values, member) + MEMBER_SIZE(tcp_values, member))
const struct memory_values *memory_of(const struct sock *s);
/* Packets it has dropped since it was opened. False: the source cannot tell. */
bool drops_of(const struct sock *s, uint32_t *drops);

/* way.c: an interface's counters, in either look. */
void see_interface(struct check *c, const struct iface *i);

/* words.c: a finding's texts, from findings.def. */
enum finding_text { FINDING_NAME, FINDING_TITLE, FINDING_KEYS, FINDING_WORDS };
const char *finding_text(unsigned finding, enum finding_text which);
static inline const char *finding_name(unsigned finding)
{
	return finding_text(finding, FINDING_NAME);
}
unsigned finding_needs(unsigned finding);
/* general.c: what a finding means and what helps, a blank in front; the end of it, which is not beyond `limit`. */
char *put_general(char *to, const char *limit, unsigned finding);
/* Paragraph n, from 0, of what is said of a thing, and a text before it; false behind the last. */
bool put_words(struct out *o, const struct check *c, const struct thing *t, unsigned n, const char *before);

/* report.c: all things that have a severity, and the last line; both return the exit status. */
int report_text(struct check *c, struct out *o, bool verbose);
/* json.c: one object for each, between rows_begin and rows_end. */
struct rows;
int report_json(struct check *c, struct rows *r);
/* Where it is not judged it was not found. */
bool is_found(const struct check *c, const struct thing *t);
/* What is told: notes are with --all only. */
bool is_told(const struct check *c, const struct thing *t);
const char *severity_name(unsigned severity);
struct counts_of_things { unsigned of[4], judged, not_judged; };
struct counts_of_things count_things(struct check *c);
int status_of(const struct check *c, const struct counts_of_things *n);
/* Calls fn for each thing that is told, the gravest first, then in the order of the findings. */
typedef void thing_fn(void *ctx, struct thing *t);
void each_told(struct check *c, thing_fn *fn, void *ctx);
/* "10.0.0.1:80", "[::1]:80"; "*" for a port that is 0. */
void out_endpoint(struct out *o, unsigned family, const struct endpoint *e);
const char *thing_netid(const struct thing *t);

#endif
