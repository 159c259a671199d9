/* SPDX-License-Identifier: 0BSD */
/*
 * The columns of top's tables.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "live/top.h"

/* A cell's text, at most `limit` columns of what is not ours; 0 is no limit. */
typedef void cell_fn(struct out *o, const struct top *t, const struct row *r, size_t limit);

/* Which tables have a column, and what has to be asked for. */
enum { CONNECTIONS = 1, GROUPS = 2, FLOWS = 4, FLOW_GROUPS = 8, TOTALS = 16, PROGRAMS = 32, PLACED = 64 };

struct top_column {
	char title[12];  /* "": that of the key */
	cell_fn *cell;
	uint8_t of;
	uint8_t rank;    /* where the screen is too narrow the highest goes first; 0 stays */
	bool right;
};
/* The last two are of foreign text. */
enum { TOP_COLUMNS = 17 IF_FEATURE_NAMESPACES(+ 1), FOREIGN = TOP_COLUMNS - 2, RANKS = 4 };
extern const struct top_column top_columns[TOP_COLUMNS];

/* A namespace's name takes most of a cell, four bytes for each of its own. */
enum { CELL = 1100 };

/* Bytes since the look before, as bytes a second. */
void out_rate(struct out *o, const struct top *t, uint64_t bytes);

#endif
