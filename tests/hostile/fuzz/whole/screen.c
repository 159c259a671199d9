/* SPDX-License-Identifier: 0BSD */
/*
 * What may come out: UTF-8, newlines, and tabs that indent a line or follow its first word, in capitals (ss -s). Not:
 * other control bytes, C1, and what Unicode has to change how a line is seen (format characters, other blanks and
 * line ends, private use, noncharacters).
 */
#include <stdio.h>
#include <stdlib.h>

#include "whole.h"

static struct screen {
	uint32_t code, least;
	unsigned left;  /* bytes of the character that are to come */
	bool indenting; /* nothing but tabs and capitals since the last newline */
} screens[3];
static bool unchecked;

void screen_clear(bool any_bytes)
{
	unchecked = any_bytes;
	for (int fd = 1; fd <= 2; fd++)
		screens[fd] = (struct screen){ .indenting = true };
}

static void bad(const char *what, uint32_t code)
{
	fprintf(stderr, "printed: %s, %x\n", what, (unsigned)code);
	abort();
}

static void look_at_character(uint32_t code)
{
	static const uint32_t ranges[][2] = {
		{ 0x80, 0xa0 }, { 0xad, 0xad }, { 0x34f, 0x34f }, { 0x600, 0x605 }, { 0x61c, 0x61c }, { 0x6dd, 0x6dd },
		{ 0x70f, 0x70f }, { 0x8e2, 0x8e2 }, { 0x1680, 0x1680 }, { 0x180b, 0x180f }, { 0x2000, 0x200f },
		{ 0x2028, 0x202f }, { 0x205f, 0x206f }, { 0x3000, 0x3000 }, { 0xd800, 0xf8ff }, { 0xfdd0, 0xfdef },
		{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0x110bd, 0x110bd }, { 0x110cd, 0x110cd },
		{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff }, { 0xf0000, 0xffffffff },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i][0] && code <= ranges[i][1])
			bad("a character that changes the line", code);
	if ((code & 0xfffe) == 0xfffe)
		bad("a noncharacter", code);
}

static void begin_character(struct screen *s, uint8_t byte)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };

	if (byte < 0xc2 || byte > 0xf4)
		bad("not UTF-8", byte);
	s->left = 1 + (byte >= 0xe0) + (byte >= 0xf0);
	s->code = byte & (0x3f >> s->left);
	s->least = least[s->left];
}

static void look_at_byte(struct screen *s, uint8_t byte)
{
	if (s->left) {
		if ((byte & 0xc0) != 0x80)
			bad("a cut character", byte);
		s->code = s->code << 6 | (byte & 0x3f);
		if (--s->left)
			return;
		if (s->code < s->least)
			bad("overlong UTF-8", s->code);
		look_at_character(s->code);
	} else if (byte >= 0x80) {
		begin_character(s, byte);
	} else if ((byte < ' ' && byte != '\n' && !(byte == '\t' && s->indenting)) || byte == 0x7f) {
		bad("a control byte", byte);
	}
	s->indenting = byte == '\n' || (s->indenting && (byte == '\t' || (byte >= 'A' && byte <= 'Z')));
}

void screen_bytes(int fd, const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i < length && !(unchecked && fd == 1); i++)
		look_at_byte(&screens[fd], bytes[i]);
}

void screen_end(void)
{
	for (int fd = 1; fd <= 2; fd++)
		if (screens[fd].left)
			bad("a cut character at the end", fd);
}
