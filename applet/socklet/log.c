/* SPDX-License-Identifier: 0BSD */
/*
 * socklet log: a line for each TCP connection that ends.
 */
#include "applet.h"
#include "live/log.h"
#include "socklet/socklet.h"
#include "view/rows.h"

#define OPTION_LIST "socklet/log.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

/* The options, as bits by their ids; 0 when one is wrong, which was told. The filter's words are left in `argv`. */
static uint64_t take_options(struct log *log, char **argv, const char **net)
{
	struct options o = { .table = &option_table, .next = argv };
	uint64_t given = (uint64_t)1 << OPTION_COUNT;
	int id;

	while ((id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_BAD)
			return 0;
		if (id == OPTIONS_OPERAND) {
			*argv++ = o.argument;
			continue;
		}
		given |= (uint64_t)1 << id;
		if (id == OPTION_NET)
			*net = o.argument;
		if (ENABLE_FEATURE_JSON && id == OPTION_JSON && !rows_choose(&(struct rows){ 0 }, o.argument))
			return 0;
		if (id == OPTION_DELAY && !live_interval(&log->live, o.argument)) {
			complain("wrong number of seconds: ", o.argument, (char *)0);
			return 0;
		}
	}
	*argv = 0;
	return given;
}

int log_main(char **argv)
{
	struct log log = { .live.interval = 1000 };
	static char buffer[4096];
	const char *net = 0;
	struct context where;
	struct out o;
	uint64_t given;
	int status;

	given = take_options(&log, argv + 1, &net);
	if (!given)
		return 1;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	if (given >> OPTION_HELP & 1) {
		show_help(&o, "socklet " VERSION "\n", true, &option_table);
		out_finish(&o, &where.faults);
		return where.faults.count != 0;
	}
	log.json = given >> OPTION_JSON & 1;
	log.live.no_loopback = given >> OPTION_NO_LOOPBACK & 1;
	log.live.programs = given >> OPTION_PROCESSES & 1;
	if (net && !choose_namespaces(net, &where))
		return 1;
	status = live_open(&log.live, &where, &o, argv + 1);
	return status >= 0 ? status : log_run(&log);
}
