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

/* Until something ends it: an exit status. */
int log_run(struct log *log);

#endif
