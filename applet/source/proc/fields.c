/* SPDX-License-Identifier: 0BSD */
/*
 * Tables of the kernel that are shown nearly as they are: their lines, cut at the blanks.
 */
#include "source/source.h"

/* False when the line has more fields than any of these tables. */
static bool cut(struct fields *f, struct scan *line)
{
	for (f->count = 0; f->count < ARRAY_SIZE(f->field); f->count++) {
		f->field[f->count] = scan_text(line);
		if (!f->field[f->count].length)
			return true;
	}
	return !scan_text(line).length;
}

bool fields_read(const char *below, bool titled, fields_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct fields fields;
	struct lines l;
	struct scan line;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return !opened;
	fn(ctx, 0);
	if (titled)
		lines_next(&l, &line);
	while (lines_next(&l, &line))
		if (!cut(&fields, &line) || !fn(ctx, &fields))
			lines_malformed(&l);
	lines_close(&l);
	return true;
}
