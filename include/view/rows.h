/* SPDX-License-Identifier: 0BSD */
/*
 * What a table becomes when it is not to be a table: objects of JSON (-j), or counts (--by). Both doors hand over
 * their records here, one by one.
 */
#ifndef ROWS_H
#define ROWS_H

#include "record/details.h"
#include "view/counts.h"
#include "view/value.h"

enum rows_form {
	ROWS_TABLE,
	ROWS_ARRAY,   /* one array, an object a line */
	ROWS_LINES,   /* the objects alone */
	ROWS_FLUSHED, /* the same, each leaves at once */
};

/* What is chosen besides fields: names beside numbers, and a socket's holders. */
enum {
	ROWS_HOSTS = 1, ROWS_SERVICES = 2, ROWS_HOLDERS = 4, ROWS_CONTEXTS = 8, ROWS_SOCKET_CONTEXTS = 16,
	ROWS_TIPC = 32,
};

struct rows {
	struct out *out;
	struct owners *owners;
	uint8_t form;          /* enum rows_form */
	uint8_t chosen;        /* ROWS_* of the above */
	bool kernel_names;     /* as in struct values */
	bool first;            /* the next value is the first of its object */
	uint32_t count;        /* of rows; wraps */
	uint32_t known;        /* KNOWN_*: those that are chosen besides KNOWN_ALWAYS */
	uint32_t details;      /* 1 << DETAIL_*, likewise */
	size_t start;          /* where the array's first object stands, in out's position */
	struct text netns;     /* each object has it besides, unless it is null */
	struct counts *counts; /* null: nothing is counted */
	struct counts *room;   /* for them, if there are to be any */
};

/* What is chosen always, and for -e and -o. */
enum {
	KNOWN_EXTENDED = KNOWN_UID | KNOWN_USER | KNOWN_COOKIE | KNOWN_MARK | KNOWN_CGROUP | KNOWN_INET6_ONLY | KNOWN_SHUTDOWN,
	KNOWN_TIMERS = KNOWN_TIMER | KNOWN_RETRANSMITS | KNOWN_PROBES,
	KNOWN_MARKS = KNOWN_TOS | KNOWN_TCLASS | KNOWN_CLASS_ID,
	KNOWN_ALWAYS = ~(KNOWN_EXTENDED | KNOWN_TIMERS | KNOWN_MARKS),
};

/* What of struct details is chosen by ss's -e and -i. */
enum {
	DETAILS_OF_EXTENDED = 1 << DETAIL_VFS | 1 << DETAIL_PACKET | 1 << DETAIL_RX_RING | 1 << DETAIL_TX_RING |
			      1 << DETAIL_XDP_RX | 1 << DETAIL_XDP_TX | 1 << DETAIL_XDP_UMEM | 1 << DETAIL_XDP_FILL |
			      1 << DETAIL_XDP_COMPLETION | 1 << DETAIL_XDP_STATISTICS,
	DETAILS_OF_INFO = 1 << DETAIL_TCP | 1 << DETAIL_MPTCP | 1 << DETAIL_SCTP | 1 << DETAIL_VEGAS | 1 << DETAIL_DCTCP |
			  1 << DETAIL_BBR,
};

/* Whether records are wanted here at all. */
static inline bool rows_wanted(const struct rows *r)
{
	return (ENABLE_FEATURE_JSON && r->form) || (ENABLE_FEATURE_COUNTS && r->counts);
}
/* The argument of --json, null for none, into r->form. False when it is wrong, which is told. */
bool rows_choose(struct rows *r, const char *form);

/* The argument of --by. False when it is wrong, which is told. */
bool rows_count(struct rows *r, char *keys);

/* Around all that is shown at once, which then leaves. From here to there an interrupt stops the reading. */
void rows_begin(struct rows *r);
void rows_end(struct rows *r, struct faults *f);
/* Nonzero: no more are wanted. */
int rows_sock(struct rows *r, const struct sock *s);
int rows_record(struct rows *r, struct values *v);
/* Whether an interrupt has come: no more are wanted then. */
bool rows_interrupted(struct rows *r);
/* Takes back what was written since `position`; false when some of it has left, or was counted. */
bool rows_rewind(struct rows *r, size_t position);

/* The parts of an object. A null key is none: an array's element. */
void json_begin(struct rows *r);
/* Nonzero: no more are wanted. */
int json_end(struct rows *r);
void json_key(struct rows *r, const char *key);
void json_open(struct rows *r, const char *key, char bracket);
void json_close(struct rows *r, char bracket);
/* A quote; between two of them what is escaped has a backslash before each backslash and quote of its own. */
void json_quote(struct rows *r, bool begins);
void json_value(struct rows *r, const char *key, const struct value *v);
void json_number(struct rows *r, const char *key, uint64_t number);
void json_text(struct rows *r, const char *key, struct text t, enum escape escape);
/* A text that needs no escaping. */
void json_word(struct rows *r, const char *key, const char *word);
/* All the fields of a record that are there. */
void json_fields(struct rows *r, const struct values *v);
/* A socket, whose values are *v, as an object. Nonzero when it could not be written. */
int json_sock(struct rows *r, struct values *v);
/* The kernel's counts of sockets; SOCKSTAT_UNKNOWN: it has none. */
int json_summary(struct rows *r, const uint64_t counts[SOCKSTAT_COUNT]);
/* What the kernel tells of a socket besides struct sock. */
void json_details(struct rows *r, const struct sock *s);

#endif
