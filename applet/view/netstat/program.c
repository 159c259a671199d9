/* SPDX-License-Identifier: 0BSD */
/*
 * The columns of -e, -p and -Z.
 */
#include "view/column.h"

/*
 * "PID/program", blanks and all, and no more columns than net-tools gives them, with -W too: scripts look for
 * `nginx: master' and count on the columns behind.
 */
enum { PROGRAM_WIDTH = 19 };

/* The first holder's process, 0 when there is none. */
static uint32_t first_holder(const struct view *v, const struct sock *s)
{
	size_t count, first = owners_find(v->owners, s->inode, &count);

	return count ? owners_get(v->owners, first).pid : 0;
}

void cell_program(const struct view *v, const struct column *c, const void *record)
{
	uint32_t pid = first_holder(v, record);
	size_t start = out_position(v->out);
	struct text name;

	(void)c;
	if (!pid) {
		out_char(v->out, '-');
		return;
	}
	name = program_name(v->owners, pid);
	out_number(v->out, pid, 0);
	out_char(v->out, '/');
	out_escaped_within(v->out, name.p, name.length, ESCAPE_CONTROLS,
			   PROGRAM_WIDTH - (out_position(v->out) - start));
}

void cell_context(const struct view *v, const struct column *c, const void *record)
{
	uint32_t pid = first_holder(v, record);
	struct text context = pid ? program_context(v->owners->where, pid) : (struct text){ 0, 0 };

	(void)c;
	if (!context.length)
		context = (struct text){ "-", 1 };
	out_escaped(v->out, context.p, context.length, ESCAPE_BLANKS);
}

void cell_user(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	out_user(v, ((const struct sock *)record)->uid);
}
