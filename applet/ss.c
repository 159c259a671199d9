/* SPDX-License-Identifier: 0BSD */
/*
 * ss: the command line becomes a request, and what the request names is shown.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "applet.h"
#include "diag.h"
#include "ss.h"

#define OPTION_LIST "ss-options.def"
#include "option-table.h"

_Static_assert(OPTION_COUNT <= 64, "the options are kept as bits");
_Static_assert(OPTION_MPTCP - OPTION_TCP == TABLE_MPTCP, "the options of tables are in their order");
_Static_assert(OPTION_XDP - OPTION_IPV4 == 7, "and those of families");

enum {
	INET_TABLES = 1 << TABLE_TCP | 1 << TABLE_UDP | 1 << TABLE_RAW | 1 << TABLE_SCTP | 1 << TABLE_DCCP |
		      1 << TABLE_MPTCP,
	UNIX_TABLES = 1 << TABLE_UNIX_STREAM | 1 << TABLE_UNIX_DGRAM | 1 << TABLE_UNIX_SEQPACKET,
	PACKET_TABLES = 1 << TABLE_PACKET_RAW | 1 << TABLE_PACKET_DGRAM,
	VSOCK_TABLES = 1 << TABLE_VSOCK_STREAM | 1 << TABLE_VSOCK_DGRAM,
	ALL_TABLES = ((1 << TABLE_COUNT) - 1) & ~(1 << TABLE_TIPC),
};

/* The tables of each family, in the order of FAMILY_*, and the words of -f for them. */
static const uint16_t family_tables[] = {
	INET_TABLES, INET_TABLES, UNIX_TABLES, PACKET_TABLES, 1 << TABLE_NETLINK, VSOCK_TABLES, 1 << TABLE_TIPC,
	1 << TABLE_XDP,
};
static const char family_words[] = "inet\0inet6\0unix\0link\0netlink\0vsock\0tipc\0xdp\0";

/* The words of -A, and the tables that each names. */
static const char query_words[] =
	"all\0inet\0tcp\0mptcp\0udp\0raw\0sctp\0dccp\0"
	"unix\0unix_stream\0u_str\0unix_dgram\0u_dgr\0unix_seqpacket\0u_seq\0"
	"packet\0packet_raw\0p_raw\0packet_dgram\0p_dgr\0netlink\0"
	"vsock\0vsock_stream\0v_str\0vsock_dgram\0v_dgr\0tipc\0xdp\0";
static const uint16_t query_tables[] = {
	ALL_TABLES, INET_TABLES, 1 << TABLE_TCP, 1 << TABLE_MPTCP, 1 << TABLE_UDP, 1 << TABLE_RAW, 1 << TABLE_SCTP,
	1 << TABLE_DCCP,
	UNIX_TABLES, 1 << TABLE_UNIX_STREAM, 1 << TABLE_UNIX_STREAM, 1 << TABLE_UNIX_DGRAM, 1 << TABLE_UNIX_DGRAM,
	1 << TABLE_UNIX_SEQPACKET, 1 << TABLE_UNIX_SEQPACKET,
	PACKET_TABLES, 1 << TABLE_PACKET_RAW, 1 << TABLE_PACKET_RAW, 1 << TABLE_PACKET_DGRAM, 1 << TABLE_PACKET_DGRAM,
	1 << TABLE_NETLINK,
	VSOCK_TABLES, 1 << TABLE_VSOCK_STREAM, 1 << TABLE_VSOCK_STREAM, 1 << TABLE_VSOCK_DGRAM, 1 << TABLE_VSOCK_DGRAM,
	1 << TABLE_TIPC, 1 << TABLE_XDP,
};

/* The options of a command line, and what they add up to. */
struct given {
	uint64_t options;        /* bits, by their ids */
	uint16_t tables, states; /* states: 0 when none are named */
	uint16_t default_states; /* those that the tables and families named come with */
	uint8_t families;
	bool query;              /* -A was there */
	bool states_named;       /* and "state" or "exclude" */
	const char *filter_file;
	const char *net;
	const char *dump;
};

static bool has(const struct given *g, int option)
{
	return g->options >> option & 1;
}

static int wrong_word(const char *what, const char *word)
{
	complain("wrong ", what, ": ", word, (char *)0);
	return SS_USAGE;
}

static void add_table(struct given *g, unsigned table)
{
	g->tables |= 1 << table;
	g->default_states |= table == TABLE_UDP || table == TABLE_RAW ? 1 << STATE_ESTABLISHED : STATES_DEFAULT;
}

