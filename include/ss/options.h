/* SPDX-License-Identifier: 0BSD */
/*
 * From ss's command line to what it comes to, in two steps: applet/ss/options.c collects, applet/ss/request.c adds up.
 */
#ifndef SS_OPTIONS_H
#define SS_OPTIONS_H

#include "ss/ss.h"

#define OPTION_LIST "ss/options.def"
#include "lib/option-ids.h"

/* The options of a command line, and what they add up to. */
struct given {
	uint64_t options;        /* bits, by their ids */
	uint16_t tables, states; /* states: 0 when none are named */
	uint8_t families;
	bool query;              /* -A was there */
	bool states_named;       /* and "state" or "exclude" */
	const char *filter_file;
	const char *net;
	const char *dump, *replay;
	struct rows *rows;       /* filled as -j and --by come */
};

#define OPTION_BIT(id) ((uint64_t)1 << OPTION_##id)

/* Inline, so that an option that is not in this build costs nothing. */
static inline __attribute__((always_inline)) bool has(const struct given *g, int option)
{
	return options_built >> option & 1 && g->options >> option & 1;
}

/* Nothing is named that would choose tables. */
static inline bool is_default(const struct given *g)
{
	return !g->tables && !g->families && !g->query;
}

/*
 * The options of `argv`, whose operands are left at its start with a null pointer behind them. SS_OK, or the status to
 * end with, what is wrong having been told.
 */
int ss_options(struct given *g, char **argv);
/* "state X" and "exclude X" in front of the expression. Null when one of them is wrong, which is told. */
char **ss_states(struct given *g, char **words);
/* As show_help, which knows of the options. */
void ss_show_help(struct out *o, const char *title, bool usage);

/* Tables, states, families and what rows show; all but r->owners and r->expression. */
void ss_choose(struct ss_request *r, const struct given *g);
/* 1 << COLUMN_* of those with more than one value in them. */
unsigned ss_columns(const struct ss_request *r, const struct given *g);
/* The expression, into r->expression. SS_OK, or the status to end with, what is wrong having been told. */
int ss_filter(struct ss_request *r, const struct given *g, char **words);

#endif
