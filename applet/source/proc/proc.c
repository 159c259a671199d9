/* SPDX-License-Identifier: 0BSD */
/*
 * Where /proc is, and which of its files hold sockets.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/source.h"

const char *proc_path(char path[PROC_PATH], const char *below)
{
	const char *root = getenv("PROC_ROOT");

	if (root && !may_name_files())
		return 0;
	if (!root)
		root = "/proc";
	if (put_path(path, PROC_PATH, root, below))
		return path;
	errno = ENAMETOOLONG;
	return 0;
}

bool proc_is_there(struct faults *faults)
{
	char path[PROC_PATH];
	const char *net = proc_path(path, "net");

	if (net && !access(net, X_OK))
		return true;
	if (faults)
		fault(faults, net ? net : "PROC_ROOT", 0, error_text(errno));
	return false;
}

const char *net_given(const char *name)
{
	char variable[32], *p = put_text(variable, "PROC_NET_");

	for (; *name; name++)
		*p++ = *name >= 'a' ? *name - 'a' + 'A' : *name;
	*p = '\0';
	return getenv(variable);
}

const char *net_path(char path[PROC_PATH], const char *name)
{
	const char *given = ENABLE_SS ? net_given(name) : 0;
	char below[32];

	if (given)
		return may_name_files() ? given : 0;
	*put_text(put_text(below, "net/"), name) = '\0';
	return proc_path(path, below);
}

/* Where they are wanted; older kernels do not count them. */
static void decode_drops(const struct table *t, struct sock *s, struct scan *line,
			 void (*decode)(struct sock *s, struct scan *line))
{
	if (ENABLE_FEATURE_CHECK && t->details)
		decode(s, line);
}

static bool netlink_decode_all(const struct table *t, struct sock *s, struct scan *line)
{
	if (!netlink_decode(s, line))
		return false;
	decode_drops(t, s, line, netlink_decode_drops);
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
	if (ENABLE_FEATURE_SS_EXTENDED && t->details && (!ENABLE_FEATURE_CHECK || t->protocol == PROTOCOL_TCP))
		inet_decode_details(s, line);
	else
		decode_drops(t, s, line, inet_decode_drops);
	return true;
}

/* What fn returned, or -1 when the line is malformed. */
static int decode(const struct table *t, struct scan *line, sock_fn *fn, void *ctx)
{
	struct sock s;

	memset(&s, 0, sizeof s);
	s.protocol = t->protocol;
	s.family = t->family;
	if ((ENABLE_FEATURE_NETSTAT_SCTP || ENABLE_FEATURE_SS_SCTP) && t->protocol == PROTOCOL_SCTP)
		return sctp_decode(&s, line, t->family != AF_UNSPEC, fn, ctx);
	return decode_one(t, &s, line) ? fn(ctx, &s) != 0 : -1;
}

int table_read(const struct table *t, sock_fn *fn, void *ctx, struct faults *f)
{
	char path[PROC_PATH];
	struct lines l;
	struct scan line;
	int stopped = 0;

	if (!lines_open(&l, net_path(path, t->name), f))
		return -1;
	lines_next(&l, &line); /* the titles */
	while (!stopped && lines_next(&l, &line)) {
		stopped = decode(t, &line, fn, ctx);
		if (stopped < 0) {
			lines_malformed(&l);
			stopped = 0;
		}
	}
	lines_close(&l);
	return stopped;
}