static int add_family(struct given *g, int family)
{
	uint8_t bit = 1 << family;

	g->families |= bit;
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && bit == FAMILY_TIPC)
		g->default_states |= 1 << STATE_LISTEN | 1 << STATE_CLOSE;
	g->default_states |= bit & (FAMILY_PACKET | FAMILY_NETLINK | FAMILY_XDP) ? 1 << STATE_CLOSE : STATES_DEFAULT;
	return SS_OK;
}

static int add_family_word(struct given *g, const char *word)
{
	int family = find_word(family_words, word);

	return family < 0 ? wrong_word("family", word) : add_family(g, family);
}

/* A comma-separated list of tables, each of which a '!' takes away. */
static int add_query(struct given *g, char *list)
{
	if (!g->query)
		g->tables = 0;
	g->query = true;
	if (!g->states)
		g->states = STATES_DEFAULT;
	while (list) {
		char *word = list;
		bool not = *word == '!';
		int found;

		list = strchr(word, ',');
		if (list)
			*list++ = '\0';
		found = find_word(query_words, word + not);
		if (found < 0)
			return wrong_word("table", word);
		if (not)
			g->tables &= ~query_tables[found];
		else
			g->tables |= query_tables[found];
	}
	return SS_OK;
}

/* SS_OK, or the status to end with, what is wrong having been told. */
static int take_option(struct given *g, int id, char *argument)
{
	g->options |= (uint64_t)1 << id;
	if (id >= OPTION_TCP && id <= OPTION_MPTCP)
		add_table(g, id - OPTION_TCP);
	if (id >= OPTION_IPV4 && id <= OPTION_XDP)
		return add_family(g, id - OPTION_IPV4);
	switch (id) {
	case OPTION_ALL:
		g->states = STATES_ALL;
		break;
	case OPTION_LISTENING:
		g->states = 1 << STATE_LISTEN | 1 << STATE_CLOSE;
		break;
	case OPTION_BOUND_INACTIVE:
		g->states = states_named("bound-inactive");
		break;
	case OPTION_FAMILY:
		return add_family_word(g, argument);
	case OPTION_QUERY:
		return add_query(g, argument);
	case OPTION_FILTER:
		g->filter_file = argument;
		break;
	case OPTION_NET:
		g->net = argument;
		break;
	case OPTION_DIAG:
		g->dump = argument;
		break;
	}
	return SS_OK;
}

/* The operands are left at the start of `argv`, with a null pointer behind them. */
static int parse_options(struct given *g, char **argv)
{
	struct options o = { .table = &option_table, .next = argv };
	int id, status = SS_OK;

	while (status == SS_OK && (id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_BAD)
			return SS_USAGE;
		if (id == OPTIONS_OPERAND)
			*argv++ = o.argument;
		else
			status = take_option(g, id, o.argument);
	}
	*argv = 0;
	return status;
}

/* "state X" and "exclude X" in front of the expression. Null when one of them is wrong, which is told. */
static char **parse_states(struct given *g, char **words)
{
	int exclude;

	for (; *words && (exclude = find_word("state\0exclude\0excl\0", *words)) >= 0; words += 2) {
		const char *word = words[1] ? words[1] : "";
		unsigned states = states_named(word);

		if (!states) {
			wrong_word("state", word);
			return 0;
		}
		if (!g->states_named)
			g->states = exclude ? STATES_ALL : 0;
		g->states_named = true;
		g->states = exclude ? g->states & ~states : g->states | states;
	}
	return words;
}

/*
 * What the options have named settles what a host without a prefix is: of -4, -6, -x, -0 and -f the last one, here
 * the last of them in order. A family named in the expression is then the only one to be shown.
 */
static bool parse_filter(struct ss_request *r, const struct given *g, char **words)
{
	static const uint8_t families[] = { AF_INET, AF_INET6, AF_UNIX, AF_PACKET, AF_NETLINK };
	struct expression *e = r->expression;

	if (!ENABLE_FEATURE_SS_FILTER) {
		if (*words)
			complain("this build has no filters: ", *words, (char *)0);
		return !*words;
	}
	memset(e, 0, offsetof(struct expression, test));
	for (size_t i = 0; i < ARRAY_SIZE(families); i++)
		if (g->families >> i & 1)
			e->family = families[i];
	e->protocols = (r->tables >> TABLE_TCP & 1) << PROTOCOL_TCP | (r->tables >> TABLE_UDP & 1) << PROTOCOL_UDP;
	if (g->filter_file && expression_parse_file(e, g->filter_file))
		return false;
	if (expression_parse(e, words))
		return false;
	if (expression_families(e))
		r->families = expression_families(e);
	return true;
}

