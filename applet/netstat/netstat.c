/* SPDX-License-Identifier: 0BSD */
/*
 * netstat: the command line becomes a request, and what the request names is shown, once or again and again.
 */
#include <poll.h>
#include <string.h>

#include "applet.h"
#include "netstat/netstat.h"

#define OPTION_LIST "netstat/options.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

_Static_assert(OPTION_COUNT <= 64, "the options are kept as bits");

/* The options of a command line, and what some of them carry. */
struct given {
	uint64_t options; /* bits, by their ids */
	uint64_t interval;
	const char *net;
	uint8_t extended;  /* how often -e was given, two for more */
	bool inet6_first;  /* -6 stood before -4 */
};

/* Inline, so that an option that is not in this build costs nothing. */
static inline __attribute__((always_inline)) bool has(const struct given *g, int option)
{
	return options_built >> option & 1 && g->options >> option & 1;
}

enum { OTHERS = ENABLE_FEATURE_NETSTAT_OTHER_FAMILIES || ENABLE_FEATURE_NETSTAT_BLUETOOTH };

/* What a mode shows, a block for each namespace. */
struct block {
	const struct request *request;
	show_fn *show;
};

static void show_block(void *ctx, struct context *where)
{
	const struct block *b = ctx;
	struct rows *rows = b->request->rows;

	if (ENABLE_FEATURE_JSON && rows->form)
		rows->netns = where->netns;
	else
		out_netns(b->request->view.out, where);
	b->show(b->request, where);
	if (ENABLE_FEATURE_JSON)
		rows->netns.p = 0;
}

void netstat_each(const struct request *r, show_fn *show, struct context *where)
{
	struct block b = { r, show };

	if (netns_is_all(where))
		netns_all(where, show_block, &b);
	else
		show(r, where);
}

static void show_sockets(const struct request *r, struct context *where)
{
	if (r->protocols || (ENABLE_FEATURE_NETSTAT_GROUPS && r->groups))
		netstat_sockets(r, where);
	if (OTHERS)
		netstat_families(r, where);
}

/* What netstat shows in place of sockets. */
static const struct mode {
	uint8_t option;
	show_fn *show;
} modes[] = {
	IF_FEATURE_NETSTAT_ROUTE({ OPTION_ROUTE, netstat_routes },)
	IF_FEATURE_NETSTAT_IFACE({ OPTION_INTERFACES, netstat_interfaces },)
	IF_FEATURE_NETSTAT_MASQUERADE({ OPTION_MASQUERADE, netstat_masquerade },)
	IF_FEATURE_NETSTAT_STATISTICS({ OPTION_STATISTICS, netstat_statistics },)
	{ 0, show_sockets },
};
enum { MODES = ARRAY_SIZE(modes) - 1 };

/* Which of the modes was asked for; null, and told, when that makes no sense. */
static show_fn *choose_mode(const struct given *g)
{
	show_fn *show = 0;

	for (const struct mode *m = modes; m < modes + MODES; m++) {
		if (!has(g, m->option))
			continue;
		if (show) {
			complain("only one of -r, -i, -M and -s can be shown", (char *)0);
			return 0;
		}
		show = m->show;
	}
	if (ENABLE_FEATURE_NETSTAT_ROUTE && has(g, OPTION_ROUTE) && has(g, OPTION_UNIX)) {
		complain("unix sockets have no routes", (char *)0);
		return 0;
	}
	return show ? show : show_sockets;
}

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
static int take_rows_option(struct request *r, int id, char *argument)
{
	if (ENABLE_FEATURE_JSON && id == OPTION_JSON && !rows_choose(r->rows, argument))
		return EXIT_USAGE;
	if (ENABLE_FEATURE_COUNTS && id == OPTION_BY && !rows_count(r->rows, argument))
		return EXIT_USAGE;
	return EXIT_OK;
}

/* EXIT_OK, or the status to end with, what is wrong having been told. */
static int parse_options(struct given *g, struct request *r, char **argv)
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
			status = take_rows_option(r, id, o.argument);
	}
	return status;
}

