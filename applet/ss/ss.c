/* SPDX-License-Identifier: 0BSD */
/*
 * ss: the command line becomes a request, and what the request names is shown.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "applet.h"
#include "source/diag.h"
#include "ss/options.h"

/* The files that options and the environment name. Those of tables are refused where they are read. */
static bool may_use_files(const struct given *g)
{
	if ((!g->filter_file && !g->dump && !g->replay) || may_name_files())
		return true;
	complain("-D, -F and $TCPDIAG_FILE: ", error_text(errno), ", with rights that are not the user's own",
		 (char *)0);
	return false;
}

/* What names single sockets is of one namespace: the kernel's events, and the messages in a file. */
static bool one_is_enough(const struct given *g, const struct context *where)
{
	bool one = (ENABLE_FEATURE_SS_EVENTS && has(g, OPTION_EVENTS)) || (ENABLE_FEATURE_SS_DUMP && (g->dump || g->replay));

	if (!netns_is_all(where) || !one)
		return true;
	complain("-D, -E and $TCPDIAG_FILE are of one network namespace, not of all", (char *)0);
	return false;
}

/* False when the run ends here: what is wanted is not to be had, which is told. */
static bool allowed(const struct given *g, const struct context *where)
{
	const uint64_t only_netlink =
		OPTION_BIT(MEMORY) | OPTION_BIT(BOUND_INACTIVE) | OPTION_BIT(BPF) | OPTION_BIT(TIPCINFO) |
		OPTION_BIT(TOS) | OPTION_BIT(CGROUP) | OPTION_BIT(SOCKOPT) | OPTION_BIT(DCCP) | OPTION_BIT(MPTCP) |
		OPTION_BIT(VSOCK) | OPTION_BIT(TIPC) | OPTION_BIT(XDP);

	if (ENABLE_FEATURE_DIAG && (g->options & only_netlink) && !may_ask(where))
		complain("some of this only netlink can tell", (char *)0);
	if (has(g, OPTION_BPF_MAPS) || has(g, OPTION_BPF_MAP_ID)) {
		complain("maps of BPF programs are not offered", (char *)0);
		return false;
	}
	if (ENABLE_FEATURE_SS_SELINUX && (has(g, OPTION_CONTEXT) || has(g, OPTION_CONTEXTS)) && !contexts_are_kept(where)) {
		complain("SELinux is not enabled", (char *)0);
		return false;
	}
	return true;
}

/*
 * What -K closes has been named: some of it at least, by a test or a state, for words may be blanks and a comment.
 * And it is there now: the addresses that a file recorded may be another connection's by this time.
 */
static bool may_kill(const struct ss_request *r, const struct given *g)
{
	bool all = netns_is_all(r->where);

	if (!ENABLE_FEATURE_SS_KILL || !r->kill || (!r->replay && (r->expression->count || (g->states_named && !all))))
		return true;
	complain(all ? "-K in all network namespaces needs a filter"
		 : r->replay ? "-K closes nothing that $TCPDIAG_FILE names" : "-K needs a filter, or `state all'", (char *)0);
	return false;
}

static int finish(struct out *o, struct context *where)
{
	out_finish(o, &where->faults);
	return where->faults.count ? SS_FAULT : SS_OK;
}

static int show_sockets(const struct given *g, struct ss_request *r, struct out *o)
{
	struct window window;

	if (!r->tables || !r->states || !r->families) {
		complain("no sockets to show with such a choice", (char *)0);
		return SS_OK;
	}
	if (ENABLE_FEATURE_SS_DUMP && r->dump && !(r->tables >> TABLE_TCP & 1)) {
		complain("-D keeps the messages of TCP, which is not chosen", (char *)0);
		return SS_FAULT;
	}
	if (!window_open(&window, o, ss_columns(r, g))) {
		complain("no memory for the table: ", error_text(errno), (char *)0);
		return SS_FAULT;
	}
	ss_sockets(r, &window);
	window_close(&window);
	if (ENABLE_FEATURE_SS_PROCESSES)
		ss_users_end(r->owners, r->where);
	return ENABLE_FEATURE_VALUES && rows_wanted(r->rows) ? SS_OK : finish(o, r->where);
}

