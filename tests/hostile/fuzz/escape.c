/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as a name: what comes out has no byte a terminal acts on, keeps to its limit, and read back gives
 * the bytes that went in.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "lib/lib.h"

/* Undoes the escapes of text[0..length). Returns the length of what is left. */
static size_t unescape(uint8_t *text, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < length; n++) {
		char digits[3] = "";

		if (text[i] != '\\') {
			text[n] = text[i++];
			continue;
		}
		if (i + 4 > length || text[i + 1] != 'x')
			abort();
		memcpy(digits, text + i + 2, 2);
		text[n] = strtoul(digits, 0, 16);
		i += 4;
	}
	return n;
}

static void check_printable(const uint8_t *text, size_t length, enum escape what)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] < ' ' || text[i] == 0x7f || (text[i] == ' ' && what == ESCAPE_BLANKS))
			abort();
		if (text[i] == '"' && what == ESCAPE_QUOTES)
			abort();
		if (text[i] == 0xc2 && (i + 1 == length || text[i + 1] < 0xa0))
			abort();
		if (text[i] == 0xc0 || text[i] == 0xc1 || text[i] > 0xf4)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char buffer[1 << 14];
	enum escape what;
	size_t limit, length;
	struct out o;

	if (size < 2 || size > sizeof buffer / 4)
		return 0;
	what = data[0] % 3;
	limit = data[1];
	out_open(&o, -1, buffer, sizeof buffer);
	out_escaped_within(&o, (const char *)data + 2, size - 2, what, limit);
	if (limit && o.used > limit)
		abort();
	check_printable((uint8_t *)buffer, o.used, what);
	length = unescape((uint8_t *)buffer, o.used);
	if ((limit ? length > size - 2 : length != size - 2) || memcmp(buffer, data + 2, length))
		abort();
	return 0;
}
