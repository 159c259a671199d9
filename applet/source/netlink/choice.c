/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink or /proc: whichever answers, table by table.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag.h"

static bool source_is(const char *wanted)
{
	const char *source = getenv("SOCKLET_SOURCE");

	return source && !strcmp(source, wanted);
}

bool source_may_ask(void)
{
	return !getenv("PROC_ROOT") && !source_is("proc");
}

/* No source has the table. Netlink may have it, and could not be asked: then that is told. */
static int no_source(const struct table *t, int error, struct faults *f)
{
	switch (error) {
	case EMFILE: case ENFILE: case ENOMEM: case EACCES: case EPERM: case ENOSYS:
		fault(f, t->name, 0, error_text(error));
		return 0;
	}
	return -1;
}

int source_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct faults *f)
{
	static uint32_t mute; /* the call in which netlink has given no answer, and is not asked again */
	int answer, error = 0;
	struct table asked = *t;
	char path[PROC_PATH];

	if (w->family)
		asked.family = w->family;
	if (!source_may_ask() || (ENABLE_SS && net_given(t->name)))
		return table_read(t, fn, ctx, f);
	if (ENABLE_NETSTAT && !w->kind && t->family == AF_UNIX && mute != APPLET_CALL)
		return unix_read(t, fn, ctx, f);
	if (w->kind) {
		errno = ETIMEDOUT;
		answer = mute == APPLET_CALL ? -1 : diag_read(&asked, w, fn, ctx, f);
		error = errno;
		if (error == ETIMEDOUT)
			mute = APPLET_CALL;
		if (answer >= 0)
			return answer;
		if (source_is("netlink"))
			return error == ENODATA ? 0 : no_source(t, error, f);
	}
	if (error != ENODATA) {
		answer = table_read(t, fn, ctx, f);
		return answer < 0 ? no_source(t, error, f) : answer;
	}
	answer = access(net_path(path, t->name), F_OK);
	errno = error;
	return answer;
}
