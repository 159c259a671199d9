/* SPDX-License-Identifier: 0BSD */
/*
 * Names come from whoever made them: process titles, socket paths, DNS. Here they become text that no terminal
 * acts on and that can be read back: every unprintable byte is \xHH, and so is the backslash itself.
 */
#include "lib/lib.h"

/*
 * Bytes of the UTF-8 sequence that begins at `s`, or 0 when it is malformed or names no printable character.
 * The least code point of a two-byte sequence is set past the C1 controls (U+0080 to U+009F).
 */
static size_t utf8_length(const unsigned char *s, size_t length)
{
	static const uint32_t least[] = { 0, 0, 0xa0, 0x800, 0x10000 };
	size_t n = 0;
	uint32_t code;

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
	return code >= least[n] && code <= 0x10ffff && code >> 11 != 0x1b ? n : 0;
}

/* Bytes that may be shown as they are, 0 when the first one has to be escaped. */
static size_t printable_length(const unsigned char *s, size_t length, enum escape what)
{
	if (s[0] >= 0x80)
		return utf8_length(s, length);
	if (ENABLE_FEATURE_SS_PROCESSES && s[0] == '"')
		return what != ESCAPE_QUOTES;
	return s[0] > ' ' - (what != ESCAPE_BLANKS) && s[0] != 0x7f && s[0] != '\\';
}

void out_escaped_within(struct out *o, const char *text, size_t length, enum escape what, size_t limit)
{
	size_t from = out_position(o);

	while (length) {
		size_t n = printable_length((const unsigned char *)text, length, what), wanted = n;
		char escape[4] = "\\x";
		const char *shown = text;

		if (!n) {
			escape[2] = "0123456789abcdef"[(unsigned char)*text >> 4];
			escape[3] = "0123456789abcdef"[*text & 15];
			shown = escape;
			wanted = 4;
			n = 1;
		}
		if (limit && out_position(o) - from + wanted > limit)
			return;
		out_bytes(o, shown, wanted);
		text += n;
		length -= n;
	}
}

void out_escaped(struct out *o, const char *text, size_t length, enum escape what)
{
	out_escaped_within(o, text, length, what, 0);
}
