/* SPDX-License-Identifier: 0BSD */
/*
 * What only the kernel's messages can tell: the messages themselves, for a file, and sockets as they end.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

#include "ss/tables.h"

static int show_nothing(void *ctx, const struct sock *s)
{
	(void)ctx;
	(void)s;
	return 0;
}

/* A link may have been laid by somebody else, to have a file of ours overwritten: no link is followed. */
static int create(const char *path)
{
	return openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
}

/* Both families in one go, or the one that is chosen. */
static void keep_tables(const struct ss_request *r, struct wanted *w)
{
	enum kernel_table id = KERNEL_TCP;
	bool both = w->aside;
	struct table t;

	IF_FEATURE_IPV6(id = r->families & FAMILY_INET ? KERNEL_TCP : KERNEL_TCP6;)
	t = ss_ask(r, id, w);
	if (both)
		t.family = AF_UNSPEC;
	w->kind = &diag_inet;
	w->aside = 0;
	w->ends = 0;
	w->take_back = 0;
	if (diag_read(&t, w, show_nothing, 0, r->where) < 0)
		fault(&r->where->faults, t.name, 0, error_text(errno));
}

void ss_dump(const struct ss_request *r, const struct wanted *wanted)
{
	struct wanted w = *wanted;
	char buffer[4096];
	struct out copy;

	out_open(&copy, strcmp(r->dump, "-") ? create(r->dump) : 1, buffer, sizeof buffer);
	if (copy.fd < 0) {
		fault(&r->where->faults, r->dump, 0,
		      errno == ELOOP ? "a link, which is not followed" : error_text(errno));
		return;
	}
	w.copy = &copy;
	keep_tables(r, &w);
	if (out_flush(&copy))
		fault(&r->where->faults, r->dump, 0, error_text(copy.error));
}

void ss_events(const struct ss_request *r, sock_fn *fn, void *ctx)
{
	uint32_t groups = 0;

	if (r->families & FAMILY_INET)
		groups |= DIAG_EVENTS_TCP | DIAG_EVENTS_UDP;
	if (r->families & FAMILY_INET6)
		groups |= DIAG_EVENTS_TCP6 | DIAG_EVENTS_UDP6;
	if (!(r->tables & 1 << TABLE_TCP))
		groups &= ~(DIAG_EVENTS_TCP | DIAG_EVENTS_TCP6);
	if (!(r->tables & 1 << TABLE_UDP))
		groups &= ~(DIAG_EVENTS_UDP | DIAG_EVENTS_UDP6);
	errno = EINVAL;
	if (!groups || diag_events(groups, fn, ctx, r->where) < 0)
		fault(&r->where->faults, "events", 0,
		      errno == EINVAL ? "the kernel tells of TCP and UDP only" : error_text(errno));
}
