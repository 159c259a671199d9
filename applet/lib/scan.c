/* SPDX-License-Identifier: 0BSD */
/*
 * Reads the columns of a line. Every look at a byte is bounded by the line's end, and half a number is never
 * taken for a whole one: what follows a number must be a blank, a punctuation mark or the end.
 */
#include <string.h>

#include "lib/lib.h"

void scan_blanks(struct scan *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\t'))
		s->p++;
}

void scan_char(struct scan *s, char c)
{
	if (s->p < s->end && *s->p == c)
		s->p++;
	else
		s->bad = true;
}

/* 0 to 15, 16 for what is no digit, 17 for a letter that is none. Most of a line's bytes go through here. */
static inline __attribute__((always_inline)) unsigned digit_value(char c)
{
	unsigned digit = (unsigned char)c - '0', letter = ((unsigned char)c | 0x20) - 'a';

	return digit < 10 ? digit : letter < 6 ? letter + 10 : letter < 26 ? 17 : 16;
}

uint64_t scan_number(struct scan *s, unsigned base, uint64_t max)
{
	uint64_t value = 0;
	unsigned digit = 16;
	const char *start;

	scan_blanks(s);
	for (start = s->p; s->p < s->end; s->p++) {
		digit = digit_value(*s->p);
		if (digit >= base)
			break;
		if (__builtin_mul_overflow(value, base, &value) || __builtin_add_overflow(value, digit, &value))
			s->bad = true;
	}
	if (s->p == start || value > max || (s->p < s->end && digit != 16))
		s->bad = true;
	return value;
}

uint32_t scan_decimal(struct scan *s)
{
	return scan_number(s, 10, UINT32_MAX);
}

uint32_t scan_hex(struct scan *s)
{
	return scan_number(s, 16, UINT32_MAX);
}

int64_t scan_signed(struct scan *s)
{
	bool minus;
	uint64_t value;

	scan_blanks(s);
	minus = s->p < s->end && *s->p == '-';
	s->p += minus;
	s->bad |= minus && s->p < s->end && digit_value(*s->p) > 9;
	value = scan_number(s, 10, INT64_MAX);
	return minus ? -value : value;
}

void scan_numbers(struct scan *s, const char *bases, uint64_t *values)
{
	for (; *bases; bases++)
		*values++ = scan_number(s, (*bases | 0x20) == 'x' ? 16 : 10, *bases & 0x20 ? UINT32_MAX : UINT64_MAX);
}

uint32_t scan_word(struct scan *s)
{
	uint32_t value = 0;

	for (int i = 0; i < 8; i++) {
		unsigned digit = s->p < s->end ? digit_value(*s->p) : 16;

		if (digit > 15) {
			s->bad = true;
			return 0;
		}
		value = value << 4 | digit;
		s->p++;
	}
	return value;
}

struct text scan_text(struct scan *s)
{
	struct text t;

	scan_blanks(s);
	t.p = s->p;
	while (s->p < s->end && *s->p != ' ' && *s->p != '\t')
		s->p++;
	t.length = s->p - t.p;
	return t;
}

struct text scan_name(struct scan *s)
{
	const char *colon = s->end;
	struct text t;

	scan_blanks(s);
	t.p = s->p;
	while (colon > s->p && *--colon != ':')
		;
	t.length = colon - s->p;
	while (t.length && (t.p[t.length - 1] == ' ' || t.p[t.length - 1] == '\t'))
		t.length--;
	s->bad |= !t.length;
	if (t.length)
		s->p = colon + 1;
	return t;
}

bool text_is(struct text t, const char *word)
{
	return strlen(word) == t.length && !memcmp(t.p, word, t.length);
}

const char *text_behind(struct text t, const char *word)
{
	size_t length = strlen(word);

	for (; t.length >= length; t.p++, t.length--)
		if (!memcmp(t.p, word, length))
			return t.p + length;
	return 0;
}

const char *word_at(const char *list, unsigned n)
{
	while (*list && n--)
		list += strlen(list) + 1;
	return list;
}

int find_word(const char *list, const char *word)
{
	for (int i = 0; *list; i++) {
		const char *w = word;

		for (; *list && *list == (*w >= 'A' && *w <= 'Z' ? *w | 0x20 : *w); w++)
			list++;
		if (!*list && !*w)
			return i;
		while (*list++)
			;
	}
	return -1;
}
