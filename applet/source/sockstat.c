/* SPDX-License-Identifier: 0BSD */
/*
 * Counts of sockets: /proc/net/sockstat and sockstat6 (net/ipv4/proc.c:sockstat_seq_show), lines of names and values,
 *
 *   TCP: inuse 3 orphan 0 tw 1 alloc 5 mem 0
 *
 * and of /proc/net/snmp the number of established connections, whose names are in a line before their values.
 */
#include <stdlib.h>
#include <string.h>

#include "source.h"

/* What is counted, "LINE NAME" each, in the order of enum sockstat. */
static const char keys[] =
	"sockets: used\0TCP: orphan\0TCP: alloc\0TCP: tw\0RAW: inuse\0RAW6: inuse\0UDP: inuse\0UDP6: inuse\0"
	"TCP: inuse\0TCP6: inuse\0FRAG: inuse\0FRAG6: inuse\0";

/* Puts a value where it belongs, if it does. */
static void keep_value(uint64_t *counts, struct text line, struct text name, uint64_t value)
{
	const char *k = keys;

	for (; *k; k += strlen(k) + 1, counts++)
		if (!strncmp(k, line.p, line.length) && k[line.length] == ' ' && text_is(name, k + line.length + 1))
			*counts = value;
}

static void read_pairs(struct scan *line, uint64_t *counts)
{
	struct text first = scan_text(line);

	for (;;) {
		struct text name = scan_text(line);
		uint64_t value;

		if (!name.length)
			return;
		value = scan_number(line, 10, UINT64_MAX);
		if (line->bad)
			return;
		keep_value(counts, first, name, value);
	}
}

/* Calls fn for each line of a file that stands in the environment under `name`, or below /proc/net. */
static bool each_line(const char *name, const char *below, struct faults *f,
		      void (*fn)(struct scan *line, uint64_t *counts), uint64_t *counts)
{
	char path[PROC_PATH];
	const char *given = getenv(name);
	struct lines l;
	struct scan line;

	if (!lines_open(&l, given ? given : proc_path(path, below), f))
		return false;
	while (lines_next(&l, &line)) {
		fn(&line, counts);
		if (line.bad)
			lines_malformed(&l);
	}
	lines_close(&l);
	return true;
}

/* The values line of Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab. */
static void read_established(struct scan *line, uint64_t *counts)
{
	struct scan s = *line;

	if (!text_is(scan_text(&s), "Tcp:"))
		return;
	for (int i = 0; i < 8; i++)
		scan_text(&s);
	scan_blanks(&s);
	if (s.p < s.end && *s.p >= '0' && *s.p <= '9')
		counts[SOCKSTAT_ESTABLISHED] = scan_number(&s, 10, UINT64_MAX);
	line->bad = s.bad;
}

bool sockstat_read(uint64_t counts[SOCKSTAT_COUNT], struct faults *f)
{
	bool there = each_line("PROC_NET_SOCKSTAT", "net/sockstat", f, read_pairs, counts);

	there &= each_line("PROC_NET_SNMP", "net/snmp", f, read_established, counts);
	each_line("PROC_NET_SOCKSTAT6", "net/sockstat6", f, read_pairs, counts);
	return there;
}
