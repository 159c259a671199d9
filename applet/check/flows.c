/* SPDX-License-Identifier: 0BSD */
/*
 * Who has most of the tracked connections, once there are too many. Only who may read them sees that.
 */
#include <sys/socket.h>

#include "check/check.h"
#include "source/records.h"

/* In n[] of the finding, %a needs the first. What is kept of each source stands behind what held.c keeps. */
enum { IS_INET6 = 4, MOST, KEPT_SOURCE = KEPT_SOCKET + 4 };

static int count_source(void *ctx, const struct masquerade *m)
{
	struct check *c = ctx;
	struct thing *t = thing_make(c, KEPT_SOURCE, key_of(m->source.address, sizeof m->source.address), 0);

	if (!t)
		return 1;
	if (!t->n[0]++) {
		t->family = m->family;
		t->peer = m->source;
	}
	return 0;
}

void flows_see(struct check *c, const struct sock *s)
{
	(void)c;
	(void)s;
}

void flows_end(struct check *c)
{
	struct thing *full = thing_find(c, FINDING_FLOWS, 0), *t, *most = 0;

	if (!full || full->severity < SEVERITY_WARNING)
		return;
	if (ENABLE_FEATURE_DIAG)
		conntrack_read(count_source, c, c->where);
	else
		masquerades_read(MASQUERADE_TRACKED, count_source, c, c->where);
	for (size_t at = 0; (t = thing_next(c, KEPT_SOURCE, &at));)
		if (!most || t->n[0] > most->n[0])
			most = t;
	if (!most)
		return;
	full = thing_find(c, FINDING_FLOWS, 0);
	full->peer = most->peer;
	full->n[MOST] = most->n[0];
	full->n[IS_INET6] = most->family == AF_INET6;
}
