/* SPDX-License-Identifier: 0BSD */
/*
 * The report as JSON: an object for each thing that is told, with the keys of a socket's where it is one.
 */
#include <string.h>
#include <sys/socket.h>

#include "check/check.h"
#include "view/rows.h"

struct writing {
	struct check *check;
	struct rows *rows;
};

static void end_of(struct rows *r, const char *address, const char *port, unsigned family, const struct endpoint *e)
{
	json_address(r, address, family, e->address);
	if (e->port)
		json_number(r, port, e->port);
}

static void object(struct rows *r, const struct thing *t)
{
	if (t->family == AF_INET || t->family == AF_INET6) {
		json_word(r, "netid", thing_netid(t));
		json_word(r, "family", t->family == AF_INET ? "inet" : "inet6");
		end_of(r, "local_address", "local_port", t->family, &t->local);
		if (t->has_peer)
			end_of(r, "peer_address", "peer_port", t->family, &t->peer);
	} else if (t->path_length) {
		json_text(r, t->family == AF_UNIX ? "path" : "interface", (struct text){ t->path, t->path_length },
			  ESCAPE_CONTROLS);
	}
	if (t->inode)
		json_number(r, "inode", t->inode);
}

static void numbers(struct rows *r, const struct thing *t)
{
	struct scan s = { .p = finding_text(t->finding, FINDING_KEYS) };
	struct text key;
	char name[32];

	s.end = s.p + strlen(s.p);
	for (unsigned n = 0; (key = scan_text(&s)).length; n++) {
		memcpy(name, key.p, key.length);
		name[key.length] = '\0';
		json_number(r, name, t->n[n]);
	}
}

static void paragraph(struct writing *w, const struct thing *t, unsigned n, const char *key)
{
	json_key(w->rows, key);
	json_quote(w->rows, true);
	put_words(w->rows->out, w->check, t, n, "");
	json_quote(w->rows, false);
}

static void write_thing(void *ctx, struct thing *t)
{
	struct writing *w = ctx;
	struct rows *r = w->rows;

	json_begin(r);
	json_word(r, "finding", finding_name(t->finding));
	json_word(r, "severity", severity_name(t->severity));
	object(r, t);
	if (t->pid)
		json_program(r, program_name(w->check->owners, t->pid), ESCAPE_CONTROLS, t->pid);
	numbers(r, t);
	paragraph(w, t, 0, "what");
	paragraph(w, t, 1, "help");
	json_end(r);
}

int report_json(struct check *c, struct rows *r)
{
	struct writing w = { c, r };
	struct counts_of_things n = count_things(c);

	r->netns = c->where->netns;
	each_told(c, write_thing, &w);
	return status_of(c, &n);
}
