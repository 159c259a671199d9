/* SPDX-License-Identifier: 0BSD */
/*
 * A socket as an object.
 */
#include <sys/socket.h>

#include "view/rows.h"

static void context(struct rows *r, const char *key, struct text t)
{
	if (t.length)
		json_text(r, key, t, ESCAPE_BLANKS);
}

static void holder(struct rows *r, struct owner h)
{
	uint32_t id = h.tid ? h.tid : h.pid;

	json_key(r, 0);
	json_open(r, 0, '{');
	if (ENABLE_FEATURE_SS_PROCESSES && r->kernel_names)
		json_text(r, "name", process_name(r->owners, id), ESCAPE_QUOTES);
	else
		json_text(r, "name", program_name(r->owners, id), ESCAPE_CONTROLS);
	json_number(r, "pid", h.pid);
	if (h.tid)
		json_number(r, "tid", h.tid);
	json_number(r, "fd", h.fd);
	if (r->chosen & ROWS_CONTEXTS)
		context(r, "context", program_context(r->owners->where, h.pid));
	if (r->chosen & ROWS_SOCKET_CONTEXTS)
		context(r, "socket_context", descriptor_context(r->owners->where, h.pid, h.fd));
	json_close(r, '}');
}

/* As in the tables: the youngest process first, and of netlink nobody, whose inodes no kernel tells. */
static void holders(struct rows *r, const struct sock *s)
{
	size_t count, first = owners_find(r->owners, s->inode, &count);

	if (!s->inode || !count || s->family == AF_NETLINK)
		return;
	json_open(r, "users", '[');
	while (count--)
		holder(r, owners_get(r->owners, first + count));
	json_close(r, ']');
}

int json_sock(struct rows *r, struct values *v)
{
	const struct sock *s = v->record;

	json_begin(r);
	json_fields(r, v);
	if (s->timer && (v->known & KNOWN_TIMER)) {
		v->list = &timer_fields;
		json_open(r, "timer", '{');
		json_fields(r, v);
		json_close(r, '}');
	}
	if (r->chosen & (ROWS_HOLDERS | ROWS_CONTEXTS))
		holders(r, s);
	if (ENABLE_FEATURE_SS_EXTENDED && ENABLE_FEATURE_DIAG && s->details)
		json_details(r, s);
	return json_end(r);
}