/* Options that come to bits of one byte of the request, whatever else is given. */
static const struct {
	uint8_t option, member, bits;
} effects[] = {
#define EFFECT(feature, option, member, bits) IF_##feature({ OPTION_##option, offsetof(struct request, member), bits },)
	EFFECT(NETSTAT, ALL, show, SHOW_ALL)
	EFFECT(NETSTAT, LISTENING, show, SHOW_LISTENING)
	EFFECT(NETSTAT, TCP, required, 1 << PROTOCOL_TCP)
	EFFECT(NETSTAT, UDP, required, 1 << PROTOCOL_UDP)
	EFFECT(FEATURE_NETSTAT_UDPLITE, UDPLITE, required, 1 << PROTOCOL_UDPLITE)
	EFFECT(NETSTAT, RAW, required, 1 << PROTOCOL_RAW)
	EFFECT(FEATURE_NETSTAT_SCTP, SCTP, required, 1 << PROTOCOL_SCTP)
	EFFECT(NETSTAT, UNIX, required, 1 << PROTOCOL_UNIX)
	EFFECT(FEATURE_NETSTAT_FAMILY, INET, families, INET)
	EFFECT(FEATURE_NETSTAT_FAMILY6, INET6, families, INET6)
	EFFECT(FEATURE_NETSTAT_FAMILY6, INET6, inet6_required, 1)
	EFFECT(FEATURE_NETSTAT_OTHER_FAMILIES, IPX, others_required, 1 << OTHER_IPX)
	EFFECT(FEATURE_NETSTAT_OTHER_FAMILIES, AX25, others_required, 1 << OTHER_AX25)
	EFFECT(FEATURE_NETSTAT_OTHER_FAMILIES, X25, others_required, 1 << OTHER_X25)
	EFFECT(FEATURE_NETSTAT_OTHER_FAMILIES, NETROM, others_required, 1 << OTHER_NETROM)
	EFFECT(FEATURE_NETSTAT_OTHER_FAMILIES, ROSE, others_required, 1 << OTHER_ROSE)
	EFFECT(FEATURE_NETSTAT_BLUETOOTH, BLUETOOTH, others_required, 1 << OTHER_L2CAP | 1 << OTHER_RFCOMM)
	EFFECT(FEATURE_NETSTAT_BLUETOOTH, L2CAP, others_required, 1 << OTHER_L2CAP)
	EFFECT(FEATURE_NETSTAT_BLUETOOTH, RFCOMM, others_required, 1 << OTHER_RFCOMM)
	EFFECT(FEATURE_NETSTAT_GROUPS, GROUPS, groups, 1)
	EFFECT(FEATURE_NETSTAT_EXTEND, EXTEND, view.columns, COLUMNS_EXTENDED)
	EFFECT(FEATURE_NETSTAT_PRG, PROGRAMS, view.columns, COLUMNS_PROGRAMS)
	EFFECT(FEATURE_NETSTAT_SELINUX, CONTEXT, view.columns, COLUMNS_PROGRAMS | COLUMNS_CONTEXTS)
	EFFECT(FEATURE_NETSTAT_TIMERS, TIMERS, view.columns, COLUMNS_TIMERS)
	EFFECT(FEATURE_NETSTAT_WIDE, WIDE, view.wide, 1)
	EFFECT(NETSTAT, NUMERIC, view.numeric_hosts, 1)
	EFFECT(NETSTAT, NUMERIC, view.numeric_ports, 1)
	EFFECT(NETSTAT, NUMERIC, view.numeric_users, 1)
	EFFECT(FEATURE_NETSTAT_NAMES, NUMERIC_HOSTS, view.numeric_hosts, 1)
	EFFECT(FEATURE_NETSTAT_NAMES, NUMERIC_PORTS, view.numeric_ports, 1)
	EFFECT(FEATURE_NETSTAT_NAMES, NUMERIC_USERS, view.numeric_users, 1)
	EFFECT(NETSTAT, VERBOSE, verbose, 1)
	EFFECT(FEATURE_NETSTAT_ROUTE, SYMBOLIC, symbolic, 1)
	EFFECT(FEATURE_NETSTAT_ROUTE_CACHE, CACHE, cache, 1)
	EFFECT(FEATURE_NETSTAT_ROUTE_CACHE, FIB, fib, 1)
	EFFECT(FEATURE_NETSTAT_CONTINUOUS, CONTINUOUS, repeat, 1)
#undef EFFECT
};

/* Which protocols and families are shown: net-tools' rules for what an option left out means. */
static void choose_tables(struct request *r)
{
	const uint8_t unix_only = 1 << PROTOCOL_UNIX, inet = unix_only - 1;
	bool families = ENABLE_FEATURE_NETSTAT_FAMILY && r->families;

	r->protocols = r->required;
	r->others = r->others_required;
	if (families && !(r->protocols & inet))
		r->protocols |= inet;
	if (!r->protocols && !(OTHERS && r->others) && !(ENABLE_FEATURE_NETSTAT_GROUPS && r->groups)) {
		r->protocols = inet | unix_only;
		r->others = UINT8_MAX;
	}
	if (families)
		r->verbose = false;
	else
		r->families = INET | INET6;
}

