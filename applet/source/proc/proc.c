/* SPDX-License-Identifier: 0BSD */
/*
 * The files of /proc/net that hold sockets.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "source/proc.h"
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

struct pass {
	const struct table *table;
	sock_fn *fn;
	void *ctx;
	const struct context *where;
	const struct lines *lines;
};

static enum line decode(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	const struct table *t = p->table;
	int stopped;
	struct sock s;

	memset(&s, 0, sizeof s);
	sock_set_netns(&s, p->where->netns);
	s.protocol = t->protocol;
	s.family = t->family;
	if ((ENABLE_FEATURE_NETSTAT_SCTP || ENABLE_FEATURE_SS_SCTP) && t->protocol == PROTOCOL_SCTP)
		stopped = sctp_decode(&s, line, t->family != AF_UNSPEC, p->fn, p->ctx);
	else
		stopped = decode_one(t, &s, line) ? p->fn(p->ctx, &s) != 0 : -1;
	return line_result(stopped);
}

/* All whole lines that have come, from `first` on. What is wrong with them is told when they are shown. */
static void look_ahead(const struct pass *shown, const char *first)
{
	struct pass p = *shown;
	const char *end;

	p.fn = p.where->ahead;
	while ((end = memchr(first, '\n', p.lines->end - first))) {
		decode(&p, &(struct scan){ first, end, false });
		first = end + 1;
	}
}

static enum line take_line(void *ctx, struct scan *line)
{
	const struct pass *p = ctx;
	bool titles = p->lines->number == 2; /* stand in front of it in the buffer */

	if (ENABLE_FEATURE_NAMES_AHEAD && p->where->ahead && (titles || line->p == p->lines->buffer))
		look_ahead(p, line->p);
	return decode(ctx, line);
}

int table_read(const struct table *t, sock_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct lines l;
	struct pass p = { t, fn, ctx, where, &l };
	const char *file = net_path(where, path, t->name);
	int opened = table_open(&l, file, file != path, &where->faults);

	return opened > 0 ? lines_walk(&l, 1, take_line, &p) : opened;
}
