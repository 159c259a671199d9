/* SPDX-License-Identifier: 0BSD */
/*
 * Where /proc is, and which of its files hold sockets.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "source.h"

const char *proc_path(char path[PROC_PATH], const char *below)
{
	const char *root = getenv("PROC_ROOT");

	if (!root)
		root = "/proc";
	if (strlen(root) + 1 + strlen(below) >= PROC_PATH) {
		errno = ENAMETOOLONG;
		return 0;
	}
	*put_text(put_text(put_text(path, root), "/"), below) = '\0';
	return path;
}

int table_read(const struct table *t, sock_fn *fn, void *ctx, struct faults *f)
{
	char below[32], path[PROC_PATH];
	struct lines l;
	struct scan line;
	int stopped = 0;

	*put_text(put_text(below, "net/"), t->name) = '\0';
	if (!lines_open(&l, proc_path(path, below), f))
		return -1;
	lines_next(&l, &line); /* the titles */
	while (!stopped && lines_next(&l, &line)) {
		struct sock s;

		memset(&s, 0, sizeof s);
		s.protocol = t->protocol;
		s.family = t->family;
		if (ENABLE_FEATURE_NETSTAT_SCTP && t->protocol == PROTOCOL_SCTP)
			stopped = sctp_decode(&s, &line, t->family != AF_UNSPEC, fn, ctx);
		else if (t->family == AF_UNIX ? unix_decode(&s, &line) : inet_decode(&s, &line))
			stopped = fn(ctx, &s) != 0;
		else
			stopped = -1;
		if (stopped < 0) {
			lines_malformed(&l);
			stopped = 0;
		}
	}
	lines_close(&l);
	return stopped;
}
