/* SPDX-License-Identifier: 0BSD */
/*
 * ss: the command line becomes a request, and what the request names is shown.
 */
#include <errno.h>

#include "applet.h"
#include "diag.h"
#include "ss-options.h"

/* False when the run ends here: what is wanted is not to be had, which is told. */
static bool allowed(const struct given *g)
{
	const uint64_t only_netlink =
		(uint64_t)1 << OPTION_MEMORY | (uint64_t)1 << OPTION_BOUND_INACTIVE | (uint64_t)1 << OPTION_BPF |
		(uint64_t)1 << OPTION_TIPCINFO | (uint64_t)1 << OPTION_TOS | (uint64_t)1 << OPTION_CGROUP |
		(uint64_t)1 << OPTION_SOCKOPT | (uint64_t)1 << OPTION_DCCP | (uint64_t)1 << OPTION_MPTCP |
		(uint64_t)1 << OPTION_VSOCK | (uint64_t)1 << OPTION_TIPC | (uint64_t)1 << OPTION_XDP;

	if (ENABLE_FEATURE_DIAG && (g->options & only_netlink) && !source_may_ask())
		complain("some of this only netlink can tell", (char *)0);
	if (has(g, OPTION_BPF_MAPS) || has(g, OPTION_BPF_MAP_ID)) {
		complain("maps of BPF programs are not offered", (char *)0);
		return false;
	}
	if (ENABLE_FEATURE_SS_SELINUX && (has(g, OPTION_CONTEXT) || has(g, OPTION_CONTEXTS)) && !contexts_are_kept()) {
		complain("SELinux is not enabled", (char *)0);
		return false;
	}
	return true;
}

/* What -K closes has been named: some of it at least. */
static bool may_kill(const struct ss_request *r, const struct given *g, char **words)
{
	if (!ENABLE_FEATURE_SS_KILL || !r->kill || r->expression->count || words[0] || g->states_named)
		return true;
	complain("-K needs a filter, or `state all'", (char *)0);
	return false;
}

static const char usage[] =
	"usage: ss [OPTION]... [state STATE | exclude STATE]..." IF_FEATURE_SS_FILTER(" [FILTER]") "\n";

static int finish(struct out *o, struct faults *faults)
{
	out_finish(o, faults);
	return faults->count ? SS_FAULT : SS_OK;
}

static int show_sockets(const struct given *g, struct ss_request *r, struct out *o, struct faults *faults)
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
	ss_sockets(r, &window, faults);
	window_close(&window);
	if (ENABLE_FEATURE_SS_PROCESSES)
		owners_free(r->owners);
	return finish(o, faults);
}

int ss_main(char **argv)
{
	static struct owners owners;
	static struct expression expression;
	struct ss_request r = { .owners = &owners, .expression = &expression };
	static char buffer[4096];
	struct out o;
	struct given g = { 0 };
	struct faults faults = { 0 };
	int status = ss_options(&g, argv + 1);
	char **words;

	if (status != SS_OK)
		return status;
	out_open(&o, 1, buffer, sizeof buffer);
	if (has(&g, OPTION_HELP) || has(&g, OPTION_PRINT_VERSION)) {
		ss_show_help(&o, "ss (socklet " VERSION ")\n", has(&g, OPTION_HELP) ? usage : 0);
		return finish(&o, &faults);
	}
	if (!allowed(&g) || (ENABLE_FEATURE_SS_NET && g.net && !enter_namespace(g.net)))
		return SS_FAULT;
	words = ss_states(&g, argv + 1);
	if (!words)
		return SS_USAGE;
	if (ENABLE_FEATURE_SS_SUMMARY && has(&g, OPTION_SUMMARY)) {
		ss_summary(&o, &faults);
		if (is_default(&g) && !argv[1])
			return finish(&o, &faults);
	}
	ss_choose(&r, &g);
	status = ss_filter(&r, &g, words);
	if (status == SS_OK && !may_kill(&r, &g, words))
		status = SS_USAGE;
	if (status != SS_OK)
		return status;
	return show_sockets(&g, &r, &o, &faults);
}
