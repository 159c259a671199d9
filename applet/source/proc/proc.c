/* SPDX-License-Identifier: 0BSD */
/*
 * The files of /proc/net that hold sockets.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "source/source.h"

static bool netlink_decode_all(const struct table *t, struct sock *s, struct scan *line)
{
	if (!netlink_decode(s, line))
		return false;
	if (ENABLE_FEATURE_CHECK && t->details)
		netlink_decode_drops(s, line);
	return true;
}

static bool decode_one(const struct table *t, struct sock *s, struct scan *line)
{
	if (t->family == AF_UNIX)
		return unix_decode(s, line);
	if (ENABLE_FEATURE_SS_LINK && t->family == AF_PACKET)
		return packet_decode(s, line);
	if ((ENABLE_FEATURE_SS_LINK || ENABLE_FEATURE_CHECK) && t->family == AF_NETLINK)
		return netlink_decode_all(t, s, line);
	if (!inet_decode(s, line))
		return false;
	if (ENABLE_FEATURE_SS_EXTENDED && t->details)
		inet_decode_details(s, line);
	return true;
}

/* What fn returned, or -1 when the line is malformed. */
static int decode(const struct table *t, struct scan *line, sock_fn *fn, void *ctx, const struct context *where)
{
	struct sock s;

	memset(&s, 0, sizeof s);
	sock_set_netns(&s, where->netns);
	s.protocol = t->protocol;
	s.family = t->family;
	if ((ENABLE_FEATURE_NETSTAT_SCTP || ENABLE_FEATURE_SS_SCTP) && t->protocol == PROTOCOL_SCTP)
		return sctp_decode(&s, line, t->family != AF_UNSPEC, fn, ctx);
	return decode_one(t, &s, line) ? fn(ctx, &s) != 0 : -1;
}

int table_read(const struct table *t, sock_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct lines l;
	struct scan line;
	const char *file = net_path(where, path, t->name);
	int stopped = 0, opened = table_open(&l, file, file != path, &where->faults);

	if (opened <= 0)
		return opened;
	lines_next(&l, &line); /* the titles */
	while (!stopped && lines_next(&l, &line)) {
		stopped = decode(t, &line, fn, ctx, where);
		if (stopped < 0) {
			lines_malformed(&l);
			stopped = 0;
		}
	}
	lines_close(&l);
	return stopped;
}
