/* SPDX-License-Identifier: 0BSD */
/*
 * Faults of the input and of the output: counted, for the exit status, and told.
 */
#include <errno.h>

#include "lib/lib.h"

void fault(struct faults *f, const char *file, unsigned long line, const char *what)
{
	char number[24];
	char *end = number;

	f->count++;
	if ((ENABLE_FEATURE_OWNER_WORKERS || ENABLE_FEATURE_TOP_FLOWS) && f->untold)
		return;
	if (line) {
		end = put_text(end, ":");
		end = put_number(end, line);
	}
	*end = '\0';
	complain(file, number, ": ", what, (char *)0);
}

void out_finish(struct out *o, struct faults *f)
{
	if (out_flush(o) == 0)
		return;
	f->count++;
	if (o->error != EPIPE)
		complain("standard output: ", error_text(o->error), (char *)0);
}
