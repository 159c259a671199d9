/* SPDX-License-Identifier: 0BSD */
/*
 * The report: what was found, the gravest first, and a last line that says how much could be judged.
 */
#include <string.h>
#include <sys/socket.h>

#include "check/check.h"

/* By enum reason. */
static const char reasons[] =
	"netlink does not tell of the sockets, and /proc not enough\0"
	"this kernel has no such counter or setting, or it cannot be read\0"
	"a single look (--for 0) does not tell what grows\0"
	"it is of the whole machine, and this is a namespace of its own\0"
	"some processes may not be looked into\0"
	"no memory for it\0"
	"it is looked for with --all only\0"
	"the sockets cannot be read\0";

const char *severity_name(unsigned severity)
{
	return word_at("note\0warning\0critical\0", severity - 1);
}

bool is_found(const struct check *c, const struct thing *t)
{
	return t->finding < FINDINGS && t->severity && is_wanted(c, t->finding) && !c->reason[t->finding];
}

bool is_told(const struct check *c, const struct thing *t)
{
	return is_found(c, t) && (t->severity > SEVERITY_NOTE || c->all);
}

struct counts_of_things count_things(struct check *c)
{
	struct counts_of_things n = { 0 };

	for (size_t i = 0; i < c->count; i++)
		if (is_found(c, &c->things[i]))
			n.of[c->things[i].severity]++;
	for (unsigned f = 0; f < FINDINGS; f++)
		if (is_wanted(c, f) && c->reason[f])
			n.not_judged++;
		else if (is_wanted(c, f))
			n.judged++;
	return n;
}

int status_of(const struct check *c, const struct counts_of_things *n)
{
	enum { FINE, WARNING, CRITICAL, UNKNOWN };

	if (n->of[SEVERITY_CRITICAL])
		return CRITICAL;
	if (n->of[SEVERITY_WARNING])
		return WARNING;
	return !n->judged || c->no_memory || c->where->faults.count ? UNKNOWN : FINE;
}

void each_told(struct check *c, thing_fn *fn, void *ctx)
{
	for (unsigned severity = SEVERITY_CRITICAL; severity; severity--)
		for (unsigned f = 0; f < FINDINGS; f++) {
			struct thing *t;

			for (size_t at = 0; is_wanted(c, f) && (t = thing_next(c, f, &at));)
				if (t->severity == severity && is_told(c, t))
					fn(ctx, t);
		}
}

void out_endpoint(struct out *o, unsigned family, const struct endpoint *e)
{
	out_ip(o, family, e->address, true);
	out_char(o, ':');
	if (e->port)
		out_number(o, e->port, 0);
	else
		out_char(o, '*');
}

const char *thing_netid(const struct thing *t)
{
	return word_at("tcp\0udp\0", t->protocol == PROTOCOL_UDP);
}

static void out_ends(struct out *o, const struct thing *t)
{
	static const struct endpoint none;

	out_text(o, thing_netid(t));
	if (!t->has_peer || memcmp(&t->local, &none, sizeof none)) {
		out_char(o, ' ');
		out_endpoint(o, t->family, &t->local);
	}
	if (!t->has_peer)
		return;
	out_text(o, " to ");
	out_endpoint(o, t->family, &t->peer);
}

/* Its name and number, and the container that it is in. */
static void out_program(struct out *o, const struct check *c, uint32_t pid)
{
	struct text name = program_name(c->owners, pid);
	char cgroup[4096];

	out_text(o, ", ");
	if (!name.length)
		name = process_name(c->owners, pid);
	out_escaped(o, name.p, name.length, ESCAPE_CONTROLS);
	out_field(o, " (", pid);
	out_char(o, ')');
	name = container_name(process_file(c->where, pid, "/cgroup", cgroup, sizeof cgroup), false);
	out_text(o, name.length ? " in " : "");
	out_escaped(o, name.p, name.length, ESCAPE_CONTROLS);
}

/* The namespace, where several are looked into. */
static void out_namespace(struct out *o, const struct check *c, const char *before)
{
	struct text name = c->where->netns;

	if (!ENABLE_FEATURE_NAMESPACES || !name.p)
		return;
	out_text(o, before);
	out_escaped(o, name.p, name.length, ESCAPE_CONTROLS);
}

static void out_machine(struct out *o, const struct check *c)
{
	bool named = ENABLE_FEATURE_NAMESPACES && c->where->netns.p;

	out_text(o, c->is_machine ? "this machine" : named ? "" : "this namespace");
	out_namespace(o, c, c->is_machine ? ", namespace " : "namespace ");
}

static void out_object(struct out *o, const struct check *c, const struct thing *t)
{
	if (t->family == AF_INET || t->family == AF_INET6) {
		out_ends(o, t);
	} else if (t->family == AF_NETLINK) {
		out_text(o, "netlink");
	} else if (t->path_length) {
		out_text(o, t->family == AF_UNIX ? "unix " : "");
		out_escaped(o, t->path, t->path_length, ESCAPE_CONTROLS);
	} else if (t->family == AF_UNIX) {
		out_text(o, "unix, without a name");
	} else {
		out_machine(o, c);
		return;
	}
	if (t->pid)
		out_program(o, c, t->pid);
	out_namespace(o, c, ", namespace ");
}

struct writing {
	struct check *check;
	struct out *out;
};

static void out_thing(void *ctx, struct thing *t)
{
	static const char severities[] = "NOTE \0WARNING \0CRITICAL \0";
	struct writing *w = ctx;

	out_text(w->out, word_at(severities, t->severity - 1));
	out_text(w->out, finding_name(t->finding));
	out_text(w->out, ": ");
	out_object(w->out, w->check, t);
	for (unsigned n = 0; put_words(w->out, w->check, t, n, "\n        "); n++)
		;
	out_char(w->out, '\n');
}

static void out_count(struct out *o, const char *before, unsigned count, const char *what)
{
	out_field(o, before, count);
	out_text(o, what);
	if (count != 1 && *what != ' ')
		out_char(o, 's');
}

static void out_last_line(struct out *o, const struct counts_of_things *n, bool verbose)
{
	out_number(o, n->of[SEVERITY_CRITICAL], 0);
	out_text(o, " critical");
	out_count(o, ", ", n->of[SEVERITY_WARNING], " warning");
	out_text(o, n->of[SEVERITY_WARNING] == 1 ? "" : "s");
	out_count(o, ", ", n->of[SEVERITY_NOTE], " note");
	out_text(o, n->of[SEVERITY_NOTE] == 1 ? "" : "s");
	out_field(o, "; ", n->judged);
	out_field(o, " judged, ", n->not_judged);
	out_text(o, n->not_judged && !verbose ? " not (why: --verbose)\n" : " not\n");
}

int report_text(struct check *c, struct out *o, bool verbose)
{
	struct writing w = { c, o };
	struct counts_of_things n = count_things(c);

	each_told(c, out_thing, &w);
	for (unsigned f = 0; verbose && f < FINDINGS; f++) {
		if (!is_wanted(c, f) || !c->reason[f])
			continue;
		out_text(o, "not judged: ");
		out_text(o, finding_name(f));
		out_text(o, ": ");
		out_text(o, word_at(reasons, c->reason[f] - 1));
		out_char(o, '\n');
	}
	out_namespace(o, c, "Namespace ");
	out_text(o, c->where->netns.p ? ": " : "");
	out_last_line(o, &n, verbose);
	return status_of(c, &n);
}
