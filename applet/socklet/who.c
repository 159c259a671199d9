/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet who`: who has a port, a path or, of a process, which sockets it has. A line for each holder of each socket.
 */
#include "applet.h"
#include "socklet/socklet.h"
#include "who/who.h"

#define OPTION_LIST "socklet/who.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

/* Of the status; 1 is for grep's answer, that nobody has it. */
enum { NOBODY = 1, WRONG = 2 };

struct given {
	char *word;
	const char *net;
	bool help;
};

/* False when something is wrong, which was told. */
static bool take_option(struct given *g, struct who *w, int id, char *argument)
{
	switch (id) {
	case OPTIONS_BAD:
		return false;
	case OPTIONS_OPERAND:
		if (g->word)
			complain("one at a time: ", argument, (char *)0);
		else
			g->word = argument;
		return g->word == argument;
	case OPTION_NET:
		g->net = argument;
		return true;
	case OPTION_JSON:
		return ENABLE_FEATURE_JSON && rows_choose(&w->rows, argument);
	}
	g->help |= id == OPTION_HELP;
	return true;
}

static bool take_options(struct given *g, struct who *w, char **argv)
{
	struct options o = { .table = &option_table, .next = argv };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END)
		if (!take_option(g, w, id, o.argument))
			return false;
	return true;
}

static void show(struct who *w, struct context *where)
{
	owners_open(&w->owners, where);
	w->rows.owners = &w->owners;
	if (ENABLE_FEATURE_JSON && w->rows.form) {
		rows_begin(&w->rows);
		who_answer(w, where);
		rows_end(&w->rows, &where->faults);
	} else {
		who_answer(w, where);
		out_finish(w->rows.out, &where->faults);
	}
}

/* What could not be seen is told. */
static int finish(struct who *w, struct context *where)
{
	if (owners_lack(&w->owners)) {
		where->faults.count++;
		complain("not all processes were looked into: ", owners_reason(&w->owners), (char *)0);
	} else if (w->unseen || (!w->count && w->owners.denied)) {
		complain("not all processes may be looked into, root sees them", (char *)0);
	}
	owners_free(&w->owners);
	return !w->count ? NOBODY : where->faults.count ? WRONG : 0;
}

int who_main(char **argv)
{
	static struct who w;
	static char buffer[4096];
	struct context where;
	struct given g = { .net = ENABLE_FEATURE_NAMESPACES ? "all" : 0 };
	struct out o;

	if (!take_options(&g, &w, argv + 1))
		return WRONG;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	if (g.help) {
		show_help(&o, "socklet " VERSION "\n", true, &option_table);
		out_finish(&o, &where.faults);
		return where.faults.count != 0;
	}
	if (!g.word) {
		complain("who has what? a port, a path, or a process (see 'socklet who --help')", (char *)0);
		return WRONG;
	}
	if (!who_understand(&w.question, g.word) || (g.net && !choose_namespaces(g.net, &where)))
		return WRONG;
	w.rows.out = &o;
	show(&w, &where);
	return finish(&w, &where);
}
