/* SPDX-License-Identifier: 0BSD */
/*
 * Text files line by line, and the tables and counters that are made of lines.
 */
#ifndef SOURCE_LINES_H
#define SOURCE_LINES_H

#include "source/context.h"

/*
 * Walks a file line by line through its own buffer. A line longer than that, and a last line that the file cuts
 * short, are reported and left out; /etc files may end without a newline.
 */
struct lines {
	int fd;
	bool lenient;         /* a last line without newline is a line */
	const char *path;
	struct faults *faults;
	const char *wrong;    /* with the line that is being read */
	unsigned long number; /* of the line given last, from 1 */
	char *start, *end;
	char buffer[8192];
};

/* False and errno when it cannot be opened. `path` is kept, not copied. */
bool lines_open(struct lines *l, const char *path, struct faults *f);
/* False at the end. The line stands in `s`, its newline gone, until the next call. */
bool lines_next(struct lines *l, struct scan *s);
/* What is done with a line: go on, stop, or report it as malformed. */
enum line { LINE_GOOD, LINE_LAST, LINE_BAD };
typedef enum line line_fn(void *ctx, struct scan *line);
/* Calls fn for each line behind the titles, and closes the file. 0, or 1 when fn stopped it. */
int lines_walk(struct lines *l, unsigned titles, line_fn *fn, void *ctx);
/* For a decoder of sockets: what the caller's function returned, nonzero to stop, or -1 for a malformed line. */
static inline enum line line_result(int stopped)
{
	return stopped < 0 ? LINE_BAD : stopped ? LINE_LAST : LINE_GOOD;
}
/* Reports the line given last. */
void lines_malformed(struct lines *l);
/*
 * The same for a file that is one of the kernel's tables: 1; -1 when there is no such table; 0 when it is there and
 * cannot be opened, which is told and counted. A `named` one was named by the user: that it is not there is told too.
 */
int table_open(struct lines *l, const char *path, bool named, struct faults *f);

/* lines_walk for a file below /proc; -1 and ENOENT when there is no such file. */
int lines_read(const char *below, unsigned titles, line_fn *fn, void *ctx, struct context *where);
/*
 * The same for a file of settings, mostly of /etc, whose last line may have no newline. One that is not there, or may
 * not be read, has no lines.
 */
void settings_read(const char *path, line_fn *fn, void *ctx);
/* Reports a file below /proc that could not be opened, by errno. */
void lines_missing(const char *below, struct context *where);

/* One of the kernel's counters, or by itself a group of them, which then has no name. */
struct counter {
	struct text group, name;
	struct text value; /* decimal digits, as many as the kernel wrote, maybe behind a minus */
};
typedef void counter_fn(void *ctx, const struct counter *c);
/* Files that have two lines for each group. */
int counter_pairs_read(const char *below, counter_fn *fn, void *ctx, struct context *where);
/* Files that have a line for each counter: all of `group`, or (null) of groups that their names begin with. */
int counter_lines_read(const char *below, const char *group, counter_fn *fn, void *ctx, struct context *where);

/* A line of a table, cut at its blanks. */
struct fields {
	struct text field[24];
	unsigned count;
};
/* Null before the first line. False when the line is malformed. */
typedef bool fields_fn(void *ctx, const struct fields *f);
/* `titled` when the first line is to be passed over. */
int fields_read(const char *below, bool titled, fields_fn *fn, void *ctx, struct context *where);

#endif
