/* SPDX-License-Identifier: 0BSD */
/*
 * A look: the counters, and one dump of each table of sockets with all that any finding wants to know of them. Nothing
 * else in this room reads tables of sockets.
 */
#include <errno.h>
#include <sys/socket.h>

#include "check/check.h"
#include "select/sockets.h"
#include "source/records.h"

static const struct source {
	uint8_t table;     /* enum kernel_table */
	bool netlink_only; /* /proc has the table, but not what is asked of it */
	uint16_t states;   /* 0: all that /proc shows */
} sources[] = {
	{ KERNEL_TCP, false, 0 },
	IF_FEATURE_IPV6({ KERNEL_TCP6, false, 0 },)
	{ KERNEL_UDP, false, 0 },
	IF_FEATURE_IPV6({ KERNEL_UDP6, false, 0 },)
	IF_FEATURE_CHECK_QUEUES({ KERNEL_UNIX, true, 1 << STATE_LISTEN },)
	IF_FEATURE_CHECK_UDP({ KERNEL_NETLINK, false, 0 },)
};

/* The drops of netlink's own sockets are in /proc alone. */
static int read_table(struct check *c, const struct source *s, struct aside *aside, sock_fn *see)
{
	struct wanted w = { .states = s->states, .details = true, .aside = aside };
	struct table t = kernel_tables[s->table];

	t.details = t.protocol != PROTOCOL_TCP;
	if (!ENABLE_FEATURE_DIAG)
		return s->netlink_only ? -1 : table_read(&t, see, c, c->where);
	if (t.family == AF_NETLINK)
		return source_read(&t, &w, see, c, c->where);
	if (s->netlink_only) {
		w.kind = &diag_unix;
		w.aside = 0;
		return may_ask(c->where) ? diag_read(&t, &w, see, c, c->where) : -1;
	}
	w.show = DIAG_SHOW_INET(INET_DIAG_SKMEMINFO) | (t.protocol == PROTOCOL_TCP ? DIAG_SHOW_INET(INET_DIAG_INFO) : 0);
	return sockets_read(&t, &w, see, c, c->where);
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
	if (ENABLE_FEATURE_CHECK_WAY)
		lines_read("net/dev", 2, take_interface, c, c->where);
	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++) {
		int answer = read_table(c, s, ENABLE_FEATURE_IPV6 ? &aside : 0, see);

		if (answer < 0 && kernel_tables[s->table].family == AF_INET)
			c->no_sockets = true;
		if (answer < 0 && kernel_tables[s->table].family == AF_UNIX)
			c->no_unix = true;
	}
}
