/* SPDX-License-Identifier: 0BSD */
/*
 * What a finding means when there is none at hand: its words without what is about numbers.
 */
#include <string.h>

#include "check/check.h"

/* Whether a sentence has a mark for a number, which findings.def tells of. */
static bool has_number(const char *p, const char *end)
{
	for (; p + 1 < end; p++)
		if (memchr("%&@$^", *p, 5) && (p[1] == 't' || p[1] == 'a' || (p[1] >= '0' && p[1] <= '5')))
			return true;
	return false;
}

/* A sentence without its conditions, and settings without their brackets. */
static char *put_sentence(char *to, const char *limit, const char *p, const char *end)
{
	while (*p == '?' || *p == '!')
		p += 2;
	if (has_number(p, end))
		return to;
	if (*p != ' ' && to < limit)
		*to++ = ' ';
	for (; p < end && to < limit; p++)
		if (*p != '[' && *p != ']' && !(*p == '=' && p[-1] == '['))
			*to++ = *p;
	return to;
}

char *put_general(char *to, const char *limit, unsigned finding)
{
	const char *p = strchr(finding_text(finding, FINDING_WORDS), '\n') + 1, *end;

	for (; *p && *p != '\n'; p = end + 1) {
		end = strchr(p, '|');
		to = put_sentence(to, limit, p, end);
	}
	return to;
}
