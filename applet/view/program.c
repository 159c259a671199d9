/* SPDX-License-Identifier: 0BSD */
/*
 * The columns of -p and -Z.
 */
#include "view.h"

/* "PID/program" and no more columns than net-tools gives them. */
enum { PROGRAM_WIDTH = 19 };

void cell_program(const struct view *v, const struct sock *s)
{
	const struct owner *owner = owners_find(v->owners, s->inode);
	size_t start = out_position(v->out);
	struct text name;

	if (!owner) {
		out_char(v->out, '-');
		return;
	}
	name = program_name(v->owners, owner->pid);
	out_number(v->out, owner->pid, 0);
	out_char(v->out, '/');
	out_escaped_within(v->out, name.p, name.length, ESCAPE_BLANKS,
			   v->wide ? 0 : PROGRAM_WIDTH - (out_position(v->out) - start));
}

void cell_context(const struct view *v, const struct sock *s)
{
	const struct owner *owner = owners_find(v->owners, s->inode);
	struct text context = owner ? program_context(owner->pid) : (struct text){ 0, 0 };

	if (!context.length)
		context = (struct text){ "-", 1 };
	out_escaped(v->out, context.p, context.length, ESCAPE_BLANKS);
}
