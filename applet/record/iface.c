/* SPDX-License-Identifier: 0BSD */
/*
 * The order of interfaces.
 */
#include "iface.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many digits begin at `s`. */
static int digits(const char *s)
{
	int n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* The end of a name comes first, then digits, then all else. */
static int rank(char c)
{
	return is_digit(c) ? 1 : c ? 2 : 0;
}

int iface_compare(const char *a, const char *b)
{
	int i = 0, start;

	while (a[i] && a[i] == b[i])
		i++;
	if (rank(a[i]) != rank(b[i]) && (is_digit(a[i]) || is_digit(b[i])) && (!i || !is_digit(a[i - 1])))
		return rank(a[i]) - rank(b[i]);
	for (start = i; start && is_digit(a[start - 1]); start--)
		;
	if (digits(a + start) != digits(b + start))
		return digits(a + start) - digits(b + start);
	return (unsigned char)a[i] - (unsigned char)b[i];
}
