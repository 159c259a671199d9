/* SPDX-License-Identifier: 0BSD */
/*
 * The counterparts inside busybox, by its library, of what is in applet/alone.
 */
#include <arpa/inet.h>
#include <stdarg.h>

#include "source/source.h"

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

void notice(const char *text)
{
	full_write2_str(text);
}

bool parse_number(const char *text, uint64_t max, uint64_t *value)
{
	*value = bb_strtoull(text, NULL, 10);
	return !errno && *value <= max;
}

/* With usage it never comes back. */
void show_help(struct out *o, const char *title, bool usage, const struct option_table *table UNUSED_PARAM)
{
	if (usage) {
		xfunc_error_retval = 0;
		bb_show_usage();
	}
	out_text(o, title);
}

int out_flush(struct out *o)
{
	if (!o->error && full_write(o->fd, o->buffer, o->used) != (ssize_t)o->used)
		o->error = errno;
	o->used = 0;
	return o->error ? -1 : 0;
}

/* musl's inet_ntop has no dots in ::a.b.c.d. */
#ifdef __GLIBC__
enum { DOTS_ARE_OURS = false };
#else
enum { DOTS_ARE_OURS = true };
#endif

char *put_ipv6(char *p, const uint8_t address[16])
{
	if (DOTS_ARE_OURS && address_is_zero(address, 12) && (address[12] | address[13]))
		return put_ipv4(put_text(p, "::"), address + 12);
	inet_ntop(AF_INET6, address, p, ADDRESS_TEXT);
	return p + strlen(p);
}

static int compare(const uint32_t *a, const uint32_t *b, size_t words)
{
	while (--words && *a == *b) {
		a++;
		b++;
	}
	return *a < *b ? -1 : *a > *b;
}

static int compare_three(const void *a, const void *b)
{
	return compare(a, b, 3);
}

static int compare_four(const void *a, const void *b)
{
	return compare(a, b, 4);
}

void sort_records(uint32_t *words, size_t count, size_t stride)
{
	qsort(words, count, stride * sizeof *words,
	      ENABLE_FEATURE_SS_PROCESSES && stride == 4 ? compare_four : compare_three);
}
