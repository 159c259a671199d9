/* SPDX-License-Identifier: 0BSD */
/*
 * What include/build/pack.awk has packed, which also tells how.
 */
#include "lib/lib.h"

/* *at: how many of the packed bits have been read. */
static unsigned next_bits(const uint8_t *packed, size_t *at, unsigned width)
{
	unsigned n = 0;

	for (; width--; ++*at)
		n = n << 1 | (packed[*at >> 3] >> (*at & 7) & 1);
	return n;
}

static unsigned next_number(const uint8_t *packed, size_t *at)
{
	unsigned n = 1, pair;

	do {
		pair = next_bits(packed, at, 2);
		n = n << 1 | pair >> 1;
	} while (pair & 1);
	return n;
}

static char next_literal(const uint8_t *packed, size_t *at)
{
	unsigned c;

	if (!next_bits(packed, at, 1))
		return " acdehilmnoprstu"[next_bits(packed, at, 4)];
	c = next_bits(packed, at, 7);
	return c == 127 ? next_bits(packed, at, 8) : c;
}

void unpack(const uint8_t *packed, char *to, size_t size)
{
	const char *end = to + size;
	size_t at = 0;

	while (to < end) {
		size_t distance, length;

		if (!next_bits(packed, &at, 1)) {
			*to++ = next_literal(packed, &at);
			continue;
		}
		distance = (next_number(packed, &at) - 2) << 6;
		distance += next_bits(packed, &at, 6) + 1;
		for (length = next_number(packed, &at); length--; to++)
			*to = *(to - distance);
	}
}
