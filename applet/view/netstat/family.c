/* SPDX-License-Identifier: 0BSD */
/*
 * A line of the lesser families, cut at its blanks, as a record; and how that becomes a row.
 */
#include <string.h>

#include "view/objects.h"

/* JSON's name of the family. */
#define KEY_OF(family) (IF_FEATURE_JSON((family)->key) IF_NOT_FEATURE_JSON(""))

/* "*" is no number, which counts as 0. False when it is another text that is none. */
static bool decode_number(struct text t, unsigned base, uint32_t *number)
{
	struct scan s = { .p = t.p, .end = t.p + t.length };

	*number = 0;
	if (text_is(t, "*"))
		return true;
	*number = scan_number(&s, base, UINT32_MAX);
	return !s.bad && s.p == s.end;
}

/* A call sign without the digipeaters behind a comma; an address, or a word for there being none. */
static struct text decode_text(struct text t, char format)
{
	const char *comma = format == 's' ? memchr(t.p, ',', t.length) : 0;

	if (comma)
		t.length = comma - t.p;
	if (format == 'p' && text_is(t, "Not_Connected"))
		t = (struct text){ "-", 1 };
	if (format == 'b' && text_is(t, "00:00:00:00:00:00"))
		t = (struct text){ "*", 1 };
	return t;
}

/* False when a field is missing, or is no number where it has to be one. */
static bool decode(struct lesser *l, const struct family *family, const struct fields *f)
{
	l->family = family;
	for (unsigned i = 0; family->formats[i]; i++) {
		char format = family->formats[i];
		unsigned base = format == 'd' ? 10 : format == 'x' ? 16 : 0;

		if (i >= f->count || (base && !decode_number(f->field[i], base, &l->number[i])))
			return false;
		l->text[i] = decode_text(f->field[i], format);
	}
	return true;
}

void family_titles(const struct family *family, const struct view *v)
{
	const struct layout *l = &family->layout;

	out_text(v->out, l->title);
	if (v->columns & COLUMNS_EXTENDED && l->columns[l->count - 1].added)
		out_text(v->out, " User");
	out_char(v->out, '\n');
}

bool family_row(const struct family *family, const struct view *v, const struct fields *f)
{
	struct lesser l;

	if (!decode(&l, family, f))
		return false;
	layout_row(&family->layout, v, &l, 0);
	return true;
}

/* Blanks are columns' affair. */
static void json_cell(struct rows *r, const char *key, const struct view *v, const struct column *c, const struct lesser *l,
		      column_fn *write)
{
	if (c->field.kind == FIELD_NUMBER) {
		json_number(r, key, *(const uint32_t *)cell_member(c, l));
		return;
	}
	json_key(r, key);
	json_quote(r, true);
	write(v, c, l);
	json_quote(r, false);
}

bool json_family(struct rows *r, const struct family *family, const struct view *v, const struct fields *f)
{
	const struct layout *layout = &family->layout;
	column_fn *const *next = layout->functions;
	const char *key = layout->titles;
	struct lesser l;

	if (!ENABLE_FEATURE_JSON || !decode(&l, family, f))
		return false;
	json_begin(r);
	json_word(r, "family", KEY_OF(family));
	for (const struct column *c = layout->columns; c < layout->columns + layout->count; c++, key += strlen(key) + 1) {
		column_fn *write = c->field.kind == FIELD_CELL ? *next++ : cell_value;

		if (*key && !(c->added & ~v->columns))
			json_cell(r, key, v, c, &l, write);
	}
	json_end(r);
	return true;
}
