/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink or /proc: whichever answers, table by table.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"

int source_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct faults *f)
{
	const char *source = getenv("SOCKLET_SOURCE");
	bool only = source && !strcmp(source, "netlink");
	int answer;

	if (!w->kind || getenv("PROC_ROOT") || (ENABLE_SS && table_given(t)) || (source && !strcmp(source, "proc")))
		return table_read(t, fn, ctx, f);
	answer = diag_read(t, w, fn, ctx, f);
	return answer < 0 && !only ? table_read(t, fn, ctx, f) : answer;
}
