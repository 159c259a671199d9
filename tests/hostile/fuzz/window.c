/* SPDX-License-Identifier: 0BSD */
/*
 * ss's window with any cells in it, on screens of any width: what is rendered is the cells in their order, and
 * blanks; and where no column is as wide as the screen, each row fills whole lines of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "view/window.h"

/* What is left of the input. */
struct input {
	const uint8_t *p, *end;
};

/* The character whose number is 0 there takes two columns, the next one none. */
static const char *const characters[] = { "\xe4\xb8\x80", "\xcc\x81" };

/* A length and that many characters, which the cells of ss have been escaped to be. */
static void fill(struct out *o, unsigned column, const void *ctx)
{
	struct input *in = *(struct input *const *)ctx;
	size_t length = in->p < in->end ? *in->p++ % 40 : 0;

	if (length)
		out_char(o, 'x');
	for (; length && in->p < in->end; length--, in->p++)
		if (*in->p < ARRAY_SIZE(characters))
			out_escaped(o, characters[*in->p], strlen(characters[*in->p]), ESCAPE_BLANKS);
		else
			out_char(o, *in->p > ' ' && *in->p < 0x7f ? *in->p : 'x');
	(void)column;
}

/* The cells as they stand in the window, blanks in front of each other row. */
static size_t expected(const struct window *w, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < w->used; i++)
		if (w->text[i])
			to[n++] = w->text[i];
	return n;
}

static size_t without_blanks(char *text, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < length; i++)
		if (text[i] != ' ' && text[i] != '\n')
			text[n++] = text[i];
	return n;
}

/* Columns of text[0..length), in which no other characters are than fill() has written. */
static size_t columns(const char *text, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < length; i++)
		n += (uint8_t)text[i] == 0xe4 ? 2 : (uint8_t)text[i] < 0x80;
	return n;
}

static void check_lines(const struct window *w, const char *text, size_t length, unsigned screen)
{
	const char *end = text + length;

	for (unsigned c = 0; c < COLUMN_COUNT; c++)
		if (w->width[c] >= screen || w->last > w->width[COLUMN_EXTENDED])
			return;
	while (text < end) {
		const char *newline = memchr(text, '\n', end - text);

		if (!newline || columns(text, newline - text) % screen)
			abort();
		text = newline + 1;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct window w;
	static char buffer[1 << 22], cells[1 << 20];
	struct input in = { data + 3, data + size }, *ctx = &in;
	char number[8];
	struct out o;
	size_t n;

	if (size < 4 || (!w.text && !window_open(&w, &o, 0)))
		return 0;
	snprintf(number, sizeof number, "%u", data[0]);
	setenv("COLUMNS", number, 1);
	out_open(&o, -1, buffer, sizeof buffer);
	w.out = &o;
	w.columns = data[1] | data[2] << 8 | 1 << COLUMN_EXTENDED;
	w.last = 0;
	memset(w.longest, 0, sizeof w.longest);
	while (in.p < in.end)
		if (!window_row(&w, fill, &ctx))
			abort();
	n = expected(&w, cells);
	window_render(&w);
	if (data[0] && !o.error)
		check_lines(&w, buffer, o.used, data[0]);
	if (!o.error && (without_blanks(buffer, o.used) != n || memcmp(buffer, cells, n)))
		abort();
	return 0;
}
