/* SPDX-License-Identifier: 0BSD */
/*
 * The counterparts of lib/alone.c inside busybox, by its library.
 */
#include <stdarg.h>

#include "lib.h"

unsigned applet_call;

void complain(const char *text, ...)
{
	char buffer[512];
	struct out o;
	va_list more;

	out_open(&o, 2, buffer, sizeof buffer);
	va_start(more, text);
	for (; text; text = va_arg(more, const char *))
		out_escaped(&o, text, strlen(text), ESCAPE_CONTROLS);
	va_end(more);
	bb_error_msg("%.*s", (int)o.used, buffer);
}

void notice(const char *text, ...)
{
	va_list more;

	va_start(more, text);
	for (; text; text = va_arg(more, const char *))
		full_write2_str(text);
	va_end(more);
}

/* Never comes back. */
void option_table_help(const struct option_table *table UNUSED_PARAM, struct out *o UNUSED_PARAM)
{
	xfunc_error_retval = 0;
	bb_show_usage();
}

int out_flush(struct out *o)
{
	if (!o->error && full_write(o->fd, o->buffer, o->used) != (ssize_t)o->used)
		o->error = errno;
	o->flushed += o->used;
	o->used = 0;
	return o->error ? -1 : 0;
}
