/* SPDX-License-Identifier: 0BSD */
/*
 * A socket and all that hold it as an object: a socket's keys, and whose it is.
 */
#include "who/who.h"

static void text_if(struct rows *r, const char *key, struct text t)
{
	if (t.length)
		json_text(r, key, t, ESCAPE_BLANKS);
}

static void flag(struct rows *r, const char *key)
{
	json_key(r, key);
	out_text(r->out, "true");
}

void who_object(struct who *w, const struct sock *s)
{
	struct rows *r = &w->rows;
	struct values v = sock_values(s);

	v.known &= KNOWN_ALWAYS;
	json_begin(r);
	json_fields(r, &v);
}

void who_holder(struct who *w, uint32_t pid, bool first)
{
	struct rows *r = &w->rows;
	struct holder h;

	holder_get(&h, w, pid);
	if (first)
		json_open(r, "holders", '[');
	json_key(r, 0);
	json_open(r, 0, '{');
	json_text(r, "name", h.name, ESCAPE_CONTROLS);
	json_number(r, "pid", pid);
	if (h.user >= 0)
		json_number(r, "uid", h.user);
	text_if(r, "user", h.user_name);
	if (h.since)
		json_number(r, "since", h.since);
	text_if(r, "container", h.container);
	text_if(r, "unit", h.unit);
	if (h.replaced)
		flag(r, "replaced");
	json_close(r, '}');
}

int who_object_end(struct who *w, const struct sock *s, bool held)
{
	struct rows *r = &w->rows;
	enum nobody why = held ? NOBODY_ANY_MORE : who_nobody(w, s);
	const char *service = why == NOBODY_KERNEL ? kernel_service(s) : 0;

	if (held)
		json_close(r, ']');
	if (why == NOBODY_SEEN)
		flag(r, "unseen");
	if (why == NOBODY_KERNEL)
		flag(r, "kernel");
	if (service)
		json_word(r, "service", service);
	return json_end(r);
}
