/* SPDX-License-Identifier: 0BSD */
/*
 * The window of rows and their widths. Its memory is touched only as far as there are rows.
 */
#include <string.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "lib/unicode.h"
#include "view/window.h"

/* Bytes of rows that are sized together. ss keeps five megabytes; we promise to stay below one with all we need. */
enum { WINDOW_SIZE = 832 << 10, ROW_LEAST = 512 };

/* A cell wider than this stands out of its column: no other row is padded to it. */
enum { WIDEST = 1024 };

/* Columns that stand to the right in their width, and those that touch the one before them. */
enum {
	RIGHT = 1 << COLUMN_LOCAL | 1 << COLUMN_PEER,
	CLOSE = 1 << COLUMN_LOCAL_PORT | 1 << COLUMN_PEER_PORT | 1 << COLUMN_PROCESS |
		1 << COLUMN_EXTENDED,
};

bool window_open(struct window *w, struct out *o, unsigned columns)
{
	memset(w, 0, sizeof *w);
	w->out = o;
	w->columns = columns;
	w->text = mmap(0, WINDOW_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return w->text != MAP_FAILED;
}

void window_close(struct window *w)
{
	munmap(w->text, WINDOW_SIZE);
}

static void lengthen(struct window *w, unsigned column, uint32_t length)
{
	if (length <= WIDEST && length > w->longest[column])
		w->longest[column] = length;
}

/* Writes the cells of a row behind those that are there. False when there is too little room for them. */
static bool add_row(struct window *w, cell_fn *cell, const void *ctx)
{
	uint32_t length[COLUMN_COUNT];
	struct out o;

	/* Without a descriptor the flush of a full buffer fails, and that is how we know. */
	out_open(&o, -1, w->text + w->used, WINDOW_SIZE - w->used);
	for (unsigned c = 0; c < COLUMN_COUNT; c++) {
		size_t start = out_position(&o);

		if (!(w->columns >> c & 1))
			continue;
		cell(&o, c, ctx);
		length[c] = out_position(&o) - start;
		out_char(&o, '\0');
	}
	if (o.error)
		return false;
	w->wide |= ENABLE_FEATURE_UNICODE && o.used != out_position(&o);
	w->used += o.used;
	lengthen(w, COLUMN_EXTENDED, w->last);
	for (unsigned c = 0; c < COLUMN_EXTENDED; c++)
		if (w->columns >> c & 1)
			lengthen(w, c, length[c]);
	w->last = length[COLUMN_EXTENDED];
	return true;
}

bool window_row(struct window *w, cell_fn *cell, const void *ctx)
{
	if (WINDOW_SIZE - w->used >= ROW_LEAST && add_row(w, cell, ctx))
		return true;
	window_render(w);
	return add_row(w, cell, ctx);
}

bool window_rewind(struct window *w, size_t position)
{
	size_t back = window_position(w) - position;

	if (back > w->used)
		return false;
	w->used -= back;
	return true;
}

/* $COLUMNS, or what the terminal says; INT32_MAX where rows are not spread: no terminal. */
static uint32_t screen_width(int fd)
{
	const char *given = getenv("COLUMNS");
	struct winsize size;
	uint64_t width = 0;

	if (!given || !parse_number(given, 99999, &width))
		width = 0;
	if (!width && !ioctl(fd, TIOCGWINSZ, &size))
		width = size.ws_col;
	return width ? width : INT32_MAX;
}

/* Spreads what is left of a line over the columns in it, the last ones first where it does not come out even. */
static void spread(struct window *w, unsigned first, unsigned end, uint32_t slack, uint32_t count)
{
	uint32_t each = slack / count, odd = slack % count;

	while (end-- > first) {
		if (!w->width[end])
			continue;
		w->width[end] += each + (odd > 0);
		odd -= odd > 0;
	}
}

/*
 * Breaks the columns into as few lines of the screen as hold them, each filled to its end, so that the terminal
 * wraps a row into lines that are aligned.
 */
static void fill_lines(struct window *w, uint32_t screen)
{
	uint32_t length = 0, count = 0;
	unsigned first = 0, last = COLUMN_COUNT;

	while (last && !w->width[last - 1])
		last--;
	for (unsigned c = 0; c < last; c++) {
		if (!w->width[c])
			continue;
		length += w->width[c];
		count++;
		if (length < screen && c + 1 < last)
			continue;
		if (length > screen) {
			length -= w->width[c--];
			count--;
		}
		if (length < screen)
			spread(w, first, c + 1, screen - length, count);
		first = c + 1;
		length = count = 0;
	}
}

static void settle_widths(struct window *w)
{
	uint32_t screen = screen_width(w->out->fd);
	bool begun = false;

	for (unsigned c = 0; c < COLUMN_COUNT; c++) {
		uint32_t width = w->longest[c];

		if (begun && width && !(CLOSE >> c & 1))
			width++;
		w->width[c] = width < screen ? width : screen;
		begun |= width > 0;
	}
	if (screen != INT32_MAX)
		fill_lines(w, screen);
}

/* Columns of a cell on the terminal: its bytes, as long as they are ASCII. */
static size_t count_columns(const struct window *w, const char *text, size_t length)
{
	size_t count = length, n;
	unsigned columns;

	if (!ENABLE_FEATURE_UNICODE || !w->wide)
		return length;
	for (const char *end = text + length; text < end; text += n) {
		n = 1;
		if (!(*text & 0x80))
			continue;
		n = utf8_length(text, end - text, &columns);
		count += columns - n;
	}
	return count;
}

/* A row's cells; returns what follows them. */
static const char *render_row(struct window *w, const char *text)
{
	struct out *o = w->out;
	bool begun = false;
	size_t blanks = 0;

	for (unsigned c = 0; c < COLUMN_COUNT; c++) {
		size_t length, columns, width = w->width[c], spare;
		bool apart = width && begun && !(CLOSE >> c & 1);

		if (!(w->columns >> c & 1))
			continue;
		begun |= width > 0;
		length = strlen(text);
		columns = count_columns(w, text, length) + apart;
		spare = width > columns ? width - columns : 0;
		blanks += apart + (RIGHT >> c & 1 ? spare : 0);
		if (blanks)
			out_pad(o, out_position(o), blanks);
		out_bytes(o, text, length);
		blanks = RIGHT >> c & 1 ? 0 : spare;
		text += length + 1;
	}
	out_pad(o, out_position(o), blanks);
	out_char(o, '\n');
	return text;
}

void window_render(struct window *w)
{
	const char *text = w->text, *end = text + w->used;

	settle_widths(w);
	while (text < end && !w->out->error)
		text = render_row(w, text);
	w->left += w->used;
	w->used = 0;
	w->wide = false;
}
