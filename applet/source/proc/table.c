/* SPDX-License-Identifier: 0BSD */
/*
 * What the tables of routes, interfaces and groups have in common: lines behind titles, and addresses in
 * either order.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "source/source.h"

/* The lines that are left, until one of them is the last. Whether one was. */
static bool walk(struct lines *l, line_fn *fn, void *ctx)
{
	enum line result = LINE_GOOD;
	struct scan line;

	while (result != LINE_LAST && lines_next(l, &line)) {
		result = fn(ctx, &line);
		if (result == LINE_BAD)
			lines_malformed(l);
	}
	lines_close(l);
	return result == LINE_LAST;
}

int lines_read(const char *below, unsigned titles, line_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct lines l;
	struct scan line;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return opened;
	while (titles && lines_next(&l, &line))
		titles--;
	return walk(&l, fn, ctx);
}

void settings_read(const char *path, line_fn *fn, void *ctx)
{
	struct faults faults = { 0 };
	struct lines l;

	if (!lines_open(&l, path, &faults))
		return;
	l.lenient = true;
	walk(&l, fn, ctx);
}

void lines_missing(const char *below, struct context *where)
{
	char path[PROC_PATH];
	int error = errno;
	const char *whole = proc_path(where, path, below);

	fault(&where->faults, whole ? whole : "PROC_ROOT", 0, error_text(error));
}

void address_decode(uint8_t *address, unsigned words, bool network, struct scan *line)
{
	scan_blanks(line);
	for (unsigned i = 0; i < words; i++) {
		uint32_t word = scan_word(line);

		if (network)
			word = htonl(word);
		memcpy(address + 4 * i, &word, 4);
	}
}
