/* SPDX-License-Identifier: 0BSD */
/*
 * ss's columns, sized to what stands in them. Rows are kept as text in a buffer of fixed size; when it is full, or
 * at the end, the widths are settled and the rows leave. Widths met once stay: later rows only widen them.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "lib/lib.h"

enum window_column {
	IF_FEATURE_NAMESPACES(COLUMN_NETNS,)
	COLUMN_NETID,
	COLUMN_STATE,
	COLUMN_RECEIVE,
	COLUMN_SEND,
	COLUMN_LOCAL,
	COLUMN_LOCAL_PORT,
	COLUMN_PEER,
	COLUMN_PEER_PORT,
	COLUMN_PROCESS,
	COLUMN_EXTENDED,
	COLUMN_COUNT
};

struct window {
	struct out *out;      /* rows go here */
	unsigned columns;     /* 1 << COLUMN_*: those shown */
	char *text;           /* rows, each cell ended by a NUL */
	size_t used;
	bool wide;            /* some of them have not as many columns as bytes */
	size_t left;          /* bytes of rows that have left before */
	uint32_t longest[COLUMN_COUNT]; /* columns of the longest cell so far that is no wider than 1024 */
	uint32_t last;        /* columns of the last cell of the last row, which ss does not count in yet */
	uint32_t width[COLUMN_COUNT];   /* what it comes to, the blank in front included; 0: not shown */
};

/* Writes the text of one cell, which holds no NUL. */
typedef void cell_fn(struct out *o, unsigned column, const void *ctx);

/* False and errno when there is no memory. */
bool window_open(struct window *w, struct out *o, unsigned columns);
/* False when a row is larger than the whole window, and left out. */
bool window_row(struct window *w, cell_fn *cell, const void *ctx);
/*
 * Where the next row goes, and back to there, as if there had been no rows since but for their widths. False when
 * some of them have left.
 */
static inline size_t window_position(const struct window *w)
{
	return w->left + w->used;
}
bool window_rewind(struct window *w, size_t position);
/* Lets all rows go. */
void window_render(struct window *w);
void window_close(struct window *w);

#endif
