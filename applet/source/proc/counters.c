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
static void names_alone(struct lines *l, unsigned long number)
{
	unsigned long at = l->number;

	l->number = number;
	lines_malformed(l);
	l->number = at;
}

bool counter_pairs_read(const char *below, counter_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH], kept[sizeof((struct lines *)0)->buffer];
	struct scan names = { 0 }, line;
	struct text group = { 0, 0 };
	unsigned long number = 0;
	struct lines l;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return !opened;
	while (lines_next(&l, &line)) {
		struct text next = group_name(&line);
		struct scan rest = line;
		struct text first = scan_text(&rest);
		bool numbers = is_value(first);

		if (group.length && same_text(group, next) && (numbers || !first.length)) {
			if (!pair_decode(group, &names, &line, fn, ctx))
				lines_malformed(&l);
			group.length = 0;
			continue;
		}
		if (group.length)
			names_alone(&l, number);
		names = line;
		number = l.number;
		group = keep(kept, &names, next);
		if (numbers)
			group.length = 0;
		if (!group.length)
			lines_malformed(&l);
	}
	if (group.length)
		names_alone(&l, number);
	lines_close(&l);
	return true;
}

/* The group of a counter whose name has it in front: "Ip6" of "Ip6InReceives". */
static struct text group_of(struct text name)
{
	const char *digit = memchr(name.p, '6', name.length);

	if (digit)
		name.length = digit + 1 - name.p;
	return name;
}

bool counter_lines_read(const char *below, const char *group, counter_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH], kept[32];
	struct counter c = { .group = { kept, 0 } };
	struct lines l;
	struct scan line;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return !opened;
	if (group) {
		c.group = (struct text){ group, strlen(group) };
		fn(ctx, &c);
	}
	while (lines_next(&l, &line)) {
		struct text name = scan_text(&line), own = group_of(name);

		c.value = scan_text(&line);
		if (!is_value(c.value) || scan_text(&line).length || own.length > sizeof kept) {
			lines_malformed(&l);
			continue;
		}
		if (!group && !same_text(c.group, own)) {
			memcpy(kept, own.p, own.length);
			c.group.length = own.length;
			c.name.length = 0;
			fn(ctx, &c);
		}
		c.name = name;
		fn(ctx, &c);
	}
	lines_close(&l);
	return true;
}
