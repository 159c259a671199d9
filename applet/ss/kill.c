/* SPDX-License-Identifier: 0BSD */
/*
 * ss -K: sockets that the filter matches are closed, and what came of it is told.
 */
#include <errno.h>

#include "source/diag.h"
#include "ss/ss.h"

/* One that went by itself in between is neither closed nor refused. */
bool ss_kill(struct killed *k, const struct sock *s)
{
	int error = s->known & KNOWN_NETLINK ? diag_destroy(s) : EOPNOTSUPP; /* by /proc we have no name for it */
	size_t i = 0;

	k->count += !error;
	if (!error || error == ENOENT)
		return !error;
	while (i < ARRAY_SIZE(k->refused) - 1 && k->refused[i].count && k->refused[i].error != error)
		i++;
	k->refused[i].count++;
	k->refused[i].error = error;
	return false;
}

static void tell(uint32_t count, const char *what, const char *why)
{
	char number[11];

	*put_number(number, count) = '\0';
	complain(number, count == 1 ? " socket" : " sockets", what, why, (char *)0);
}

void ss_killed(const struct killed *k, struct context *where)
{
	tell(k->count, " closed", "");
	for (size_t i = 0; i < ARRAY_SIZE(k->refused) && k->refused[i].count; i++) {
		tell(k->refused[i].count, " refused: ", error_text(k->refused[i].error));
		where->faults.count++;
	}
}
