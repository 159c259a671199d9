/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet log`: connections as they end.
 */
#ifndef LOG_H
#define LOG_H

#include "live/live.h"

struct log {
	struct live live;
	bool json;
	uint32_t told; /* events lost so far that have been told */
};

/* A connection that a look sees, new since the one before but for the first one's; and one that ends: sock_fn. */
int log_look(void *ctx, const struct sock *s);
int log_ended(void *ctx, const struct sock *s);
/* Until something ends it: an exit status. */
int log_run(struct log *log);

#endif
