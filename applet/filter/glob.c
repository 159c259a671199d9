/* SPDX-License-Identifier: 0BSD */
/*
 * Globs over bytes, as fnmatch(3) has them in the C locale, without character classes. A star tries again one
 * byte further each time what follows it fails; only the last star ever needs to.
 */
#include "expression.h"

static unsigned lower(char c)
{
	unsigned byte = (unsigned char)c;

	return byte - 'A' < 26 ? byte + 32 : byte;
}

/*
 * The bracket expression that `g` stands in, its '[' already taken. False when it has no end: then the '[' is
 * an ordinary byte and nothing is taken.
 */
static bool bracket(struct scan *g, unsigned byte, bool *in)
{
	const char *p = g->p, *first;
	bool negated = p < g->end && (*p == '!' || *p == '^');

	*in = false;
	for (p += negated, first = p; p < g->end && (p == first || *p != ']'); p++) {
		unsigned low, high;

		if (*p == '\\' && p + 1 < g->end)
			p++;
		low = high = lower(*p);
		if (g->end - p > 2 && p[1] == '-' && p[2] != ']') {
			p += 2;
			if (*p == '\\' && p + 1 < g->end)
				p++;
			high = lower(*p);
		}
		*in |= byte >= low && byte <= high;
	}
	if (p >= g->end)
		return false;
	*in ^= negated;
	g->p = p + 1;
	return true;
}

/* Takes what stands for one byte off the glob. Whether it is this one. */
static bool matches_byte(struct scan *g, char c)
{
	char wanted = *g->p++;
	bool in;

	if (wanted == '?')
		return true;
	if (wanted == '[' && bracket(g, lower(c), &in))
		return in;
	if (wanted == '\\' && g->p < g->end)
		wanted = *g->p++;
	return lower(wanted) == lower(c);
}

bool glob_matches(struct text glob, struct text text)
{
	struct scan g = { glob.p, glob.p + glob.length, false }, star = { 0, 0, false };
	const char *p = text.p, *end = text.p + text.length, *again = 0;

	for (;;) {
		if (g.p < g.end && *g.p == '*') {
			g.p++;
			star = g;
			again = p;
		} else if (p == end) {
			return g.p == g.end;
		} else if (g.p == g.end || !matches_byte(&g, *p++)) {
			if (!again)
				return false;
			g = star;
			p = ++again;
		}
	}
}
