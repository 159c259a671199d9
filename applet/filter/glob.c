/* SPDX-License-Identifier: 0BSD */
/*
 * Globs over bytes, as fnmatch(3) has them in the C locale, without character classes. A star tries again one
 * byte further each time what follows it fails; only the last star ever needs to.
 */
#include "filter/expression.h"

static unsigned lower(char c)
{
	unsigned byte = (unsigned char)c;

	return byte - 'A' < 26 ? byte + 32 : byte;
}

/*
 * The bracket expression that begins at `p`, behind its '['. What follows it, or null when it has no end: then the
 * '[' is an ordinary byte.
 */
static const char *bracket(const char *p, const char *end, unsigned byte, bool *in)
{
	bool negated = p < end && (*p == '!' || *p == '^');
	const char *first = p += negated;

	*in = negated;
	for (; p < end && (p == first || *p != ']'); p++) {
		unsigned low = lower(*p);

		if (end - p > 2 && p[1] == '-' && p[2] != ']')
			p += 2;
		if (byte >= low && byte <= lower(*p))
			*in = !negated;
	}
	return p < end ? p + 1 : 0;
}

/* Takes what stands for one byte off the glob. Whether it is this one. */
static bool matches_byte(struct scan *g, char c)
{
	char wanted = *g->p++;
	const char *after;
	bool in;

	if (wanted == '?')
		return true;
	if (wanted == '[' && (after = bracket(g->p, g->end, lower(c), &in))) {
		g->p = after;
		return in;
	}
	if (wanted == '\\' && g->p < g->end)
		wanted = *g->p++;
	return lower(wanted) == lower(c);
}

bool glob_matches(struct text glob, struct text text)
{
	struct scan g = { glob.p, glob.p + glob.length, false };
	const char *p = text.p, *end = text.p + text.length, *again = 0, *star = 0;

	for (;;) {
		if (g.p < g.end && *g.p == '*') {
			star = ++g.p;
			again = p;
		} else if (p == end) {
			return g.p == g.end;
		} else if (g.p == g.end || !matches_byte(&g, *p++)) {
			if (!again)
				return false;
			g.p = star;
			p = ++again;
		}
	}
}
