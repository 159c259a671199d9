/* SPDX-License-Identifier: 0BSD */
/*
 * How far one word is from another: the distance of Damerau and Levenshtein, without changes inside of an exchange.
 */
#include <string.h>

#include "lib/nearest.h"

/* The characters that count, in lower case. Returns how many. */
static unsigned fold(char *to, struct text word)
{
	unsigned length = 0;

	for (const char *p = word.p; p < word.p + word.length && length < WORD_MAX; p++) {
		char low = *p | 0x20;
		bool letter = low >= 'a' && low <= 'z';

		if (letter || (*p >= '0' && *p <= '9') || strchr("<>!?", *p))
			to[length++] = letter && word.length > 1 ? low : *p;
	}
	return length;
}

/* Whether y, of at least three letters, is a part of x. */
static bool is_part(const char *x, unsigned n, const char *y, unsigned m)
{
	for (unsigned at = 0; m > 2 && at + m <= n; at++)
		if (!memcmp(x + at, y, m))
			return true;
	return false;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned word_distance(struct text a, struct text b)
{
	char x[WORD_MAX], y[WORD_MAX];
	unsigned rows[WORD_MAX + 1][WORD_MAX + 1], n = fold(x, a), m = fold(y, b);

	for (unsigned i = 0; i <= n; i++) {
		for (unsigned j = 0; j <= m; j++) {
			if (!i || !j) {
				rows[i][j] = i + j;
				continue;
			}
			rows[i][j] = least(rows[i - 1][j - 1] + (x[i - 1] != y[j - 1]), least(rows[i - 1][j], rows[i][j - 1]) + 1);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
		}
	}
	return n != m && is_part(x, n, y, m) ? 1 : rows[n][m];
}
