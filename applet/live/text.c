/* SPDX-License-Identifier: 0BSD */
/*
 * What top and log write alike.
 */
#include "live/live.h"

void out_end(struct out *o, uint8_t family, const struct endpoint *e)
{
	out_ip(o, family, e->address, true);
	out_field(o, ":", e->port);
}

void out_program(struct out *o, const struct live *l, uint32_t pid, size_t limit)
{
	struct text name = live_name(l, pid);
	size_t start = out_position(o);

	if (!pid) {
		out_char(o, '-');
		return;
	}
	out_number(o, pid, 0);
	out_char(o, '/');
	out_escaped_within(o, name.p, name.length, ESCAPE_BLANKS, limit ? limit - (out_position(o) - start) : 0);
}

void out_thousandths(struct out *o, uint64_t n, unsigned digits)
{
	unsigned rest = n % 1000;

	out_number(o, n / 1000, 0);
	if (digits)
		out_char(o, '.');
	for (unsigned unit = 100; digits--; unit /= 10)
		out_char(o, '0' + rest / unit % 10);
}
