/* SPDX-License-Identifier: 0BSD */
/*
 * Complaints: one line each on stderr, written whole so that two programs' lines do not mix.
 */
#include <stdarg.h>
#include <string.h>

#include "lib.h"

void complain(const char *text, ...)
{
	char buffer[512];
	struct out o;
	va_list more;

	out_open(&o, 2, buffer, sizeof buffer);
	out_text(&o, applet_name);
	out_text(&o, ": ");
	va_start(more, text);
	for (; text; text = va_arg(more, const char *))
		out_escaped(&o, text, strlen(text), ESCAPE_CONTROLS);
	va_end(more);
	out_char(&o, '\n');
	out_flush(&o);
}

void notice(const char *text, ...)
{
	char buffer[256];
	struct out o;
	va_list more;

	out_open(&o, 2, buffer, sizeof buffer);
	va_start(more, text);
	for (; text; text = va_arg(more, const char *))
		out_text(&o, text);
	va_end(more);
	out_flush(&o);
}

void fault(struct faults *f, const char *file, unsigned long line, const char *what)
{
	char number[24];
	char *end = number;

	f->count++;
	if (line) {
		end = put_text(end, ":");
		end = put_number(end, line);
	}
	*end = '\0';
	complain(file, number, ": ", what, (char *)0);
}
