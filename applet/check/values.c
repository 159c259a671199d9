/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's counters, levels and settings, each found by its name: what this kernel has not stays unknown, and is
 * never taken for zero.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "check/check.h"

enum source { NOWHERE, PAIRS, SNMP6, SOCKSTAT, SETTING, TRACKER, NEIGHBOURS, NEIGHBOURS6, SOFTNET };

static const struct place {
	uint8_t value, source;
} places[] = {
#define VALUE(group, id, source, name) IF_FEATURE_CHECK_##group({ KERNEL_##id, source },)
#define MORE(group, id, source, name) VALUE(group, id, source, name)
#include "check/values.def"
#undef VALUE
};
static const char names[] =
#define VALUE(group, id, source, name) IF_FEATURE_CHECK_##group(name "\0")
#include "check/values.def"
#undef VALUE
#undef MORE
	;

static void add(struct kernel_values *v, unsigned value, uint64_t number)
{
	v->of[value] += number;
	v->known[value] = true;
}

/* Of the places of a source, the next one from *i on; *name goes along. */
static const struct place *next_place(unsigned source, size_t *i, const char **name)
{
	for (; *i < ARRAY_SIZE(places); ++*i) {
		const char *its = *name;

		*name += strlen(its) + 1;
		if (places[*i].source == source) {
			const struct place *p = &places[(*i)++];

			*name = its;
			return p;
		}
	}
	return 0;
}

/* Calls fn for each place of a source. */
typedef void place_fn(void *ctx, struct kernel_values *v, unsigned value, const char *name);
static void each_place(unsigned source, struct kernel_values *v, place_fn *fn, void *ctx)
{
	const char *name = names;
	const struct place *p;

	for (size_t i = 0; (p = next_place(source, &i, &name)); name += strlen(name) + 1)
		fn(ctx, v, p->value, name);
}

/* One counter of a file, for the values that have its name. */
struct named {
	struct text group, name;
	uint64_t number;
};

static void match_named(void *ctx, struct kernel_values *v, unsigned value, const char *name)
{
	const struct named *n = ctx;
	size_t group = n->group.length;

	if (group && (strncmp(name, n->group.p, group) || name[group] != ' '))
		return;
	if (text_is(n->name, name + (group ? group + 1 : 0)))
		add(v, value, n->number);
}

struct counting {
	struct kernel_values *values;
	uint8_t source;
};

static void see_counter(void *ctx, const struct counter *counter)
{
	const struct counting *k = ctx;
	struct named n = { .group = counter->group, .name = counter->name };
	struct scan s;

	if (!counter->name.length)
		return;
	s = (struct scan){ counter->value.p, counter->value.p + counter->value.length, false };
	n.number = scan_number(&s, 10, UINT64_MAX);
	if (k->source == SNMP6)
		n.group.length = 0;
	if (!s.bad)
		each_place(k->source, k->values, match_named, &n);
}

/* /proc/net/sockstat: "TCP: inuse 3 orphan 0 tw 1 alloc 5 mem 0" */
static enum line see_sockstat(void *ctx, struct scan *line)
{
	struct named n = { .group = scan_text(line) };

	if (!n.group.length || n.group.p[--n.group.length] != ':')
		return LINE_BAD;
	while ((n.name = scan_text(line)).length) {
		n.number = scan_number(line, 10, UINT64_MAX);
		if (line->bad)
			return LINE_BAD;
		each_place(SOCKSTAT, ctx, match_named, &n);
	}
	return LINE_GOOD;
}

/*
 * /proc/net/stat/nf_conntrack and its like: a line of names, then one of hexadecimal numbers for each processor. Those
 * of `entries` are all the same number, that of the table.
 */
struct columns {
	struct counting counting;
	char titles[512];
	size_t length;
};

static enum line see_columns(void *ctx, struct scan *line)
{
	struct columns *k = ctx;
	struct scan titles = { k->titles, k->titles + k->length, false };
	struct named n = { .group = { 0, 0 } };

	if (!k->length) {
		k->length = line->end - line->p;
		if (k->length > sizeof k->titles)
			return LINE_LAST;
		memcpy(k->titles, line->p, k->length);
		return LINE_GOOD;
	}
	while ((n.name = scan_text(&titles)).length) {
		n.number = scan_number(line, 16, UINT32_MAX);
		if (line->bad)
			return LINE_BAD;
		if (!text_is(n.name, "entries") || !k->counting.values->known[KERNEL_NONE])
			each_place(k->counting.source, k->counting.values, match_named, &n);
	}
	k->counting.values->known[KERNEL_NONE] = true; /* the first processor's line is done */
	return LINE_GOOD;
}

