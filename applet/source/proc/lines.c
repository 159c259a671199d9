/* SPDX-License-Identifier: 0BSD */
/*
 * The line walker. Every text file is read through here, so what a hostile or torn file can do is settled here.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "source/source.h"

bool lines_open(struct lines *l, const char *path, struct faults *f)
{
	l->fd = file_open(path);
	l->lenient = false;
	l->path = path;
	l->faults = f;
	l->wrong = 0;
	l->number = 0;
	l->start = l->end = l->buffer;
	return l->fd >= 0;
}

int table_open(struct lines *l, const char *path, bool named, struct faults *f)
{
	if (lines_open(l, path, f))
		return 1;
	if ((errno == ENOENT || errno == ENOTDIR) && !named)
		return -1;
	fault(f, path ? path : "PROC_ROOT", 0, error_text(errno));
	return 0;
}

void lines_malformed(struct lines *l)
{
	fault(l->faults, l->path, l->number, "malformed line, left out");
}

/*
 * Reads on behind what is left in the buffer; when that is all of it, a line is too long, and goes but for its end.
 * False at the end of the file.
 */
static bool refill(struct lines *l)
{
	size_t left = l->end - l->start;
	ssize_t n;

	memmove(l->buffer, l->start, left);
	l->start = l->buffer;
	if (left == sizeof l->buffer) {
		left = 0;
		l->wrong = "line too long, left out";
	}
	l->end = l->buffer + left;
	do {
		n = read(l->fd, l->end, sizeof l->buffer - left);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		fault(l->faults, l->path, 0, error_text(errno));
	if (n <= 0)
		return false;
	l->end += n;
	return true;
}

bool lines_next(struct lines *l, struct scan *s)
{
	s->bad = false;
	for (;;) {
		char *newline;

		do {
			newline = memchr(l->start, '\n', l->end - l->start);
		} while (!newline && refill(l));
		if (!newline && l->start == l->end && !l->wrong)
			return false;
		l->number++;
		s->p = l->start;
		s->end = newline ? newline : l->end;
		l->start = newline ? newline + 1 : l->end;
		if (!newline && !l->lenient && !l->wrong)
			l->wrong = "line without an end, left out";
		if (!l->wrong)
			return true;
		fault(l->faults, l->path, l->number, l->wrong);
		l->wrong = 0;
	}
}

int lines_walk(struct lines *l, unsigned titles, line_fn *fn, void *ctx)
{
	enum line result = LINE_GOOD;
	struct scan line;

	while (titles && lines_next(l, &line))
		titles--;
	while (result != LINE_LAST && lines_next(l, &line)) {
		result = fn(ctx, &line);
		if (result == LINE_BAD)
			lines_malformed(l);
	}
	close(l->fd);
	return result == LINE_LAST;
}
