/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet who`: which sockets a word means, and whose they are. Sockets are looked for in one network namespace after
 * the other, and each is written when it is found.
 */
#ifndef WHO_H
#define WHO_H

#include "source/source.h"
#include "view/rows.h"

/* What is asked for: one of them. */
struct question {
	const char *path;   /* of a unix socket */
	int64_t port;       /* -1: none */
	uint32_t pid;       /* 0: none */
	unsigned protocols; /* 1 << PROTOCOL_* */
};

struct who {
	struct question question;
	struct rows rows;       /* a form of ROWS_TABLE is text, a line for each holder */
	struct owners owners;
	struct context *where;  /* of the namespace that is looked into */
	bool listening;         /* only those that wait for somebody: others of that port are theirs, or nobody's */
	unsigned here;          /* sockets found in this namespace, and */
	unsigned count;         /* in all */
	bool unseen;            /* one has a holder that may not be seen */
};

/* question.c: false when the word is nothing that could be asked for, which is told. */
bool who_understand(struct question *q, const char *word);
bool who_asks_for(const struct who *w, const struct sock *s);

/* look.c: looks, and writes. */
void who_answer(struct who *w, struct context *where);

/* A process that holds a socket. Texts are foreign bytes, valid until the next one is asked for. */
struct holder {
	uint32_t pid;
	struct text name;
	int64_t user;           /* real user ID; -1: not known */
	struct text user_name;  /* length 0: it has none */
	uint64_t since;         /* when it started, seconds since 1970; 0: not known */
	struct text container;  /* length 0: it is in none, */
	struct text unit;       /* but maybe in a unit of systemd */
	bool replaced;          /* its file was replaced, or is gone */
	char cgroup[4096];
};
/* holder.c */
void holder_get(struct holder *h, struct who *w, uint32_t pid);

/* Why no process holds a socket. */
enum nobody {
	NOBODY_ANY_MORE, /* it is an end of a connection that was closed */
	NOBODY_SEEN,     /* not every process may be looked into */
	NOBODY_KERNEL,   /* the kernel has it */
};
/* nobody.c */
enum nobody who_nobody(struct who *w, const struct sock *s);
/* What the kernel serves at the port of such a socket, null when that is not known. */
const char *kernel_service(const struct sock *s);

/* text.c: a line; the pid is 0 where nobody holds it. */
void who_line(struct who *w, const struct sock *s, uint32_t pid);

/* json.c: an object, with an array of its holders between these two if there are any. */
void who_object(struct who *w, const struct sock *s);
void who_holder(struct who *w, uint32_t pid, bool first);
int who_object_end(struct who *w, const struct sock *s, bool held);

#endif
