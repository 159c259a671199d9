/* SPDX-License-Identifier: 0BSD */
/*
 * The column of -e that the inode does not fill.
 */
#include "view/view.h"

void cell_user(const struct view *v, const void *record)
{
	const struct sock *s = record;
	struct text name = { 0, 0 };

	if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_users)
		name = user_name(s->uid);
	if (name.length)
		out_escaped(v->out, name.p, name.length, ESCAPE_BLANKS);
	else
		out_number(v->out, s->uid, 0);
}
