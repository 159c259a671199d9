/* SPDX-License-Identifier: 0BSD */
/*
 * socklet top: which connections, programs, peers or flows use the line. A rate is bytes that were acknowledged, or
 * received, between two looks.
 */
#include <string.h>

#include "applet.h"
#include "live/top.h"
#include "socklet/socklet.h"
#include "view/rows.h"

#define OPTION_LIST "socklet/top.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

struct given {
	uint64_t options; /* bits, by their ids */
	uint64_t times, rows;
	const char *net;
};

static inline bool has(const struct given *g, int option)
{
	return options_built >> option & 1 && g->options >> option & 1;
}

static bool wrong(const char *what, const char *argument)
{
	complain("wrong ", what, ": ", argument, (char *)0);
	return false;
}

static bool take_key(struct top *t, const char *key)
{
	int found = find_word(top_keys, key);

	if (found < 0)
		return wrong("key, there are program, peer, port, host and cgroup", key);
	t->by = found + 1;
	return true;
}

/* False, what is wrong having been told. */
static bool take_option(struct top *t, struct given *g, int id, const char *argument)
{
	g->options |= (uint64_t)1 << id;
	switch (id) {
	case OPTION_DELAY:
		return live_interval(&t->live, argument) || wrong("number of seconds", argument);
	case OPTION_TIMES:
		return (parse_number(argument, UINT64_MAX, &g->times) && g->times) || wrong("number", argument);
	case OPTION_ROWS:
		return (parse_number(argument, UINT16_MAX, &g->rows) && g->rows) || wrong("number of rows", argument);
	case OPTION_BY:
		return take_key(t, argument);
	case OPTION_JSON:
		return !ENABLE_FEATURE_JSON || rows_choose(&(struct rows){ 0 }, argument);
	case OPTION_NET:
		g->net = argument;
	}
	return true;
}

/* The words of the filter are left at the start of `argv`, a null pointer behind them. */
static bool take_options(struct top *t, struct given *g, char **argv)
{
	struct options o = { .table = &option_table, .next = argv };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_OPERAND)
			*argv++ = o.argument;
		else if (id == OPTIONS_BAD || !take_option(t, g, id, o.argument))
			return false;
	}
	*argv = 0;
	return true;
}

static bool makes_sense(const struct top *t)
{
	bool flow_key = t->by == BY_PROTOCOL, process_key = t->by == BY_PROGRAM || t->by == BY_CGROUP;

	if (t->flows ? !process_key && !t->live.programs : !flow_key)
		return true;
	complain(t->flows ? "what is forwarded belongs to no process here" : "--by protocol is for --flows: this is all TCP",
		 (char *)0);
	return false;
}

static int run(struct top *t, const struct given *g)
{
	struct context *where = t->live.where;
	struct screen screen;
	bool on = !t->json && !has(g, OPTION_BATCH) && screen_open(&screen);
	int signal;

	if (!rows_resize(&t->rows, g->rows)) {
		complain("no memory for the rows", (char *)0);
		return 1;
	}
	signal = top_run(t, g->times, on ? &screen : 0);
	if (on)
		screen_close(&screen);
	if (on && signal > 0)
		screen_die(&screen, signal);
	return where->faults.count != 0;
}

int top_main(char **argv)
{
	struct top top = { .live.interval = 1000 };
	static char buffer[4096];
	struct given g = { .rows = 20 };
	struct context where;
	struct out o;
	int status;

	if (!take_options(&top, &g, argv + 1))
		return 1;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	if (has(&g, OPTION_HELP)) {
		show_help(&o, "socklet " VERSION "\n", true, &option_table);
		out_finish(&o, &where.faults);
		return where.faults.count != 0;
	}
	top.total = has(&g, OPTION_TOTAL);
	top.json = has(&g, OPTION_JSON);
	top.flows = has(&g, OPTION_FLOWS);
	top.live.no_loopback = has(&g, OPTION_NO_LOOPBACK);
	top.live.programs = has(&g, OPTION_PROCESSES);
	top.groups.size = sizeof(struct count_group);
	top.groups.key = sizeof(((struct count_group *)0)->key);
	if (!makes_sense(&top) || (g.net && !choose_namespaces(g.net, &where)))
		return 1;
	status = live_open(&top.live, &where, &o, argv + 1);
	return status >= 0 ? status : run(&top, &g);
}
