/* SPDX-License-Identifier: 0BSD */
/*
 * The report as JSON: an object for each thing that is told.
 */
#include <string.h>
#include <sys/socket.h>

#include "check/check.h"

/* Words of ours and escaped names hold no control bytes; quotes and backslashes they may. */
static void out_string(struct out *o, const char *bytes, size_t length)
{
	out_char(o, '"');
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == '"' || bytes[i] == '\\')
			out_char(o, '\\');
		out_char(o, bytes[i]);
	}
	out_char(o, '"');
}

static void out_key(struct out *o, const char *key, size_t length)
{
	out_text(o, ", ");
	out_string(o, key, length);
	out_text(o, ": ");
}

static void out_pair(struct out *o, const char *key, const char *value, size_t length)
{
	out_key(o, key, strlen(key));
	out_string(o, value, length);
}

static void out_number_pair(struct out *o, const char *key, uint64_t value)
{
	out_key(o, key, strlen(key));
	out_number(o, value, 0);
}

/* A foreign text by the table's escaping. */
static void out_foreign(struct out *o, const char *key, struct text t)
{
	char buffer[1024];
	struct out escaped;

	out_open(&escaped, -1, buffer, sizeof buffer);
	out_escaped_within(&escaped, t.p, t.length, ESCAPE_CONTROLS, sizeof buffer / 4);
	out_pair(o, key, buffer, escaped.used);
}

static void out_end(struct out *o, const char *address, const char *port, unsigned family, const struct endpoint *e)
{
	char text[ADDRESS_TEXT];
	char *end = family == AF_INET6 ? put_ipv6(text, e->address) : put_ipv4(text, e->address);

	out_pair(o, address, text, end - text);
	if (e->port)
		out_number_pair(o, port, e->port);
}

static void out_object(struct out *o, const struct thing *t)
{
	if (t->family == AF_INET || t->family == AF_INET6) {
		out_pair(o, "netid", thing_netid(t), 3);
		out_pair(o, "family", t->family == AF_INET ? "inet" : "inet6", t->family == AF_INET ? 4 : 5);
		out_end(o, "local_address", "local_port", t->family, &t->local);
		if (t->has_peer)
			out_end(o, "peer_address", "peer_port", t->family, &t->peer);
	} else if (t->path_length) {
		out_foreign(o, t->family == AF_UNIX ? "path" : "interface", (struct text){ t->path, t->path_length });
	}
	if (t->inode)
		out_number_pair(o, "inode", t->inode);
}

static void out_numbers(struct out *o, const struct thing *t)
{
	struct scan s = { .p = finding_text(t->finding, FINDING_KEYS) };
	struct text key;

	s.end = s.p + strlen(s.p);
	for (unsigned n = 0; (key = scan_text(&s)).length; n++) {
		out_key(o, key.p, key.length);
		out_number(o, t->n[n], 0);
	}
}

static void out_paragraph(struct out *o, const struct check *c, const struct thing *t, unsigned n, const char *key)
{
	char buffer[2048];
	struct out text;

	out_open(&text, -1, buffer, sizeof buffer);
	if (put_words(&text, c, t, n, ""))
		out_pair(o, key, buffer, text.used);
}

struct writing {
	struct check *check;
	struct out *out;
	const char *between;
	bool lines;
};

static void out_thing(void *ctx, struct thing *t)
{
	struct writing *w = ctx;
	struct out *o = w->out;

	out_text(o, w->between);
	w->between = w->lines ? "\n" : ",\n";
	out_text(o, "{\"finding\": ");
	out_string(o, finding_name(t->finding), strlen(finding_name(t->finding)));
	out_pair(o, "severity", severity_name(t->severity), strlen(severity_name(t->severity)));
	out_object(o, t);
	if (t->pid) {
		out_foreign(o, "program", program_name(&w->check->owners, t->pid));
		out_number_pair(o, "pid", t->pid);
	}
	out_numbers(o, t);
	out_paragraph(o, w->check, t, 0, "what");
	out_paragraph(o, w->check, t, 1, "help");
	out_char(o, '}');
}

int report_json(struct check *c, struct out *o, bool lines)
{
	struct writing w = { c, o, "", lines };
	struct counts n = count_things(c);

	if (!lines)
		out_char(o, '[');
	each_told(c, out_thing, &w);
	out_text(o, lines ? *w.between ? "\n" : "" : "]\n");
	return status_of(c, &n);
}
