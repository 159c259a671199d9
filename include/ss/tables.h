/* SPDX-License-Identifier: 0BSD */
/*
 * From ss's request to sockets: which of the kernel's tables, what is asked of them, which sockets of theirs.
 */
#ifndef SS_TABLES_H
#define SS_TABLES_H

#include "select/sockets.h"
#include "ss/ss.h"

/*
 * The next of the tables that hold what the request names, enum kernel_table, in the order they are shown; -1: there is
 * none. *at is 0 for the first one and moves on.
 */
int ss_next_table(const struct ss_request *r, unsigned *at);
/* One of them as it is to be read, and what netlink is asked for of it. */
struct table ss_ask(const struct ss_request *r, enum kernel_table id, struct wanted *w);
/* Whether a socket is one of those that the request names. */
bool ss_accepts(const struct ss_request *r, const struct sock *s);

/*
 * -D: netlink's answers for TCP, as they come, into the file of the request. Who reads that stops at the end of the
 * first answer, so both families are asked for in one.
 */
void ss_dump(const struct ss_request *r, const struct wanted *wanted);
/* -E: sockets as they end, until fn stops it. What keeps it from that is told. */
void ss_events(const struct ss_request *r, sock_fn *fn, void *ctx);

#endif
