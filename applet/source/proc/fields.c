/* SPDX-License-Identifier: 0BSD */
/*
 * Tables of the kernel that are shown nearly as they are: their lines, cut at the blanks.
 */
#include "source/source.h"

struct pass {
	fields_fn *fn;
	void *ctx;
};

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

static enum line fields_line(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	struct fields f;

	return cut(&f, line) && p->fn(p->ctx, &f) ? LINE_GOOD : LINE_BAD;
}

int fields_read(const char *below, bool titled, fields_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct pass p = { fn, ctx };
	struct lines l;
	int opened = table_open(&l, proc_path(where, path, below), false, &where->faults);

	if (opened <= 0)
		return opened;
	fn(ctx, 0);
	return lines_walk(&l, titled, fields_line, &p);
}
