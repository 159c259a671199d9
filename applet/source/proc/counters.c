/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's counters. /proc/net/snmp and netstat (net/ipv4/proc.c) hold two lines for each group,
 *
 *   Group: name name ...
 *   Group: number number ...
 *
 * and /proc/net/snmp6 (net/ipv6/proc.c) and sctp/snmp (net/sctp/proc.c) one line for each counter, its name
 * and its number. All numbers are unsigned longs but for Tcp's MaxConn, so they are kept as the kernel wrote
 * them, and a counter of any width is right.
 */
#include <string.h>

#include "source/source.h"

static bool is_value(struct text t)
{
	size_t i = t.length > 1 && *t.p == '-';

	if (!t.length)
		return false;
	for (; i < t.length; i++)
		if (t.p[i] < '0' || t.p[i] > '9')
			return false;
	return true;
}

static bool same_text(struct text a, struct text b)
{
	return a.length == b.length && !memcmp(a.p, b.p, a.length);
}

/* "Group:" at the head of a line, without its colon. Empty when there is none. */
static struct text group_name(struct scan *line)
{
	struct text t = scan_text(line);

	if (t.length && t.p[t.length - 1] == ':')
		t.length--;
	else
		t.length = 0;
	return t;
}

/* Both lines of a group. False when they do not fit together to their ends. */
static bool pair_decode(struct text group, struct scan *names, struct scan *values, counter_fn *fn, void *ctx)
{
	struct counter c = { .group = group };

	for (;;) {
		fn(ctx, &c); /* the first time the group by itself */
		c.name = scan_text(names);
		c.value = scan_text(values);
		if (!c.name.length && !c.value.length)
			return true;
		if (!c.name.length || !is_value(c.value))
			return false;
	}
}

/* Between two lines of a group: the names, and where they stood. The group is empty when none are waited for. */
struct pairs {
	counter_fn *fn;
	void *ctx;
	struct lines *lines;
	struct text group;
	struct scan names;
	unsigned long number;
	char kept[sizeof((struct lines *)0)->buffer];
};

/* Keeps a line of names and the name of its group in `kept`. */
static struct text keep(char *kept, struct scan *line, struct text group)
{
	const char *start = group.p;

	memcpy(kept, start, line->end - start);
	line->p = kept + (line->p - start);
	line->end = kept + (line->end - start);
	return (struct text){ kept, group.length };
}

/* Names whose numbers did not follow. */
static void names_alone(struct pairs *p)
{
	struct lines *l = p->lines;
	unsigned long at = l->number;

	if (!p->group.length)
		return;
	l->number = p->number;
	lines_malformed(l);
	l->number = at;
}

static enum line pairs_line(void *ctx, struct scan *line)
{
	struct pairs *p = ctx;
	struct text group = p->group, next = group_name(line);
	struct scan rest = *line;
	struct text first = scan_text(&rest);
	bool numbers = is_value(first);

	if (group.length && same_text(group, next) && (numbers || !first.length)) {
		p->group.length = 0;
		return pair_decode(group, &p->names, line, p->fn, p->ctx) ? LINE_GOOD : LINE_BAD;
	}
	names_alone(p);
	p->names = *line;
	p->number = p->lines->number;
	p->group = keep(p->kept, &p->names, next);
	if (numbers)
		p->group.length = 0;
	return p->group.length ? LINE_GOOD : LINE_BAD;
}

int counter_pairs_read(const char *below, counter_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct lines l;
	struct pairs p;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return opened;
	p.fn = fn;
	p.ctx = ctx;
	p.lines = &l;
	p.group.length = 0;
	lines_walk(&l, 0, pairs_line, &p);
	names_alone(&p);
	return 0;
}

/* The group of a counter whose name has it in front: "Ip6" of "Ip6InReceives". */
static struct text group_of(struct text name)
{
	const char *digit = memchr(name.p, '6', name.length);

	if (digit)
		name.length = digit + 1 - name.p;
	return name;
}

struct single {
	counter_fn *fn;
	void *ctx;
	bool named; /* all lines are of one group */
	struct counter counter;
	char kept[32]; /* else the group of the line before */
};

static enum line single_line(void *ctx, struct scan *line)
{
	struct single *s = ctx;
	struct counter *c = &s->counter;
	struct text name = scan_text(line), own = group_of(name);

	c->value = scan_text(line);
	if (!is_value(c->value) || scan_text(line).length || own.length > sizeof s->kept)
		return LINE_BAD;
	if (!s->named && !same_text(c->group, own)) {
		memcpy(s->kept, own.p, own.length);
		c->group.length = own.length;
		c->name.length = 0;
		s->fn(s->ctx, c);
	}
	c->name = name;
	s->fn(s->ctx, c);
	return LINE_GOOD;
}

int counter_lines_read(const char *below, const char *group, counter_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct single s = { .fn = fn, .ctx = ctx, .named = group, .counter.group = { s.kept, 0 } };
	struct lines l;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return opened;
	if (group) {
		s.counter.group = (struct text){ group, strlen(group) };
		fn(ctx, &s.counter);
	}
	return lines_walk(&l, 0, single_line, &s);
}
