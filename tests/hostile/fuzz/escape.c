/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as a name: what comes out is UTF-8 without a character that a terminal acts on or that changes how the
 * line is seen, keeps to its limit of columns, and read back gives the bytes that went in.
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

static bool between(uint32_t code, uint32_t first, uint32_t last)
{
	return code >= first && code <= last;
}

/* The worst of what must not be shown; tests/unicode.sh has them all. */
static bool is_hidden(uint32_t code)
{
	return code < ' ' || between(code, 0x7f, 0xa0) || code == 0xad || between(code, 0x200b, 0x200f) ||
	       between(code, 0x2028, 0x202e) || between(code, 0x2060, 0x206f) || between(code, 0xd800, 0xf8ff) ||
	       between(code, 0xfe00, 0xfe0f) || code == 0xfeff || (code & 0xfffe) == 0xfffe || code > 0x3ffff;
}

/* The character at *p, which is well-formed: there are as many bytes as the first one says, and no fewer would do. */
static uint32_t next_character(const uint8_t **p, const uint8_t *end)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned more = (**p >= 0xc0) + (**p >= 0xe0) + (**p >= 0xf0);
	uint32_t code = **p & (more ? 0x3f >> more : 0x7f);

	if ((**p >= 0x80 && !more) || end - *p <= (int)more)
		abort();
	for (unsigned i = 1; i <= more; i++) {
		if (((*p)[i] & 0xc0) != 0x80)
			abort();
		code = code << 6 | ((*p)[i] & 0x3f);
	}
	if (code < least[more])
		abort();
	*p += more + 1;
	return code;
}

static void check_printable(const uint8_t *text, size_t length, enum escape what)
{
	const uint8_t *end = text + length;

	while (text < end) {
		uint32_t code = next_character(&text, end);

		if (is_hidden(code) || (code == ' ' && what == ESCAPE_BLANKS) || (code == '"' && what == ESCAPE_QUOTES))
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
	if (limit && out_position(&o) > limit)
		abort();
	check_printable((uint8_t *)buffer, o.used, what);
	length = unescape((uint8_t *)buffer, o.used);
	if ((limit ? length > size - 2 : length != size - 2) || memcmp(buffer, data + 2, length))
		abort();
	return 0;
}
