/* SPDX-License-Identifier: 0BSD */
/*
 * ss: what stands on the command line.
 */
#include <string.h>

#include "ss/options.h"

#include "lib/option-table.h"

_Static_assert(OPTION_COUNT <= 64, "the options are kept as bits");

/* The words of -f, each of which has a row of `choices`, in this order. */
static const char family_words[] =
#define FAMILY_WORD(word, family, option) word "\0"
#include "ss/words.def"
	;

/* What single options choose: a family or a table. */
static const struct choice {
	uint8_t option;
	uint8_t family; /* FAMILY_*, or 0 */
	uint16_t table; /* 1 << TABLE_*, or 0 */
} choices[] = {
#define FAMILY_WORD(word, family, option) { option, family, 0 },
#include "ss/words.def"
	{ OPTION_TCP, 0, 1 << TABLE_TCP },
	{ OPTION_UDP, 0, 1 << TABLE_UDP },
	{ OPTION_RAW, 0, 1 << TABLE_RAW },
	IF_FEATURE_SS_SCTP({ OPTION_SCTP, 0, 1 << TABLE_SCTP },)
	IF_FEATURE_SS_OTHER_FAMILIES({ OPTION_DCCP, 0, 1 << TABLE_DCCP },)
	IF_FEATURE_SS_OTHER_FAMILIES({ OPTION_MPTCP, 0, 1 << TABLE_MPTCP },)
};

/* The words of -A, and the tables that each names. */
static const char query_words[] =
#define QUERY_WORD(word, tables) word "\0"
#include "ss/words.def"
	;
static const uint16_t query_tables[] = {
#define QUERY_WORD(word, tables) tables,
#include "ss/words.def"
};

static int wrong_word(const char *what, const char *word)
{
	complain("wrong ", what, ": ", word, (char *)0);
	return SS_USAGE;
}

static void add_choice(struct given *g, const struct choice *c)
{
	g->families |= c->family;
	g->tables |= c->table;
}

static int add_family(struct given *g, const char *word)
{
	int found = find_word(family_words, word);

	if (found < 0)
		return wrong_word("family", word);
	add_choice(g, &choices[found]);
	return SS_OK;
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
	for (size_t i = 0; i < ARRAY_SIZE(choices); i++)
		if (choices[i].option == id)
			add_choice(g, &choices[i]);
	if (ENABLE_FEATURE_JSON && id == OPTION_JSON && !rows_choose(g->rows, argument))
		return SS_USAGE;
	if (ENABLE_FEATURE_COUNTS && id == OPTION_BY && !rows_count(g->rows, argument))
		return SS_USAGE;
	if (ENABLE_FEATURE_DIAG && id == OPTION_BOUND_INACTIVE)
		g->states = STATES_BOUND_INACTIVE;
	if (ENABLE_FEATURE_SS_DUMP && id == OPTION_DIAG)
		g->dump = argument;
	switch (id) {
	case OPTION_ALL:
		g->states = STATES_ALL;
		break;
	case OPTION_LISTENING:
		g->states = 1 << STATE_LISTEN | 1 << STATE_CLOSE;
		break;
	case OPTION_FAMILY:
		return add_family(g, argument);
	case OPTION_QUERY:
		return add_query(g, argument);
	case OPTION_FILTER:
		g->filter_file = argument;
		break;
	case OPTION_NET:
		g->net = argument;
		break;
	}
	return SS_OK;
}

int ss_options(struct given *g, char **argv)
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

char **ss_states(struct given *g, char **words)
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

/* "NAME := {word|word}": bash-completion takes the words of -f and -A from such lines of `ss --help'. */
static void show_words(struct out *o, const char *name, const char *word)
{
	out_text(o, name);
	for (char between = '{'; *word; between = '|', word += strlen(word) + 1) {
		out_char(o, between);
		out_text(o, word);
	}
	out_text(o, "}\n");
}

void ss_show_help(struct out *o, const char *title, bool usage)
{
	show_help(o, title, usage, &option_table);
	if (HELP_TEXTS && ENABLE_FEATURE_LONG_OPTIONS && usage) {
		show_words(o, "FAMILY := ", family_words);
		show_words(o, "QUERY := ", query_words);
	}
}
