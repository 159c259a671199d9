/* SPDX-License-Identifier: 0BSD */
/*
 * Names come from whoever made them: process titles, socket paths, DNS. Here they become text that no terminal
 * acts on and that can be read back: every byte of what must not be shown is \xHH, and so is the backslash itself.
 */
#include "lib/lib.h"
#include "lib/unicode.h"

#define IS_QUOTED(o) (IF_FEATURE_JSON((o)->quoted) IF_NOT_FEATURE_JSON(false))

/* Marks above one character: more of them would be drawn over the lines around. */
enum { MOST_MARKS = 4 };

/* Bytes that may be shown as they are, and their columns; 0 when the first one has to be escaped. */
static size_t printable_length(const char *text, size_t length, enum escape what, unsigned *columns)
{
	unsigned char c = *text;

	*columns = 1;
	if (c >= 0x80)
		return ENABLE_FEATURE_UNICODE ? utf8_length(text, length, columns) : 0;
	if (ENABLE_FEATURE_SS_PROCESSES && c == '"')
		return what != ESCAPE_QUOTES;
	return c > ' ' - (what != ESCAPE_BLANKS) && c != 0x7f && c != '\\';
}

void out_escaped_within(struct out *o, const char *text, size_t length, enum escape what, size_t limit)
{
	size_t from = out_position(o);
	unsigned columns, marks = MOST_MARKS; /* a mark needs a character to stand above */

	while (length) {
		size_t n = printable_length(text, length, what, &columns), bytes = n;
		char escape[4] = "\\x";
		const char *shown = text;

		if (ENABLE_FEATURE_UNICODE) {
			if (n && !columns && ++marks > MOST_MARKS)
				n = 0;
			else if (columns)
				marks = *text == ' ' ? MOST_MARKS : 0;
		}
		if (!n) {
			escape[2] = "0123456789abcdef"[(unsigned char)*text >> 4];
			escape[3] = "0123456789abcdef"[*text & 15];
			shown = escape;
			marks = MOST_MARKS;
			columns = bytes = 4;
			n = 1;
		}
		if (limit && out_position(o) - from + columns > limit)
			return;
		if (IS_QUOTED(o) && (*shown == '\\' || *shown == '"'))
			out_char(o, '\\');
		out_bytes(o, shown, bytes);
		o->position += columns - bytes;
		text += n;
		length -= n;
	}
}

void out_escaped(struct out *o, const char *text, size_t length, enum escape what)
{
	out_escaped_within(o, text, length, what, 0);
}
