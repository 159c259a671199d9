/* SPDX-License-Identifier: 0BSD */
/*
 * Messages that no dump of ours asked for: sockets as they are destroyed, and dumps that were kept in a file.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "source/diag-messages.h"

static int show_event(const struct message *m, sock_fn *fn, void *ctx, struct faults *faults)
{
	static const struct table any = { .name = "events", .protocol = PROTOCOL_TCP };
	struct details details;
	struct sock s;

	if (diag_decode(&s, ENABLE_FEATURE_SS_EXTENDED ? &details : 0, &any, &diag_inet, m))
		return fn(ctx, &s);
	fault(faults, any.name, 0, "malformed message, left out");
	return 0;
}

int diag_event(struct diag *d, sock_fn *fn, void *ctx)
{
	struct message m;

	if (diag_next(d, &m))
		return m.type == SOCK_DIAG_BY_FAMILY ? show_event(&m, fn, ctx, d->faults) : 0;
	d->start = d->end;
	return -1;
}

int diag_events(uint32_t groups, sock_fn *fn, void *ctx, struct context *where)
{
	struct diag d;
	int answer, error;

	if (!diag_open(&d, groups, &where->faults))
		return -1;
	while ((answer = diag_event(&d, fn, ctx)) <= 0) {
		if (!answer)
			continue;
		if (errno != ENOBUFS && errno != EBADMSG)
			break;
		fault(&where->faults, "events", 0, "some were lost");
	}
	error = errno;
	close(d.fd);
	errno = error;
	return answer;
}

int diag_replay(const char *path, sock_fn *fn, void *ctx, struct context *where)
{
	const struct table both = { .name = "TCPDIAG", .protocol = PROTOCOL_TCP };
	const struct wanted w = { .kind = &diag_inet, .details = true };
	struct diag d;

	memset(&d, 0, offsetof(struct diag, buffer));
	d.recorded = true;
	d.timeout_ms = -1;
	d.faults = &where->faults;
	d.fd = file_open(path);
	return d.fd < 0 ? -1 : diag_walk(&d, &both, &w, fn, ctx);
}
