/* SPDX-License-Identifier: 0BSD */
/*
 * The sockets that are asked for, in each network namespace that is meant.
 */
#include <sys/socket.h>

#include "source/diag.h"
#include "who/who.h"

/* The kernel's tables that are looked into. */
static const uint8_t tables[] = {
	KERNEL_TCP, IF_FEATURE_IPV6(KERNEL_TCP6,) KERNEL_UDP, IF_FEATURE_IPV6(KERNEL_UDP6,) KERNEL_UNIX,
};

/* Calls fn for each process that is meant, once: holders are sorted by process, which may hold a socket more than once. */
typedef void holder_fn(struct who *w, const struct sock *s, uint32_t pid, bool first);
static bool each_holder(struct who *w, const struct sock *s, holder_fn *fn)
{
	size_t count = 0, first = s->inode ? owners_find(&w->owners, s->inode, &count) : 0;
	uint32_t before = 0;
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		uint32_t pid = owners_get(&w->owners, first + i).pid;

		if (pid != before && (!w->question.pid || pid == w->question.pid)) {
			fn(w, s, pid, !any);
			any = true;
		}
		before = pid;
	}
	return any;
}

static void show_line(struct who *w, const struct sock *s, uint32_t pid, bool first)
{
	(void)first;
	who_line(w, s, pid);
}

static void show_object(struct who *w, const struct sock *s, uint32_t pid, bool first)
{
	(void)s;
	who_holder(w, pid, first);
}

static int show_sock(void *ctx, const struct sock *s)
{
	struct who *w = ctx;

	if (!who_asks_for(w, s))
		return 0;
	w->here++;
	if (ENABLE_FEATURE_JSON && w->rows.form) {
		who_object(w, s);
		return who_object_end(w, s, each_holder(w, s, show_object));
	}
	if (!each_holder(w, s, show_line))
		who_line(w, s, 0);
	return w->rows.out->error;
}

static void look_at(struct who *w, const struct table *t)
{
	struct wanted wanted = { .states = w->listening ? 1 << STATE_LISTEN | 1 << STATE_CLOSE : 0 };

	if (w->listening && t->protocol == PROTOCOL_UDP)
		wanted.states = 0;
	if (!ENABLE_FEATURE_DIAG) {
		table_read(t, show_sock, w, w->where);
		return;
	}
	IF_FEATURE_DIAG(wanted.kind = t->family == AF_UNIX ? &diag_unix : &diag_inet;)
	source_read(t, &wanted, show_sock, w, w->where);
}

static void look(struct who *w)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		if (w->question.protocols >> kernel_tables[tables[i]].protocol & 1)
			look_at(w, &kernel_tables[tables[i]]);
}

static void look_into(void *ctx, struct context *where)
{
	struct who *w = ctx;

	w->where = where;
	w->here = 0;
	w->listening = !w->question.pid;
	look(w);
	if (w->listening && !w->here) {
		w->listening = false;
		look(w);
	}
	w->count += w->here;
}

/* A number that is a port and a process is the port, if anybody has it. */
void who_answer(struct who *w, struct context *where)
{
	uint32_t pid = w->question.pid;

	owners_load(&w->owners, false);
	if (w->question.port >= 0 || w->question.path) {
		w->question.pid = 0;
		netns_each(where, look_into, w);
	}
	if (w->count || !pid)
		return;
	w->question = (struct question){ .port = -1, .pid = pid, .protocols = UINT16_MAX };
	netns_each(where, look_into, w);
}
