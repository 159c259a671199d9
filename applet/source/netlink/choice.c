/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink or /proc: whichever answers, table by table.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag.h"

/*
 * No source has the table. Netlink may have it, and could not be asked: then that is told, but where there is no
 * /proc/net at all, which is told once for all tables.
 */
static int no_source(const struct table *t, int error, struct context *where)
{
	if (!proc_is_there(where))
		return -1;
	switch (error) {
	case EMFILE: case ENFILE: case ENOMEM: case EACCES: case EPERM: case ENOSYS:
		fault(&where->faults, t->name, 0, error_text(error));
		return 0;
	}
	return -1;
}

int source_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where)
{
	int answer, error = 0;
	struct table asked = *t;
	char path[PROC_PATH];

	if (w->family)
		asked.family = w->family;
	if (!may_ask(where) || (ENABLE_SS && net_given(t->name)))
		return table_read(t, fn, ctx, where);
	if (ENABLE_NETSTAT && !w->kind && t->family == AF_UNIX && !where->mute)
		return unix_read(t, fn, ctx, where);
	if (w->kind) {
		errno = ETIMEDOUT;
		answer = where->mute ? -1 : diag_read(&asked, w, fn, ctx, where);
		error = errno;
		if (error == ETIMEDOUT)
			where->mute = true;
		if (answer >= 0)
			return answer;
		if (where->only_netlink)
			return error == ENODATA ? 0 : no_source(t, error, where);
	}
	if (error != ENODATA) {
		answer = table_read(t, fn, ctx, where);
		return answer < 0 ? no_source(t, error, where) : answer;
	}
	answer = access(net_path(where, path, t->name), F_OK);
	errno = error;
	return answer;
}
