/* SPDX-License-Identifier: 0BSD */
/*
 * netstat: what stands on the command line.
 */
#include <string.h>

#include "netstat/options.h"

#include "lib/option-table.h"

_Static_assert(OPTION_COUNT <= 64, "the options are kept as bits");

/* Adds an option, which may be a word of -A. */
static void add_option(struct given *g, int id)
{
	if (ENABLE_FEATURE_NETSTAT_ROUTE && ENABLE_FEATURE_NETSTAT_FAMILY && id == OPTION_INET6)
		g->inet6_first = !has(g, OPTION_INET);
	if (ENABLE_FEATURE_NETSTAT_ROUTE && id == OPTION_EXTEND && g->extended < 2)
		g->extended++;
	g->options |= (uint64_t)1 << id;
}

/* Adds the option that a word of -A stands for. False when it is none. */
static bool add_family(struct given *g, const char *word, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(option_families); i++) {
		const struct option_word *f = &option_families[i];

		if (strlen(f->name) == length && !memcmp(f->name, word, length)) {
			add_option(g, f->id);
			return true;
		}
	}
	return false;
}

/* A comma-separated list of families. EXIT_FAULT when one is unknown, which is told. */
static int add_families(struct given *g, char *list)
{
	for (;;) {
		size_t length = strchrnul(list, ',') - list;

		if (!add_family(g, list, length)) {
			list[length] = '\0';
			complain("unknown address family '", list, "' (see 'netstat -h')", (char *)0);
			return EXIT_FAULT;
		}
		if (!list[length])
			return EXIT_OK;
		list += length + 1;
	}
}

/* poll(2) counts milliseconds in an int. */
static int set_interval(struct given *g, const char *seconds)
{
	if (!seconds || (parse_number(seconds, INT32_MAX / 1000, &g->interval) && g->interval))
		return EXIT_OK;
	complain("interval '", seconds, "' is not 1 to 2147483 seconds", (char *)0);
	return EXIT_USAGE;
}

/* What is written in place of tables. EXIT_USAGE when that makes no sense, which is told. */
static int take_rows_option(struct rows *rows, int id, char *argument)
{
	if (ENABLE_FEATURE_JSON && id == OPTION_JSON && !rows_choose(rows, argument))
		return EXIT_USAGE;
	if (ENABLE_FEATURE_COUNTS && id == OPTION_BY && !rows_count(rows, argument))
		return EXIT_USAGE;
	return EXIT_OK;
}

int netstat_options(struct given *g, char **argv)
{
	struct options o = { .table = &option_table, .next = argv };
	int id, status = EXIT_OK;

	while (status == EXIT_OK && (id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_BAD)
			return EXIT_USAGE;
		if (id == OPTIONS_OPERAND)
			continue;
		add_option(g, id);
		if (ENABLE_FEATURE_NETSTAT_FAMILY && id == OPTION_PROTOCOL)
			status = add_families(g, o.argument);
		if (ENABLE_FEATURE_NETSTAT_NET && id == OPTION_NET)
			g->net = o.argument;
		if (ENABLE_FEATURE_NETSTAT_CONTINUOUS && id == OPTION_CONTINUOUS)
			status = set_interval(g, o.argument);
		if (ENABLE_FEATURE_VALUES && status == EXIT_OK)
			status = take_rows_option(g->rows, id, o.argument);
	}
	return status;
}

void netstat_show_help(struct out *o, bool usage)
{
	show_help(o, "netstat (socklet " VERSION ")\n", usage, &option_table);
}
