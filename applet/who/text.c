/* SPDX-License-Identifier: 0BSD */
/*
 * A socket and a process that holds it, in a line.
 */
#include <sys/socket.h>

#include "who/who.h"

static void write_endpoint(struct out *o, const struct sock *s, const struct endpoint *e)
{
	out_ip(o, s->family, e->address, true);
	out_field(o, ":", e->port);
}

static void write_socket(struct out *o, const struct sock *s)
{
	bool listens = sock_is_listening(s);

	out_text(o, sock_netid(s));
	out_char(o, ' ');
	if (s->family == AF_UNIX) {
		out_escaped(o, s->path, s->path_length, ESCAPE_CONTROLS);
		out_text(o, s->path_length ? "" : "without a path");
		out_text(o, s->type == SOCK_STREAM && listens ? " LISTEN" : "");
		return;
	}
	write_endpoint(o, s, &s->local);
	if (!listens) {
		out_text(o, " to ");
		write_endpoint(o, s, &s->peer);
	}
	if (s->protocol == PROTOCOL_TCP) {
		out_char(o, ' ');
		out_text(o, tcp_state_name(s->state));
	}
}

/* What the name before it says; nothing when there is none. */
static void write_named(struct out *o, const char *what, struct text name)
{
	if (!name.length)
		return;
	out_text(o, what);
	out_escaped(o, name.p, name.length, ESCAPE_CONTROLS);
}

static void write_holder(struct out *o, const struct holder *h)
{
	out_text(o, ", ");
	out_escaped(o, h->name.p, h->name.length, ESCAPE_CONTROLS);
	out_field(o, " (", h->pid);
	out_char(o, ')');
	if (h->user >= 0 && !h->user_name.length)
		out_field(o, ", user ", h->user);
	write_named(o, ", user ", h->user_name);
	if (h->since) {
		out_text(o, ", since ");
		out_date(o, h->since);
		out_char(o, 'Z');
	}
	write_named(o, ", in ", h->container);
	write_named(o, ", in ", h->unit);
	out_text(o, h->replaced ? ", its file was replaced" : "");
}

static void write_nobody(struct who *w, const struct sock *s)
{
	static const char *const texts[] = {
		[NOBODY_ANY_MORE] = ", no process any more",
		[NOBODY_SEEN] = ", a process that may not be seen",
		[NOBODY_KERNEL] = ", the kernel",
	};
	enum nobody why = who_nobody(w, s);
	const char *service = why == NOBODY_KERNEL ? kernel_service(s) : 0;

	out_text(w->rows.out, texts[why]);
	if (service) {
		out_text(w->rows.out, ", ");
		out_text(w->rows.out, service);
	}
}

void who_line(struct who *w, const struct sock *s, uint32_t pid)
{
	struct out *o = w->rows.out;
	struct holder h;

	write_socket(o, s);
	if (pid) {
		holder_get(&h, w, pid);
		write_holder(o, &h);
	} else {
		write_nobody(w, s);
	}
	if (ENABLE_FEATURE_NAMESPACES && w->where->away)
		write_named(o, ", network namespace ", w->where->netns);
	out_char(o, '\n');
}
