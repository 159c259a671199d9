/* SPDX-License-Identifier: 0BSD */
/*
 * What only a build inside busybox has: its way into our doors, and its --help in place of ours. busybox finds the
 * lines that begin with //applet: by itself.
 */
#include <stdarg.h>

#include "applet.h"

#define DOOR(name)                                                                         \
	int socklet_##name##_main(int argc, char **argv) MAIN_EXTERNALLY_VISIBLE;         \
	int socklet_##name##_main(int argc UNUSED_PARAM, char **argv)                     \
	{                                                                                  \
		return name##_main(argv);                                                  \
	}

//applet:IF_NETSTAT(APPLET_ODDNAME(netstat, socklet_netstat, BB_DIR_BIN, BB_SUID_DROP, netstat))
IF_NETSTAT(DOOR(netstat))

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
