/* SPDX-License-Identifier: 0BSD */
/*
 * A look: the counters, and one dump of each table of sockets with all that any finding wants to know of them. Nothing
 * else in this room reads tables of sockets.
 */
#include <errno.h>
#include <sys/socket.h>

#include "check/check.h"
#include "source/diag.h"

static const struct source {
	struct table table;
	uint16_t states;   /* 0: all that /proc shows */
	bool netlink_only; /* /proc has the table, but not what is asked of it */
} sources[] = {
	{ { "tcp", PROTOCOL_TCP, AF_INET, false }, 0, false },
	IF_FEATURE_IPV6({ { "tcp6", PROTOCOL_TCP, AF_INET6, false }, 0, false },)
	{ { "udp", PROTOCOL_UDP, AF_INET, true }, 0, false },
	IF_FEATURE_IPV6({ { "udp6", PROTOCOL_UDP, AF_INET6, true }, 0, false },)
	{ { "unix", PROTOCOL_UNIX, AF_UNIX, false }, 1 << STATE_LISTEN, true },
	{ { "netlink", PROTOCOL_NETLINK, AF_NETLINK, true }, 0, false },
};

/* How netlink is asked; never for netlink's own sockets, whose drops are in /proc alone. */
static struct wanted wanted_of(const struct source *s)
{
	struct wanted w = { .states = s->states, .details = true };

	if (!ENABLE_FEATURE_DIAG || s->table.family == AF_NETLINK)
		return w;
	w.kind = s->table.family == AF_UNIX ? &diag_unix : &diag_inet;
	if (s->table.family != AF_UNIX)
		w.show = DIAG_SHOW_INET(INET_DIAG_SKMEMINFO) |
			 (s->table.protocol == PROTOCOL_TCP ? DIAG_SHOW_INET(INET_DIAG_INFO) : 0);
	return w;
}

static int read_table(struct check *c, const struct source *s, struct aside *aside, sock_fn *see)
{
	struct wanted w = wanted_of(s);

	if (!ENABLE_FEATURE_DIAG)
		return s->netlink_only ? -1 : table_read(&s->table, see, c, c->where);
	if (s->netlink_only)
		return may_ask(c->where) ? diag_read(&s->table, &w, see, c, c->where) : -1;
	if (ENABLE_FEATURE_IPV6 && s->table.protocol == PROTOCOL_TCP)
		w.aside = aside;
	return source_read(&s->table, &w, see, c, c->where);
}

static enum line take_interface(void *ctx, struct scan *line)
{
	struct iface i;

	if (!iface_decode(&i, line))
		return LINE_BAD;
	see_interface(ctx, &i);
	return LINE_GOOD;
}

void look(struct check *c, sock_fn *see)
{
	struct aside aside;

	aside.whole = false;
	c->before = c->now;
	values_read(c, &c->now);
	lines_read("net/dev", 2, take_interface, c, c->where);
	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++) {
		int answer = read_table(c, s, &aside, see);

		if (answer < 0 && s->table.family == AF_INET)
			c->no_sockets = true;
		if (answer < 0 && s->table.family == AF_UNIX)
			c->no_unix = true;
	}
}