/* Among routes the letters -2 and -f mean nothing, as in net-tools: BSD writes `netstat -rn -f inet'. */
static void make_request(struct request *r, const struct given *g)
{
	for (size_t i = 0; i < ARRAY_SIZE(effects); i++)
		if (g->options >> effects[i].option & 1)
			((uint8_t *)r)[effects[i].member] |= effects[i].bits;
	if (ENABLE_FEATURE_NETSTAT_BLUETOOTH && has(g, OPTION_ROUTE) && !has(g, OPTION_BLUETOOTH))
		r->others_required &= ~(1 << OTHER_L2CAP | 1 << OTHER_RFCOMM);
	choose_tables(r);
	if (ENABLE_FEATURE_NETSTAT_ROUTE) {
		r->extended = g->extended;
		r->inet6_first = g->inet6_first;
	}
	if (ENABLE_FEATURE_NETSTAT_CONTINUOUS)
		r->interval = g->interval;
}

/* What rows hold, as the columns are chosen, or more where a key asks for it. False when only sockets can be counted. */
static bool choose_rows(struct request *r, show_fn *show)
{
	struct rows *rows = r->rows;
	uint8_t *columns = &r->view.columns;

	if (ENABLE_FEATURE_COUNTS && rows->counts) {
		if (counts_have(rows->counts, FIELD_USER) || counts_have(rows->counts, FIELD_NUMBER))
			*columns |= COLUMNS_EXTENDED;
		if (counts_have(rows->counts, FIELD_PROGRAM))
			*columns |= COLUMNS_PROGRAMS;
		if (show != show_sockets || r->groups) {
			complain("--by counts sockets only", (char *)0);
			return false;
		}
	}
	if (*columns & COLUMNS_EXTENDED)
		rows->known |= r->view.numeric_users ? KNOWN_EXTENDED & ~KNOWN_USER : KNOWN_EXTENDED;
	if (*columns & COLUMNS_TIMERS)
		rows->known |= KNOWN_TIMERS;
	if (*columns & COLUMNS_PROGRAMS)
		rows->chosen |= ROWS_HOLDERS;
	if (*columns & COLUMNS_CONTEXTS)
		rows->chosen |= ROWS_CONTEXTS;
	rows->chosen |= (r->view.numeric_hosts ? 0 : ROWS_HOSTS) | (r->view.numeric_ports ? 0 : ROWS_SERVICES);
	if (rows->form && r->repeat)
		rows->form = ROWS_FLUSHED;
	return true;
}

/* Inline, as above: a build without rows has nothing of it. */
static inline __attribute__((always_inline)) void show_once(const struct request *r, show_fn *show, struct context *where)
{
	bool rows = ENABLE_FEATURE_VALUES && rows_wanted(r->rows);

	if (ENABLE_FEATURE_VALUES && rows)
		rows_begin(r->rows);
	if (show == show_sockets)
		show_sockets(r, where);
	else
		netstat_each(r, show, where);
	if (ENABLE_FEATURE_VALUES && rows)
		rows_end(r->rows, &where->faults);
}

int netstat_main(char **argv)
{
	char buffer[4096];
	struct owners owners; /* filled when it is asked for */
	struct out o;
	struct given g = { .interval = 1 };
	struct counts counts;
	struct rows rows = { .out = &o, .owners = &owners, .room = &counts };
	struct request r = { .view = { .out = &o, .owners = &owners }, .rows = ENABLE_FEATURE_VALUES ? &rows : 0 };
	struct context where;
	int status = parse_options(&g, &r, argv + 1);
	show_fn *show;

	if (status != EXIT_OK)
		return status;
	show = choose_mode(&g);
	if (!show)
		return EXIT_USAGE;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	make_request(&r, &g);
	if (ENABLE_FEATURE_VALUES && !choose_rows(&r, show))
		return EXIT_USAGE;
	if (has(&g, OPTION_HELP) || has(&g, OPTION_VERSION)) {
		show_help(&o, "netstat (socklet " VERSION ")\n", has(&g, OPTION_HELP), &option_table);
		out_finish(&o, &where.faults);
		return where.faults.count ? EXIT_FAULT : EXIT_OK;
	}
	if (ENABLE_FEATURE_NETSTAT_SELINUX && has(&g, OPTION_CONTEXT) && !contexts_are_kept(&where)) {
		complain("SELinux is not enabled on this machine", (char *)0);
		return EXIT_FAULT;
	}
	if (ENABLE_FEATURE_NETSTAT_NET && g.net && !choose_namespaces(g.net, &where))
		return EXIT_FAULT;
	if (netns_is_all(&where))
		r.view.columns |= COLUMNS_NETNS;
	for (;;) {
		show_once(&r, show, &where);
		out_finish(&o, &where.faults);
		if (!ENABLE_FEATURE_NETSTAT_CONTINUOUS || !r.repeat || o.error)
			return where.faults.count ? EXIT_FAULT : EXIT_OK;
		poll(0, 0, r.interval * 1000);
	}
}
