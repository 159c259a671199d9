/* SPDX-License-Identifier: 0BSD */
/*
 * Writes a record's fields as ss does, by their list.
 */
#include <string.h>

#include "view/ss-fields.h"

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
static void out_rate(const struct field_view *v, uint64_t rate, unsigned scale)
{
	uint64_t unit = 1, limit;
	unsigned thousands = 0;

	for (unsigned i = 0; i < scale; i++)
		unit *= 10;
	limit = 1000 * unit;
	if (v->exact) {
		out_number(v->out, (rate + unit / 2 - (unit > 1 && rate / unit % 2 == 0)) / unit, 0);
	} else {
		for (; thousands < 4 && rate >= limit; limit *= 1000)
			thousands++;
		out_significant(v->out, rate, scale + 3 * thousands, thousands ? 3 : 6);
		if (thousands)
			out_char(v->out, "kMGT"[thousands - 1]);
	}
	out_text(v->out, "bps");
}

/* There is busy time, or WHEN_BUSY would not have let it through. */
static void out_share(const struct field_view *v, uint64_t time)
{
	uint64_t busy = v->details->tcp.busy_time;
	uint64_t tenths = time * 1000 / busy, rest = time * 1000 % busy * 2;

	tenths += rest > busy || (rest == busy && tie_goes_up(tenths * 10 + 5, 2));
	out_char(v->out, '(');
	out_number(v->out, tenths / 10, 0);
	out_char(v->out, '.');
	out_number(v->out, tenths % 10, 0);
	out_text(v->out, "%)");
}

void out_sctp_state(struct out *o, unsigned state)
{
	const char *name = sctp_state_name(state);

	if (*name)
		out_text(o, name);
	else
		out_number(o, state, 0);
}

static void out_value(const struct field_view *v, unsigned kind, uint64_t value, unsigned scale)
{
	struct out *o = v->out;

	switch (kind) {
	case FIELD_BITS:
	case FIELD_NUMBER:
		out_number(o, value, 0);
		break;
	case FIELD_HEX:
		out_hex(o, value);
		break;
	case FIELD_MS:
		out_significant(o, value, 3, 6);
		break;
	case FIELD_GAIN:
		out_significant(o, value * 390625, 8, 6);
		break;
	case FIELD_RATE:
		out_rate(v, value * 8, 0);
		break;
	case FIELD_SEND_RATE:
		out_rate(v, value, scale);
		break;
	case FIELD_TIME:
	case FIELD_SHARE:
		out_number(o, value / 1000, 0);
		out_text(o, "ms");
		if (kind == FIELD_SHARE)
			out_share(v, value);
		break;
	case FIELD_SCTP_STATE:
		out_sctp_state(o, value);
		break;
	}
}

/* Whether ss shows a field that is there, and not zero where WHEN_NOT_ZERO and those behind it are asked for. */
static bool is_shown(const struct field_view *v, const struct field *f, uint64_t value, bool before)
{
	enum { INITIAL_RTO = 3000000, INFINITE_SSTHRESH = 0xffff, USUAL_REORDERING = 3 };
	uint64_t highest = f->size < 8 ? (1ull << 8 * f->size) - 1 : UINT64_MAX, next;

	switch (f->when) {
	case WHEN_BEFORE:
		return before;
	case WHEN_EITHER:
		return value || (field_get(f + 1, v->record, v->length, &next) && next);
	case WHEN_NOT_USUAL:
		return value != USUAL_REORDERING;
	case WHEN_SCALED:
		return v->details->tcp.options >> TCP_OPTION_WSCALE & 1;
	case WHEN_NEVER:
		return false;
	case WHEN_BEFORE_LIMITED:
		return before && value != highest;
	case WHEN_NOT_INITIAL:
		return value != INITIAL_RTO;
	case WHEN_NOT_HIGHEST:
		return value != highest;
	case WHEN_BELOW_INFINITE:
		return value < INFINITE_SSTHRESH;
	case WHEN_CONNECTED:
		return !v->listening;
	case WHEN_BUSY:
		return v->details->tcp.busy_time;
	}
	return true;
}

/*
 * Whether there is a value for the table. ss takes one that an old kernel does not tell for zero: see WHEN_NOT_USUAL.
 * Most values are zero, and that is all there is to know of them.
 */
static bool get_value(const struct field_view *v, const struct field *f, uint64_t *value, unsigned *scale)
{
	if (f->kind == FIELD_TEXT)
		return true;
	if (f->kind == FIELD_SEND_RATE)
		*value = tcp_send_rate(v->details, scale);
	else if (!field_get(f, v->record, v->length, value) && f->when != WHEN_NOT_USUAL)
		return false;
	return *value || f->when < WHEN_NOT_ZERO;
}

static void show_field(const struct field_view *v, const struct field *f, const char *text, uint64_t value, unsigned scale)
{
	bool named = *text >= 'a';

	if (named)
		out_char(v->out, ' ');
	out_text(v->out, text);
	if (named && f->kind != FIELD_FLAG && f->kind != FIELD_TEXT)
		out_char(v->out, ':');
	out_value(v, f->kind, value, scale);
}

void fields_show(struct field_view *v, const struct field_list *list, const void *record, size_t length)
{
	const char *text = list->texts;
	bool shown = false;

	v->record = record;
	v->length = length;
	for (const struct field *f = list->fields; f->kind != FIELD_END; f++) {
		uint64_t value = 1;
		unsigned scale = 0;

		shown = get_value(v, f, &value, &scale) && (f->when == WHEN_NOT_ZERO || is_shown(v, f, value, shown));
		if (shown)
			show_field(v, f, text, value, scale);
		while (*text++)
			;
	}
}
