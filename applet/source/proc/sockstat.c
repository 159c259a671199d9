/* SPDX-License-Identifier: 0BSD */
/*
 * Counts of sockets: /proc/net/sockstat and sockstat6 (net/ipv4/proc.c:sockstat_seq_show), lines of names and values,
 *
 *   TCP: inuse 3 orphan 0 tw 1 alloc 5 mem 0
 *
 * and the number of established connections from the values line of Tcp in /proc/net/snmp. Kernels only ever add at
 * the end of such a line, so a place in it is as good as a name.
 */
#include <stdlib.h>
#include <string.h>

#include "source/source.h"

enum { SOCKSTAT, SOCKSTAT6, SNMP };

/* Where each count stands, in the order of SOCKSTAT_*: file, first word of the line, words to pass over. */
static const struct {
	uint8_t file, words;
	char line[9];
} places[SOCKSTAT_COUNT] = {
	{ SOCKSTAT, 1, "sockets:" },
	{ SNMP, 8, "Tcp:" },
	{ SOCKSTAT, 3, "TCP:" },
	{ SOCKSTAT, 5, "TCP:" },
	{ SOCKSTAT, 7, "TCP:" },
	{ SOCKSTAT, 1, "RAW:" },
	{ SOCKSTAT6, 1, "RAW6:" },
	{ SOCKSTAT, 1, "UDP:" },
	{ SOCKSTAT6, 1, "UDP6:" },
	{ SOCKSTAT, 1, "TCP:" },
	{ SOCKSTAT6, 1, "TCP6:" },
	{ SOCKSTAT, 1, "FRAG:" },
	{ SOCKSTAT6, 1, "FRAG6:" },
};

struct pass {
	unsigned file;
	uint64_t *counts;
};

/* A line without one of the values is malformed, but for snmp's line of names. */
static enum line take_counts(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	struct text first = scan_text(line);

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		struct scan s = *line;
		uint64_t value;

		if (places[i].file != p->file || !text_is(first, places[i].line))
			continue;
		for (unsigned n = places[i].words; n; n--)
			scan_text(&s);
		value = scan_number(&s, 10, UINT64_MAX);
		if (s.bad)
			return p->file == SNMP ? LINE_GOOD : LINE_BAD;
		p->counts[i] = value;
	}
	return LINE_GOOD;
}

int sockstat_read(uint64_t counts[SOCKSTAT_COUNT], struct context *where)
{
	static const char *const files[] = { "sockstat", "sockstat6", "snmp" };
	char path[PROC_PATH];
	struct lines l;
	int result = 0;

	for (unsigned i = 0; i < ARRAY_SIZE(files); i++) {
		const char *file = net_path(where, path, files[i]);
		int opened = table_open(&l, file, file != path, &where->faults);

		if (opened > 0)
			lines_walk(&l, 0, take_counts, &(struct pass){ i, counts });
		else if (opened < 0 && i != SOCKSTAT6)
			result = -1;
	}
	return result;
}