static void read_columns(struct check *c, struct kernel_values *v, unsigned source, const char *file)
{
	struct columns columns = { .counting = { v, source } };

	v->known[KERNEL_NONE] = false;
	lines_read(file, 0, see_columns, &columns, c->where);
}

/* /proc/net/softnet_stat: hexadecimal columns without names, a line for each processor (net/core/net-procfs.c). */
static void take_column(void *ctx, struct kernel_values *v, unsigned value, const char *name)
{
	const uint64_t *columns = ctx;

	add(v, value, columns[*name - '0']);
}

static enum line see_softnet(void *ctx, struct scan *line)
{
	uint64_t columns[3];

	scan_numbers(line, "xxx", columns);
	if (line->bad)
		return LINE_BAD;
	each_place(SOFTNET, ctx, take_column, columns);
	return LINE_GOOD;
}

bool setting(const struct check *c, const char *name, size_t length, unsigned field, uint64_t *value)
{
	char below[96] = "sys/", path[PROC_PATH], text[128];
	struct scan s = { .p = text };
	ssize_t n;

	if (length >= sizeof below - 4 || netns_is_outside(c->where))
		return false; /* /proc/sys is of the namespace that we are in */
	for (size_t i = 0; i < length; i++)
		below[4 + i] = name[i] == '.' ? '/' : name[i];
	n = proc_path(c->where, path, below) ? open_read_close(path, text, sizeof text) : -1;
	s.end = text + (n > 0 ? n : 0);
	do {
		*value = scan_number(&s, 10, UINT64_MAX);
		while (s.p < s.end && (*s.p == '\t' || *s.p == '\n'))
			s.p++;
	} while (field--);
	return !s.bad;
}

static void take_setting(void *ctx, struct kernel_values *v, unsigned value, const char *name)
{
	v->known[value] = setting(ctx, name + 1, strlen(name + 1), *name - '0', &v->of[value]);
}

/* Whether process 1 is in another namespace than we are; where that cannot be seen it is not. */
static bool apart_from_first(const struct check *c)
{
	char path[PROC_PATH], ours[32], its[32];
	bool named = proc_path(c->where, path, "self/ns/net");
	ssize_t length = named ? readlinkat(AT_FDCWD, path, ours, sizeof ours) : -1;

	named = proc_path(c->where, path, "1/ns/net");
	if (length <= 0 || !named)
		return false;
	return readlinkat(AT_FDCWD, path, its, sizeof its) == length && memcmp(ours, its, length);
}

void values_read(struct check *c, struct kernel_values *v)
{
	struct counting pairs = { v, PAIRS }, snmp6 = { v, SNMP6 };

	memset(v, 0, sizeof *v);
	counter_pairs_read("net/snmp", see_counter, &pairs, c->where);
	counter_pairs_read("net/netstat", see_counter, &pairs, c->where);
	if (ENABLE_FEATURE_IPV6)
		counter_lines_read("net/snmp6", 0, see_counter, &snmp6, c->where);
	lines_read("net/sockstat", 0, see_sockstat, v, c->where);
	lines_read("net/softnet_stat", 0, see_softnet, v, c->where);
	read_columns(c, v, TRACKER, "net/stat/nf_conntrack");
	read_columns(c, v, NEIGHBOURS, "net/stat/arp_cache");
	read_columns(c, v, NEIGHBOURS6, "net/stat/ndisc_cache");
	each_place(SETTING, v, take_setting, c);
	v->known[KERNEL_NONE] = false;
	/* Only the first namespace has this setting, net/ipv4/sysctl_net_ipv4.c:ipv4_table; before Linux 3.5 all had. */
	c->is_machine = v->known[KERNEL_ORPHAN_LIMIT] && !apart_from_first(c);
	if (!c->is_machine)
		memset(v->known + KERNEL_ORPHANS, 0, VALUES - KERNEL_ORPHANS);
}

/* Counters of 32 bits go round. */
uint64_t growth(const struct check *c, enum kernel_number v)
{
	uint64_t by = c->now.of[v] - c->before.of[v];

	if (!both_known(c, v))
		return 0;
	return c->now.of[v] < c->before.of[v] && c->before.of[v] <= UINT32_MAX ? (uint32_t)by : by;
}
