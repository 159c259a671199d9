/* SPDX-License-Identifier: 0BSD */
/*
 * From netstat's command line to a request, in two steps: applet/netstat/options.c collects, applet/netstat/request.c
 * adds up.
 */
#ifndef NETSTAT_OPTIONS_H
#define NETSTAT_OPTIONS_H

#include "netstat/netstat.h"

#define OPTION_LIST "netstat/options.def"
#include "lib/option-ids.h"

/* The options of a command line, and what some of them carry. */
struct given {
	uint64_t options;  /* bits, by their ids */
	uint64_t interval; /* seconds */
	const char *net;
	uint8_t extended;  /* how often -e was given, two for more */
	bool inet6_first;  /* -6 stood before -4 */
	struct rows *rows; /* filled as -j and --by come */
};

/* Inline, so that an option that is not in this build costs nothing. */
static inline __attribute__((always_inline)) bool has(const struct given *g, int option)
{
	return options_built >> option & 1 && g->options >> option & 1;
}

/* EXIT_OK, or the status to end with, what is wrong having been told. */
int netstat_options(struct given *g, char **argv);
/* As show_help, which knows of the options. */
void netstat_show_help(struct out *o, bool usage);

/* All of the request but where rows go. */
void netstat_choose(struct request *r, const struct given *g);
/* What rows hold, as the columns are chosen, or more where a key of --by asks for it. */
void netstat_choose_rows(struct request *r);

#endif
