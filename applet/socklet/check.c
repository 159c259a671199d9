/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet check`: two looks at the machine, what is wrong with it, and the exit status of a monitoring plugin.
 */
#include <errno.h>
#include <string.h>

#include "applet.h"
#include "check/check.h"
#include "socklet/socklet.h"
#include "view/rows.h"

#define OPTION_LIST "socklet/check.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

enum { SECONDS = 2, UNKNOWN = 3 };

struct given {
	struct check *check;
	const char *net;
	bool verbose, list, help;
	struct rows rows; /* its form tells whether it is to be JSON */
	bool begun;       /* they are */
	int status;       /* the gravest until now */
};

/* The findings of a list, divided by commas. False when one is unknown, which is told. */
static bool find_all(char *list, uint64_t *bits)
{
	*bits = 0;
	while (list) {
		char *name = list;
		unsigned f = 0;

		list = strchr(name, ',');
		if (list)
			*list++ = '\0';
		while (f < FINDINGS && (!*name || strcmp(finding_name(f), name)))
			f++;
		if (f == FINDINGS) {
			complain("no such finding: ", name, " (see --list)", (char *)0);
			return false;
		}
		*bits |= (uint64_t)1 << f;
	}
	return true;
}

static bool take_option(struct given *g, int id, char *argument)
{
	struct check *c = g->check;
	uint64_t number;

	switch (id) {
	case OPTION_FOR:
		if (!parse_number(argument, 86400, &number)) {
			complain("not a number of seconds: ", argument, (char *)0);
			return false;
		}
		c->seconds = number;
		return true;
	case OPTION_ONLY:
		c->all = true;
		return find_all(argument, &c->wanted);
	case OPTION_EXCEPT:
		if (!find_all(argument, &number))
			return false;
		c->wanted &= ~number;
		return true;
	case OPTION_JSON:
		return ENABLE_FEATURE_JSON && rows_choose(&g->rows, argument);
	case OPTION_NET:
		g->net = argument;
		return true;
	}
	c->all |= id == OPTION_ALL;
	g->verbose |= id == OPTION_VERBOSE;
	g->list |= id == OPTION_TITLES;
	g->help |= id == OPTION_HELP;
	return id >= 0;
}

static bool take_options(struct given *g, char **argv)
{
	struct options o = { .table = &option_table, .next = argv + 1 };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_OPERAND)
			complain("what is this: ", o.argument, (char *)0);
		if (!take_option(g, id, o.argument))
			return false;
	}
	return true;
}

/* A monitor's statuses are not in the order of their weight. */
static int graver(int a, int b)
{
	static const uint8_t weight[] = { 0, 2, 3, 1 };

	return weight[a] > weight[b] ? a : b;
}

static void begin(struct given *g)
{
	if (ENABLE_FEATURE_JSON && g->rows.form && !g->begun)
		rows_begin(&g->rows);
	g->begun = true;
}

static void complain_of_memory(void)
{
	complain("no memory for all that there is: the rest is not judged", (char *)0);
}

static void report(void *ctx, struct check *c)
{
	struct given *g = ctx;

	begin(g);
	if (ENABLE_FEATURE_JSON && g->rows.form)
		g->status = graver(g->status, report_json(c, &g->rows));
	else
		g->status = graver(g->status, report_text(c, g->rows.out, g->verbose));
	if (c->no_memory)
		complain_of_memory();
}

static int check(struct given *g)
{
	struct check *c = g->check;

	if (g->net && !choose_namespaces(g->net, c->where))
		return UNKNOWN;
	owners_open(c->owners, c->where);
	if (!check_each(c, report, g))
		complain_of_memory();
	begin(g);
	if (ENABLE_FEATURE_JSON && g->rows.form)
		rows_end(&g->rows, &c->where->faults);
	owners_free(c->owners);
	return c->where->faults.count ? graver(g->status, UNKNOWN) : g->status;
}

static int list(struct out *o)
{
	for (unsigned f = 0; f < FINDINGS; f++) {
		size_t start = out_position(o);

		if (!(findings_built >> f & 1))
			continue;
		out_text(o, finding_name(f));
		out_pad(o, start, 24);
		out_text(o, finding_text(f, FINDING_TITLE));
		out_char(o, '\n');
	}
	return 0;
}

int check_main(char **argv)
{
	static struct owners owners;
	struct context where;
	struct check c = { .seconds = SECONDS, .wanted = findings_built, .where = &where, .owners = &owners };
	char buffer[4096];
	struct out o;
	struct given g = { .check = &c, .rows = { .out = &o, .owners = &owners } };
	int status = 0;

	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	if (!take_options(&g, argv))
		return UNKNOWN;
	if (g.help)
		show_help(&o, "socklet " VERSION "\n", true, &option_table);
	else
		status = g.list ? list(&o) : check(&g);
	out_finish(&o, &where.faults);
	return o.error ? UNKNOWN : status;
}
