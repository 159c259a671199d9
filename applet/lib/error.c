/* SPDX-License-Identifier: 0BSD */
/*
 * Faults of the input: counted, for the exit status, and told.
 */
#include "lib.h"

void fault(struct faults *f, const char *file, unsigned long line, const char *what)
{
	char number[24];
	char *end = number;

	f->count++;
	if (line) {
		end = put_text(end, ":");
		end = put_number(end, line);
	}
	*end = '\0';
	complain(file, number, ": ", what, (char *)0);
}
