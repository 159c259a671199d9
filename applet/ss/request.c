/* SPDX-License-Identifier: 0BSD */
/*
 * ss: what the options on the command line add up to.
 */
#include <string.h>
#include <sys/socket.h>

#include "ss/options.h"

/* The families: how the kernel calls them, 0 where no filter has hosts of it, and their tables. */
static const struct family {
	uint8_t bit;     /* FAMILY_* */
	uint8_t address; /* AF_* */
	uint16_t tables; /* 1 << TABLE_* */
} families[] = {
	{ FAMILY_INET, AF_INET, INET_TABLES },
	{ FAMILY_INET6, AF_INET6, INET_TABLES },
	{ FAMILY_UNIX, AF_UNIX, UNIX_TABLES },
	{ FAMILY_PACKET, AF_PACKET, PACKET_TABLES },
	{ FAMILY_NETLINK, AF_NETLINK, 1 << TABLE_NETLINK },
	{ FAMILY_VSOCK, ENABLE_FEATURE_SS_OTHER_FAMILIES ? AF_VSOCK : 0, VSOCK_TABLES },
	{ FAMILY_TIPC, 0, 1 << TABLE_TIPC },
	{ FAMILY_XDP, 0, 1 << TABLE_XDP },
};

/*
 * What the options have named settles what a host without a prefix is: of -4, -6, -x, -0, --vsock and -f the last
 * one, here the last of them in order. A family named in the expression is then the only one to be shown.
 */
int ss_filter(struct ss_request *r, const struct given *g, char **words)
{
	struct expression *e = r->expression;
	int wrong = 0;

	if (!ENABLE_FEATURE_SS_FILTER) {
		if (*words)
			complain("this build has no filters: ", *words, (char *)0);
		return *words ? SS_USAGE : SS_OK;
	}
	memset(e, 0, offsetof(struct expression, test));
	e->where = r->where;
	for (size_t i = 0; i < ARRAY_SIZE(families); i++)
		if (g->families & families[i].bit && families[i].address)
			e->family = families[i].address;
	e->protocols = (r->tables >> TABLE_TCP & 1) << PROTOCOL_TCP | (r->tables >> TABLE_UDP & 1) << PROTOCOL_UDP;
	if (g->filter_file)
		wrong = expression_parse_file(e, g->filter_file);
	if (!wrong)
		wrong = expression_parse(e, words);
	if (wrong)
		return wrong == EXPRESSION_WRONG ? SS_FAULT : SS_USAGE;
	if (expression_families(e))
		r->families = expression_families(e);
	return SS_OK;
}

/* The states that are shown where none are named: those that the tables and families named have. */
static unsigned default_states(const struct given *g)
{
	const uint16_t packets = 1 << TABLE_UDP | 1 << TABLE_RAW;
	const uint8_t stateless = FAMILY_PACKET | FAMILY_NETLINK | FAMILY_XDP;
	unsigned states = 0;

	if (g->tables & packets)
		states |= 1 << STATE_ESTABLISHED;
	if (g->families & stateless)
		states |= 1 << STATE_CLOSE;
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && g->families & FAMILY_TIPC)
		states |= 1 << STATE_LISTEN | 1 << STATE_CLOSE;
	if (g->tables & ~packets || g->families & ~stateless || !states)
		states |= STATES_DEFAULT;
	return states;
}

/* Tables come with their families where none was named, and families with their tables. */
static void choose_tables(struct ss_request *r, const struct given *g)
{
	const uint8_t inet = FAMILY_INET | FAMILY_INET6;
	uint16_t tables = is_default(g) ? ALL_TABLES : g->tables;

	r->tables = tables;
	r->families = g->families;
	r->states = g->states ? g->states : default_states(g);
	for (const struct family *f = families; f < families + ARRAY_SIZE(families); f++) {
		if (tables & f->tables)
			r->families |= f->bit;
		else if (g->families & f->bit)
			r->tables |= f->tables;
	}
	if (g->families & inet)
		r->families &= g->families | ~inet;
}

