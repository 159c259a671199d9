/* SPDX-License-Identifier: 0BSD */
/*
 * What a busybox has already, for where there is none: include/package/busybox.c has its counterparts.
 */
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "lib/lib.h"

const char *applet_name;

/* Complaints are written whole, so that two programs' lines do not mix. */
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

void notice(const char *text)
{
	char buffer[256];
	struct out o;

	out_open(&o, 2, buffer, sizeof buffer);
	out_text(&o, text);
	out_flush(&o);
}

int out_flush(struct out *o)
{
	size_t done = 0;

	while (!o->error && done < o->used) {
		ssize_t n = write(o->fd, o->buffer + done, o->used - done);

		if (n > 0)
			done += n;
		else if (n == 0 || errno != EINTR)
			o->error = n ? errno : EIO;
	}
	o->used = 0;
	return o->error ? -1 : 0;
}

const char *error_text(int error)
{
	static char number[] = "error \0 2147483647";

	switch (error) {
	case ENOENT: return "No such file or directory";
	case EACCES: return "Permission denied";
	case EINVAL: return "Invalid argument";
	case EPERM: return "Operation not permitted";
	case ENOSPC: return "No space left on device";
	case ENOMEM: return "Cannot allocate memory";
	case EOPNOTSUPP: return "Operation not supported";
	case EMFILE: return "Too many open files";
	case ENOSYS: return "Function not implemented";
	}
	*put_number(number + 6, (unsigned)error) = '\0';
	return number;
}

bool parse_number(const char *text, uint64_t max, uint64_t *value)
{
	struct scan s = { .p = text, .end = text + strlen(text) };

	if (*text < '0' || *text > '9')
		return false;
	*value = scan_number(&s, 10, max);
	return !s.bad && s.p == s.end;
}

/* One option; a title is a row without a letter and a name. `name` is null where there are no long options. */
static void show_option(struct out *o, char letter, const char *name, const char *help)
{
	size_t start = out_position(o);

	if (name && letter == '-' && !*name) {
		out_text(o, help);
		out_text(o, ":\n");
		return;
	}
	out_text(o, letter == '-' ? "\t   " : "\t-");
	if (letter != '-')
		out_char(o, letter);
	if (name && *name) {
		out_text(o, letter == '-' ? " --" : ", --");
		out_text(o, name);
	}
	out_pad(o, start, name ? 24 : 4);
	out_char(o, ' ');
	out_text(o, help);
	out_char(o, '\n');
}

void show_help(struct out *o, const char *title, bool usage, const struct option_table *t)
{
	const char *name = ENABLE_FEATURE_LONG_OPTIONS ? t->names : 0, *help = t->helps;

	out_text(o, title);
	if (!ENABLE_SHOW_USAGE || !usage)
		return;
	out_text(o, t->usage);
	for (const char *l = t->letters; *l; l++, help += strlen(help) + 1) {
		if (*help)
			show_option(o, *l, name, help);
		if (name)
			name += strlen(name) + 1;
	}
}
