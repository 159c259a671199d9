/* SPDX-License-Identifier: 0BSD */
/*
 * The writer: one fixed buffer in front of write(2). It stands where stdio would, at a thirtieth of its size.
 */
#include <limits.h>
#include <string.h>

#include "lib/lib.h"

void out_open(struct out *o, int fd, char *buffer, size_t size)
{
	memset(o, 0, sizeof *o);
	o->fd = fd;
	o->buffer = buffer;
	o->size = size;
}

bool out_rewind(struct out *o, size_t position)
{
	size_t back = o->position - position;

	if (back > o->used)
		return false;
	o->used -= back;
	o->position = position;
	return true;
}

void out_char(struct out *o, char c)
{
	if (o->used == o->size)
		out_flush(o);
	o->buffer[o->used++] = c;
	o->position++;
}

void out_bytes(struct out *o, const char *bytes, size_t length)
{
	o->position += length;
	while (length) {
		size_t n = o->size - o->used;

		if (n > length)
			n = length;
		if (!ENABLE_FEATURE_DIAG || bytes != o->buffer + o->used) /* see out_place */
			memcpy(o->buffer + o->used, bytes, n);
		o->used += n;
		bytes += n;
		length -= n;
		if (length)
			out_flush(o);
	}
}

void out_text(struct out *o, const char *text)
{
	char *start = o->buffer + o->used, *end = o->buffer + o->size, *p = start;

	if (ENABLE_FEATURE_DIAG) {
		while (*text && p < end)
			*p++ = *text++;
		o->used += p - start;
		o->position += p - start;
		if (!*text)
			return;
	}
	out_bytes(o, text, strlen(text));
}

/*
 * Blanks are a third of what a table is made of, and a call for each is a tenth of its instructions. Builds that are to
 * be small make these calls.
 */
void out_pad(struct out *o, size_t from, size_t width)
{
	if (!ENABLE_FEATURE_DIAG) {
		while (out_position(o) - from < width)
			out_char(o, ' ');
		return;
	}
	for (size_t at = out_position(o) - from; at < width; at++, o->position++) {
		if (o->used == o->size)
			out_flush(o);
		o->buffer[o->used++] = ' ';
	}
}

void out_number(struct out *o, uint64_t value, unsigned width)
{
	char digits[20], *start = width ? digits : out_place(o, digits, sizeof digits);
	size_t length = put_number(start, value) - start;

	if (width > length)
		out_pad(o, out_position(o) - length, width);
	out_bytes(o, start, length);
}

void out_signed(struct out *o, int64_t value, unsigned width)
{
	char digits[21], *end = digits;
	size_t length;

	if (value < 0)
		*end++ = '-';
	length = put_number(end, value < 0 ? -(uint64_t)value : (uint64_t)value) - digits;
	out_pad(o, out_position(o) - length, width);
	out_bytes(o, digits, length);
}

void out_number_left(struct out *o, uint64_t value, unsigned width)
{
	size_t start = out_position(o);

	out_number(o, value, 0);
	out_pad(o, start, width);
}

void out_field(struct out *o, const char *name, uint64_t value)
{
	out_text(o, name);
	out_number(o, value, 0);
}

void out_hex(struct out *o, uint64_t value)
{
	unsigned shift = 60;

	while (shift && !(value >> shift))
		shift -= 4;
	for (;; shift -= 4) {
		out_char(o, "0123456789abcdef"[value >> shift & 15]);
		if (!shift)
			return;
	}
}

char *put_text(char *p, const char *text)
{
	while (*text)
		*p++ = *text++;
	return p;
}

/* Each digit is written but once, in its place. Where a long is of 32 bits, 64-bit division takes many times as long. */
char *put_number(char *p, uint64_t value)
{
	unsigned long low = value;

	if (value > ULONG_MAX) {
		p = put_number(p, value / 10);
		low = value % 10;
	} else if (low > 9) {
		p = put_number(p, low / 10);
		low %= 10;
	}
	*p = '0' + low;
	return p + 1;
}
