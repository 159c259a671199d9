/* SPDX-License-Identifier: 0BSD */
/*
 * What Unicode says of a character, from a table that include/unicode.awk makes and explains.
 */
#include <stdint.h>

#include "lib/unicode.h"

enum { FIRST = 0x80, LAST = 0x10ffff, HIDDEN = 3 };

static const uint8_t table[] = {
#include "lib/unicode-table.h"
};

static uint32_t table_number(const uint8_t **p)
{
	uint32_t value = 0;
	uint8_t byte;

	do {
		byte = *(*p)++;
		value = value << 7 | (byte & 0x7f);
	} while (byte & 0x80);
	return value;
}

/* Columns of a character from FIRST to LAST, or HIDDEN. The last run ends behind LAST, and so does the search. */
static unsigned kind_of(uint32_t code)
{
	const uint8_t *p = table;
	uint32_t end = FIRST, run;

	for (;;) {
		end += table_number(&p);
		if (code < end)
			return 1;
		run = table_number(&p);
		end += run / 4 + 1;
		if (code < end)
			return run % 4;
	}
}

size_t utf8_length(const char *text, size_t length, unsigned *columns)
{
	static const uint32_t least[] = { 0, 0, FIRST, 0x800, 0x10000 };
	const uint8_t *s = (const uint8_t *)text;
	size_t n = 0;
	uint32_t code;

	*columns = 1;
	if (s[0] < FIRST)
		return 1;
	while (s[0] << n & 0x80)
		n++;
	if (n < 2 || n > 4 || n > length)
		return 0;
	code = s[0] & (0x7f >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (s[i] & 0x3f);
	}
	if (code < least[n] || code > LAST)
		return 0;
	*columns = kind_of(code);
	return *columns == HIDDEN ? 0 : n;
}
