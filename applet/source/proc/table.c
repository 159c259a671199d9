/* SPDX-License-Identifier: 0BSD */
/*
 * What the tables of routes, interfaces and groups have in common: lines behind titles, and addresses in
 * either order.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "source/proc.h"
#include "source/source.h"

int lines_read(const char *below, unsigned titles, line_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct lines l;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	return opened > 0 ? lines_walk(&l, titles, fn, ctx) : opened;
}

void settings_read(const char *path, line_fn *fn, void *ctx)
{
	struct faults faults = { 0 };
	struct lines l;

	if (!lines_open(&l, path, &faults))
		return;
	l.lenient = true;
	lines_walk(&l, 0, fn, ctx);
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
