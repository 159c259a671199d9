/* SPDX-License-Identifier: 0BSD */
/*
 * ss -s.
 */
#include <errno.h>

#include "ss.h"

static void out_left(struct out *o, uint64_t value)
{
	size_t start = out_position(o);

	out_number(o, value, 0);
	out_pad(o, start, 9);
}

static void out_row(struct out *o, const char *name, uint64_t inet, uint64_t inet6)
{
	out_text(o, name);
	out_text(o, "\t  ");
	out_left(o, inet + inet6);
	out_char(o, ' ');
	out_left(o, inet);
	out_char(o, ' ');
	out_left(o, inet6);
	out_char(o, '\n');
}

static void out_count(struct out *o, const char *name, uint64_t value)
{
	out_text(o, name);
	out_number(o, value, 0);
}

void ss_summary(struct out *o, struct faults *faults)
{
	static const char names[][5] = { "RAW", "UDP", "TCP", "INET", "FRAG" };
	uint64_t n[SOCKSTAT_COUNT] = { 0 }, hashed, closed;
	uint64_t total[2] = { 0, 0 };

	if (!sockstat_read(n, faults))
		fault(faults, "net/sockstat", 0, error_text(errno));
	hashed = n[SOCKSTAT_TCP] + n[SOCKSTAT_TCP + 1] - n[SOCKSTAT_TIME_WAIT];
	closed = n[SOCKSTAT_ALLOCATED] > hashed ? n[SOCKSTAT_ALLOCATED] - hashed : 0;
	out_count(o, "Total: ", n[SOCKSTAT_USED]);
	out_count(o, "\nTCP:   ", n[SOCKSTAT_ALLOCATED] + n[SOCKSTAT_TIME_WAIT]);
	out_count(o, " (estab ", n[SOCKSTAT_ESTABLISHED]);
	out_count(o, ", closed ", closed);
	out_count(o, ", orphaned ", n[SOCKSTAT_ORPHANS]);
	out_count(o, ", timewait ", n[SOCKSTAT_TIME_WAIT]);
	out_text(o, ")\n\nTransport Total     IP        IPv6\n");
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const uint64_t *from = i == 3 ? total : i == 4 ? n + SOCKSTAT_FRAGMENTS : n + SOCKSTAT_RAW + 2 * i;

		out_row(o, names[i], from[0], from[1]);
		total[0] += from[0];
		total[1] += from[1];
	}
	out_char(o, '\n');
}