static bool is_default(const struct given *g)
{
	return !g->tables && !g->families && !g->query;
}

/* Tables come with their families where none was named, and families with their tables. */
static void choose_tables(struct ss_request *r, const struct given *g)
{
	const uint8_t inet = FAMILY_INET | FAMILY_INET6;
	uint16_t tables = is_default(g) ? ALL_TABLES : g->tables;

	r->tables = tables;
	r->families = g->families;
	r->states = g->states ? g->states : is_default(g) ? STATES_DEFAULT : g->default_states;
	for (unsigned f = 0; f < ARRAY_SIZE(family_tables); f++) {
		if (tables & family_tables[f])
			r->families |= 1 << f;
		else if (g->families >> f & 1)
			r->tables |= family_tables[f];
	}
	if (g->families & inet)
		r->families &= g->families | ~inet;
}

static void choose_show(struct ss_request *r, const struct given *g)
{
	static const struct {
		uint32_t show;
		uint8_t option;
	} shows[] = {
		IF_FEATURE_SS_RESOLVE({ SHOW_HOSTS, OPTION_RESOLVE },)
		{ SHOW_TIMERS, OPTION_TIMERS },
		{ SHOW_TIMERS | SHOW_DETAILS, OPTION_EXTENDED },
		{ SHOW_INFO, OPTION_INFO },
		{ SHOW_MEMORY, OPTION_MEMORY },
		{ SHOW_TOS, OPTION_TOS },
		{ SHOW_CGROUP, OPTION_CGROUP },
		{ SHOW_SOCKOPT, OPTION_SOCKOPT },
		{ SHOW_TIPC, OPTION_TIPCINFO },
		{ SHOW_TIMERS | SHOW_BPF, OPTION_BPF },
		{ SHOW_ONE_LINE, OPTION_ONELINE },
		{ SHOW_PROCESSES, OPTION_PROCESSES },
		{ SHOW_THREADS, OPTION_THREADS },
		IF_FEATURE_SS_SELINUX({ SHOW_CONTEXTS, OPTION_CONTEXT },)
		IF_FEATURE_SS_SELINUX({ SHOW_CONTEXTS | SHOW_SOCKET_CONTEXTS, OPTION_CONTEXTS },)
	};

	for (size_t i = 0; i < ARRAY_SIZE(shows); i++)
		if (has(g, shows[i].option))
			r->show |= shows[i].show;
	if (!has(g, OPTION_NUMERIC))
		r->show |= SHOW_SERVICES;
	if (!has(g, OPTION_NO_HEADER))
		r->show |= SHOW_HEADER;
}

/* A column with one value in it is left out. */
static unsigned choose_columns(const struct ss_request *r, const struct given *g)
{
	unsigned columns = (1 << COLUMN_COUNT) - 1;

	if (!(r->tables & (r->tables - 1)))
		columns &= ~(1 << COLUMN_NETID);
	if (!(r->states & (r->states - 1)))
		columns &= ~(1 << COLUMN_STATE);
	if (has(g, OPTION_NO_QUEUES))
		columns &= ~(1 << COLUMN_RECEIVE | 1 << COLUMN_SEND);
	return columns;
}

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
	if (!window_open(&window, o, choose_columns(r, g))) {
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
	int status = parse_options(&g, argv + 1);
	char **words;

	if (status != SS_OK)
		return status;
	out_open(&o, 1, buffer, sizeof buffer);
	if (has(&g, OPTION_HELP) || has(&g, OPTION_PRINT_VERSION)) {
		show_help(&o, "ss (socklet " VERSION ")\n", has(&g, OPTION_HELP) ? usage : 0, &option_table);
		return finish(&o, &faults);
	}
	if (!allowed(&g) || (ENABLE_FEATURE_SS_NET && g.net && !enter_namespace(g.net)))
		return SS_FAULT;
	words = parse_states(&g, argv + 1);
	if (!words)
		return SS_USAGE;
	if (ENABLE_FEATURE_SS_SUMMARY && has(&g, OPTION_SUMMARY)) {
		ss_summary(&o, &faults);
		if (is_default(&g) && !argv[1])
			return finish(&o, &faults);
	}
	choose_tables(&r, &g);
	if (ENABLE_FEATURE_SS_KILL && has(&g, OPTION_KILL))
		r.tables &= INET_TABLES;
	choose_show(&r, &g);
	r.kill = has(&g, OPTION_KILL);
	r.events = has(&g, OPTION_EVENTS);
	r.dump = g.dump;
	if (!parse_filter(&r, &g, words) || !may_kill(&r, &g, words))
		return SS_USAGE;
	return show_sockets(&g, &r, &o, &faults);
}
