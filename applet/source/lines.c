/* SPDX-License-Identifier: 0BSD */
/*
 * The line walker. Every text file is read through here, so what a hostile or torn file can do is settled here.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

bool lines_open(struct lines *l, const char *path, struct faults *f)
{
	l->fd = file_open(path);
	l->lenient = false;
	l->path = path;
	l->faults = f;
	l->number = 0;
	l->start = l->end = 0;
	return l->fd >= 0;
}

void lines_close(struct lines *l)
{
	close(l->fd);
}

void lines_malformed(struct lines *l)
{
	fault(l->faults, l->path, l->number, "malformed line, left out");
}

/* Reads on behind what is left in the buffer. False at the end of the file. */
static bool refill(struct lines *l)
{
	ssize_t n;

	memmove(l->buffer, l->buffer + l->start, l->end - l->start);
	l->end -= l->start;
	l->start = 0;
	do {
		n = read(l->fd, l->buffer + l->end, sizeof l->buffer - l->end);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		fault(l->faults, l->path, 0, error_text(errno));
	if (n <= 0)
		return false;
	l->end += n;
	return true;
}

/* The buffer is full and holds no newline: drops bytes up to the end of that line. */
static void skip_long_line(struct lines *l)
{
	char *newline;

	l->number++;
	fault(l->faults, l->path, l->number, "line too long, left out");
	do {
		l->start = l->end;
		if (!refill(l))
			return;
		newline = memchr(l->buffer, '\n', l->end);
	} while (!newline);
	l->start = newline + 1 - l->buffer;
}

/* What is left when the file has ended. */
static bool last_line(struct lines *l, struct scan *s)
{
	if (l->start == l->end)
		return false;
	l->number++;
	s->p = l->buffer + l->start;
	s->end = l->buffer + l->end;
	l->start = l->end;
	if (!l->lenient)
		fault(l->faults, l->path, l->number, "line without an end, left out");
	return l->lenient;
}

bool lines_next(struct lines *l, struct scan *s)
{
	size_t looked = 0;

	s->bad = false;
	for (;;) {
		char *start = l->buffer + l->start;
		char *newline = memchr(start + looked, '\n', l->end - l->start - looked);

		if (newline) {
			l->number++;
			l->start = newline + 1 - l->buffer;
			s->p = start;
			s->end = newline;
			return true;
		}
		looked = l->end - l->start;
		if (looked == sizeof l->buffer) {
			skip_long_line(l);
			looked = 0;
		} else if (!refill(l)) {
			return last_line(l, s);
		}
	}
}