/* -s by itself, without sockets. */
static bool is_only_summary(const struct given *g, char **words)
{
	return ENABLE_FEATURE_SS_SUMMARY && has(g, OPTION_SUMMARY) && is_default(g) && !words[0] &&
	       !(ENABLE_FEATURE_COUNTS && g->rows->counts);
}

/* Objects, or counts. */
static int show_rows(const struct given *g, struct ss_request *r, char **operands)
{
	bool only_summary = is_only_summary(g, operands);
	int status = SS_OK, ended;

	rows_begin(r->rows);
	if (ENABLE_FEATURE_SS_SUMMARY && ENABLE_FEATURE_JSON && has(g, OPTION_SUMMARY))
		netns_each(r->where, ss_summary_object, r->rows);
	if (ENABLE_FEATURE_SS_PROCESSES && !only_summary && (r->show & SHOW_HOLDERS))
		ss_load_owners(r->owners, r);
	if (!only_summary)
		status = show_sockets(g, r, r->rows->out);
	rows_end(r->rows, &r->where->faults);
	ended = finish(r->rows->out, r->where);
	return status ? status : ended;
}

/* The tables that the options and the words behind them name, and the summary. */
static inline __attribute__((always_inline)) int show(struct given *g, struct ss_request *r, struct out *o,
							char **operands)
{
	bool objects = ENABLE_FEATURE_VALUES && rows_wanted(g->rows);
	char **words = ss_states(g, operands);
	int status;

	if (!words)
		return SS_USAGE;
	if (ENABLE_FEATURE_SS_SUMMARY && has(g, OPTION_SUMMARY) && !objects) {
		netns_each(r->where, ss_summary, o);
		if (is_only_summary(g, operands))
			return finish(o, r->where);
	}
	ss_choose(r, g);
	status = ss_filter(r, g, words);
	if (status == SS_OK && !may_kill(r, g))
		status = SS_USAGE;
	if (status != SS_OK)
		return status;
	return ENABLE_FEATURE_VALUES && objects ? show_rows(g, r, operands) : show_sockets(g, r, o);
}

int ss_main(char **argv)
{
	static struct owners owners;
	static struct expression expression;
	static struct counts counts;
	static char buffer[4096];
	struct context where;
	struct out o;
	struct rows rows = { .out = &o, .owners = &owners, .room = &counts, .kernel_names = true };
	struct ss_request r = { .where = &where, .owners = &owners, .expression = &expression };
	struct given g = { .replay = ENABLE_FEATURE_SS_DUMP ? getenv("TCPDIAG_FILE") : 0 };
	int status;

	if (ENABLE_FEATURE_VALUES)
		g.rows = &rows;
	status = ss_options(&g, argv + 1);
	if (status != SS_OK)
		return status;
	if (ENABLE_FEATURE_JSON && ENABLE_FEATURE_SS_DUMP && g.dump && !strcmp(g.dump, "-"))
		rows.form = ROWS_TABLE; /* standard output is that file then, and nothing else */
	context_open(&where);
	owners.where = &where;
	out_open(&o, 1, buffer, sizeof buffer);
	if (has(&g, OPTION_HELP) || has(&g, OPTION_PRINT_VERSION)) {
		ss_show_help(&o, "ss (socklet " VERSION ")\n", has(&g, OPTION_HELP));
		return finish(&o, &where);
	}
	if (!allowed(&g, &where) || !may_use_files(&g) || (ENABLE_FEATURE_SS_NET && g.net && !choose_namespaces(g.net, &where)))
		return SS_FAULT;
	if (!one_is_enough(&g, &where))
		return SS_USAGE;
	return show(&g, &r, &o, argv + 1);
}
