/* SPDX-License-Identifier: 0BSD */
/*
 * ss -s.
 */
#include <errno.h>
#include <string.h>

#include "ss/ss.h"

static void out_row(struct out *o, const char *name, uint64_t inet, uint64_t inet6)
{
	out_text(o, name);
	out_text(o, "\t  ");
	out_number_left(o, inet + inet6, 10);
	out_number_left(o, inet, 10);
	out_number_left(o, inet6, 9);
	out_char(o, '\n');
}

/* The first two lines: each of these texts, and its number. */
static void out_totals(struct out *o, const uint64_t *numbers)
{
	const char *text = "Total: \0\nTCP:   \0 (estab \0, closed \0, orphaned \0, timewait \0";

	for (; *text; text += strlen(text) + 1)
		out_field(o, text, *numbers++);
}

void ss_summary_object(void *ctx, struct context *where)
{
	struct rows *r = ctx;
	uint64_t n[SOCKSTAT_COUNT];

	for (unsigned i = 0; i < SOCKSTAT_COUNT; i++)
		n[i] = SOCKSTAT_UNKNOWN;
	if (sockstat_read(n, where) < 0)
		fault(&where->faults, "net/sockstat", 0, error_text(errno));
	r->netns = where->netns;
	json_summary(r, n);
	r->netns.p = 0;
}

void ss_summary(void *ctx, struct context *where)
{
	struct out *o = ctx;
	static const char names[] = "RAW\0 UDP\0 TCP\0 INET\0FRAG";
	uint64_t n[SOCKSTAT_COUNT] = { 0 }, total[2] = { 0, 0 }, hashed;

	if (sockstat_read(n, where) < 0)
		fault(&where->faults, "net/sockstat", 0, error_text(errno));
	if (ENABLE_FEATURE_NAMESPACES)
		out_netns(o, where);
	hashed = n[SOCKSTAT_TCP] + n[SOCKSTAT_TCP + 1] - n[SOCKSTAT_TIME_WAIT];
	out_totals(o, (uint64_t[]){
		n[SOCKSTAT_USED],
		n[SOCKSTAT_ALLOCATED] + n[SOCKSTAT_TIME_WAIT],
		n[SOCKSTAT_ESTABLISHED],
		n[SOCKSTAT_ALLOCATED] > hashed ? n[SOCKSTAT_ALLOCATED] - hashed : 0,
		n[SOCKSTAT_ORPHANS],
		n[SOCKSTAT_TIME_WAIT],
	});
	out_text(o, ")\n\nTransport Total     IP        IPv6\n");
	for (unsigned i = 0; i < 5; i++) {
		const uint64_t *from = i == 3 ? total : n + SOCKSTAT_RAW + 2 * (i - i / 4);

		out_row(o, names + 5 * i, from[0], from[1]);
		total[0] += from[0];
		total[1] += from[1];
	}
	out_char(o, '\n');
}