static void choose_show(struct ss_request *r, const struct given *g)
{
	static const struct {
		uint32_t show : 24, option : 8;
	} shows[] = {
		IF_FEATURE_SS_RESOLVE({ SHOW_HOSTS, OPTION_RESOLVE },)
		IF_FEATURE_SS_EXTENDED({ SHOW_TIMERS, OPTION_TIMERS },)
		IF_FEATURE_SS_EXTENDED({ SHOW_TIMERS | SHOW_DETAILS, OPTION_EXTENDED },)
		IF_FEATURE_SS_EXTENDED({ SHOW_INFO, OPTION_INFO },)
		IF_FEATURE_SS_MEMORY({ SHOW_MEMORY, OPTION_MEMORY },)
		IF_FEATURE_SS_SOCKOPT({ SHOW_TOS, OPTION_TOS },)
		IF_FEATURE_SS_SOCKOPT({ SHOW_CGROUP, OPTION_CGROUP },)
		IF_FEATURE_SS_SOCKOPT({ SHOW_SOCKOPT, OPTION_SOCKOPT },)
		IF_FEATURE_SS_SOCKOPT({ SHOW_TIMERS | SHOW_BPF, OPTION_BPF },)
		IF_FEATURE_SS_OTHER_FAMILIES({ SHOW_TIPC, OPTION_TIPCINFO },)
		IF_FEATURE_SS_PROCESSES({ SHOW_PROCESSES, OPTION_PROCESSES },)
		IF_FEATURE_SS_PROCESSES({ SHOW_THREADS, OPTION_THREADS },)
		{ SHOW_ONE_LINE, OPTION_ONELINE },
		IF_FEATURE_SS_SELINUX({ SHOW_CONTEXTS, OPTION_CONTEXT },)
		IF_FEATURE_SS_SELINUX({ SHOW_CONTEXTS | SHOW_SOCKET_CONTEXTS, OPTION_CONTEXTS },)
	};

	for (size_t i = 0; i < ARRAY_SIZE(shows); i++)
		if (g->options >> shows[i].option & 1)
			r->show |= shows[i].show;
	if (!has(g, OPTION_NUMERIC))
		r->show |= SHOW_SERVICES;
	if (!has(g, OPTION_NO_HEADER))
		r->show |= SHOW_HEADER;
}

/* What objects hold, by what rows show; and what rows show, by the keys of --by. */
static void choose_rows(struct ss_request *r)
{
	static const struct { uint32_t show, known, details; uint8_t chosen; } choices[] = {
		{ SHOW_HOSTS, 0, 0, ROWS_HOSTS },
		{ SHOW_SERVICES, 0, 0, ROWS_SERVICES },
		{ SHOW_TIMERS, KNOWN_TIMERS, 0, 0 },
		{ SHOW_DETAILS, KNOWN_EXTENDED, DETAILS_OF_EXTENDED, 0 },
		{ SHOW_INFO, 0, DETAILS_OF_INFO, 0 },
		{ SHOW_PROCESSES | SHOW_THREADS, 0, 0, ROWS_HOLDERS },
		{ SHOW_CONTEXTS, 0, 0, ROWS_HOLDERS | ROWS_CONTEXTS },
		{ SHOW_SOCKET_CONTEXTS, 0, 0, ROWS_SOCKET_CONTEXTS },
		{ SHOW_MEMORY, 0, 1 << DETAIL_MEMORY | 1 << DETAIL_OLD_MEMORY, 0 },
		{ SHOW_TOS, KNOWN_MARKS, 0, 0 },
		{ SHOW_CGROUP, KNOWN_CGROUP, 0, 0 },
		{ SHOW_SOCKOPT, 0, 1 << DETAIL_SOCKOPT, 0 },
		{ SHOW_TIPC, 0, 0, ROWS_TIPC },
	};
	struct rows *rows = r->rows;

	if (ENABLE_FEATURE_COUNTS && rows->counts) {
		if (counts_have(rows->counts, FIELD_PROGRAM))
			r->show |= SHOW_PROCESSES;
		rows->counts->untitled = !(r->show & SHOW_HEADER);
	}
	for (size_t i = 0; i < ARRAY_SIZE(choices); i++) {
		if (!(r->show & choices[i].show))
			continue;
		rows->known |= choices[i].known;
		rows->details |= choices[i].details;
		rows->chosen |= choices[i].chosen;
	}
	if (!(r->show & SHOW_SERVICES) && !(ENABLE_FEATURE_COUNTS && rows->counts))
		rows->known &= ~(uint32_t)KNOWN_USER;
	if (rows->form && r->events)
		rows->form = ROWS_FLUSHED;
}

unsigned ss_columns(const struct ss_request *r, const struct given *g)
{
	unsigned columns = (1 << COLUMN_COUNT) - 1;

	if (!(r->tables & (r->tables - 1)))
		columns &= ~(1 << COLUMN_NETID);
	if (!(r->states & (r->states - 1)))
		columns &= ~(1 << COLUMN_STATE);
	if (has(g, OPTION_NO_QUEUES))
		columns &= ~(1 << COLUMN_RECEIVE | 1 << COLUMN_SEND);
	IF_FEATURE_NAMESPACES(columns &= ~(!r->where->all << COLUMN_NETNS);)
	return columns;
}

void ss_choose(struct ss_request *r, const struct given *g)
{
	choose_tables(r, g);
	if (ENABLE_FEATURE_SS_KILL && has(g, OPTION_KILL))
		r->tables &= INET_TABLES;
	choose_show(r, g);
	r->kill = has(g, OPTION_KILL);
	r->events = has(g, OPTION_EVENTS);
	if (ENABLE_FEATURE_VALUES) {
		r->rows = g->rows;
		if (rows_wanted(r->rows))
			choose_rows(r);
	}
	if (ENABLE_FEATURE_SS_DUMP) {
		r->dump = g->dump;
		r->replay = g->replay;
	}
}
