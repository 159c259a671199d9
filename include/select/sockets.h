/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets of one of the kernel's tables after the other, each table from whichever source has it.
 */
#ifndef SELECT_SOCKETS_H
#define SELECT_SOCKETS_H

#include "source/diag.h"
#include "source/tables.h"

/*
 * As source_read, asked as *w says, where what is for other tables goes out and how netlink has such a table goes in:
 * its kind, and of SCTP the family. w->aside is there when both of TCP's tables are read, IPv4's first.
 */
int sockets_read(const struct table *t, struct wanted *w, sock_fn *fn, void *ctx, struct context *where);

#endif
