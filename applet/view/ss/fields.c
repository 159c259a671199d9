/* SPDX-License-Identifier: 0BSD */
/*
 * Writes the fields of the kernel's structures by a table.
 */
#include <string.h>

#include "ss/ss.h"
#include "view/ss-fields.h"

enum { TCP_BUSY_TIME = 168 / 8 };

bool record_load(struct record *r, const struct attributes *a, unsigned type)
{
	r->length = attribute_copy(a, type, r->bytes, sizeof r->bytes);
	return attribute(a, type).p != 0;
}

/*
 * Whether n / 10^scale, which lies in the middle between two numbers of a digit less, is rounded up. printf looks at
 * the double that is nearest to it, and that is above it, or below; else it takes the even number.
 */
static bool tie_goes_up(uint64_t n, int scale)
{
	bool odd = n / 10 % 2;
	uint64_t d = 1, rest;

	if (scale < 1 || scale > 3)
		return odd;
	while (scale--)
		d *= 10;
	while (n < d << 52)
		n *= 2;
	rest = n % d * 2;
	return rest ? rest + n / d % 2 > d : odd;
}

/* The first digits of n, rounded. Takes the zeros at the end into the scale. */
static uint64_t round_to(uint64_t n, int *scale, unsigned digits)
{
	uint64_t limit = 1;
	unsigned last = 0;
	bool more = false;

	while (digits--)
		limit *= 10;
	for (; n >= limit; n /= 10, --*scale) {
		more |= last != 0;
		last = n % 10;
	}
	n += last > 5 || (last == 5 && (more || tie_goes_up(n * 10 + 5, *scale + 1)));
	for (; n && n % 10 == 0; n /= 10)
		--*scale;
	return n;
}

void out_significant(struct out *o, uint64_t n, int scale, int digits)
{
	char text[24];
	int count, point, exponent = 0;

	n = round_to(n, &scale, digits);
	count = put_number(text, n) - text;
	point = n ? count - scale : 1;
	if (point > digits) {
		exponent = point - 1;
		point = 1;
	}
	for (int i = point < 1 ? point - 1 : 0; i < count || i < point; i++) {
		if (i == point)
			out_char(o, '.');
		out_char(o, i >= 0 && i < count ? text[i] : '0');
	}
	if (exponent) {
		out_text(o, exponent < 10 ? "e+0" : "e+");
		out_number(o, exponent, 0);
	}
}

/* Bits a second, over 10^scale. */
static void out_rate(const struct record *r, uint64_t rate, unsigned scale)
{
	uint64_t unit = 1, limit;
	unsigned thousands = 0;

	for (unsigned i = 0; i < scale; i++)
		unit *= 10;
	limit = 1000 * unit;
	if (r->exact) {
		out_number(r->out, (rate + unit / 2 - (unit > 1 && rate / unit % 2 == 0)) / unit, 0);
	} else {
		for (; thousands < 4 && rate >= limit; limit *= 1000)
			thousands++;
		out_significant(r->out, rate, scale + 3 * thousands, thousands ? 3 : 6);
		if (thousands)
			out_char(r->out, "kMGT"[thousands - 1]);
	}
	out_text(r->out, "bps");
}

/* There is no share without busy time: see tcp_prepare. */
static void out_share(const struct record *r, uint64_t time)
{
	uint64_t busy = r->longs[TCP_BUSY_TIME];
	uint64_t tenths = time * 1000 / busy, rest = time * 1000 % busy * 2;

	tenths += rest > busy || (rest == busy && tie_goes_up(tenths * 10 + 5, 2));
	out_char(r->out, '(');
	out_number(r->out, tenths / 10, 0);
	out_char(r->out, '.');
	out_number(r->out, tenths % 10, 0);
	out_text(r->out, "%)");
}

void out_sctp_state(struct out *o, unsigned state)
{
	const char *name = word_at("CLOSED\0COOKIE_WAIT\0COOKIE_ECHOED\0ESTAB\0SHUTDOWN_PENDING\0SHUTDOWN_SENT\0"
				   "SHUTDOWN_RECEIVED\0ACK_SENT\0", state);

	if (*name)
		out_text(o, name);
	else
		out_number(o, state, 0);
}

static void out_value(const struct record *r, unsigned kind, uint64_t value)
{
	struct out *o = r->out;

	switch (kind) {
	case NUMBER:
		out_number(o, value, 0);
		break;
	case HEX:
		out_hex(o, value);
		break;
	case MS:
		out_significant(o, value, 3, 6);
		break;
	case GAIN:
		out_significant(o, value * 390625, 8, 6);
		break;
	case RATE:
		out_rate(r, value * 8, 0);
		break;
	case SEND:
		out_rate(r, value, r->scale);
		break;
	case TIME:
	case SHARE:
		out_number(o, value / 1000, 0);
		out_text(o, "ms");
		if (kind == SHARE)
			out_share(r, value);
		break;
	case STATE:
		out_sctp_state(o, value);
		break;
	}
}

/* Whether it was shown. */
static bool show_field(const struct record *r, const char *text, const uint8_t *field, bool before)
{
	size_t size = 1u << field[0] / SIZE, offset = field[1];
	unsigned kind = field[0] & KIND;
	uint64_t value = 0;

	if (kind == BIT)
		value = r->bytes[offset / 8] >> offset % 8 & 1;
	else
		memcpy((uint8_t *)&value + (LITTLE ? 0 : sizeof value - size), r->bytes + offset, size);
	if (field[0] & ALWAYS ? offset + size > r->length : !value)
		return false;
	if ((field[0] & AND) && !before)
		return false;
	if (*text >= 'a')
		out_char(r->out, ' ');
	out_text(r->out, text);
	if (*text >= 'a' && kind != BIT)
		out_char(r->out, ':');
	out_value(r, kind, value);
	return true;
}

void record_show(const struct record *r, const char *label)
{
	const char *text = label + 1;
	bool shown = false;

	while (*text) {
		const uint8_t *field = (const uint8_t *)text + strlen(text) + 1;

		shown = show_field(r, text, field, shown);
		text = (const char *)field + 2;
	}
}
