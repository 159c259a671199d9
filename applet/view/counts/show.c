/* SPDX-License-Identifier: 0BSD */
/*
 * The counts, sorted and shown. The slots of the hash table hold the order.
 */
#include <string.h>

#include "view/rows.h"

/* What stands behind key n. */
static const char *text_at(const char *texts, size_t n)
{
	while (n--)
		texts += strlen(texts) + 1;
	return texts;
}

static bool is_number(const struct count_key *k)
{
	return field_type(k->field) != VALUE_TEXT;
}

/* The higher count first, then by key; of two numbers the shorter is less. */
static int compare(const struct counts *c, uint32_t a, uint32_t b)
{
	const struct count_entry *left = count_at(c, a), *right = count_at(c, b);
	const char *p = left->texts, *q = right->texts;
	int order = (left->count < right->count) - (left->count > right->count);

	for (const struct count_key *k = c->keys; !order && k < c->keys + c->key_count; k++) {
		size_t n = strlen(p), m = strlen(q);

		if (is_number(k))
			order = (n > m) - (n < m);
		if (!order)
			order = strcmp(p, q);
		p += n + 1;
		q += m + 1;
	}
	return order;
}

/* Lets the first of a heap down to its place. */
static void sift(const struct counts *c, uint32_t *heap, size_t at, size_t count)
{
	uint32_t moved = heap[at];
	size_t child;

	for (; (child = 2 * at + 1) < count; at = child) {
		if (child + 1 < count && compare(c, heap[child], heap[child + 1]) < 0)
			child++;
		if (compare(c, moved, heap[child]) >= 0)
			break;
		heap[at] = heap[child];
	}
	heap[at] = moved;
}

static void sort(const struct counts *c)
{
	uint32_t *order = c->slots;
	size_t count = 0;

	for (size_t i = 0; i < c->slots_room; i++)
		if (c->slots[i])
			order[count++] = c->slots[i] - 1;
	for (size_t i = count / 2; i--;)
		sift(c, order, i, count);
	while (count > 1) {
		uint32_t last = order[0];

		order[0] = order[--count];
		order[count] = last;
		sift(c, order, 0, count);
	}
}

/* Characters, not bytes. */
static size_t columns_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

static void out_cell(struct out *o, const char *text, size_t width)
{
	out_char(o, ' ');
	out_text(o, text);
	for (size_t n = columns_of(text); n < width; n++)
		out_char(o, ' ');
}

/* The last column is not padded. */
static void show_text(struct out *o, const struct counts *c)
{
	size_t width[COUNT_KEYS] = { 0 }, last = c->key_count - 1;

	for (size_t k = 0; k < last; k++) {
		width[k] = strlen(c->keys[k].name);
		for (size_t i = 0; i < c->count; i++) {
			size_t n = columns_of(text_at(count_at(c, c->slots[i])->texts, k));

			width[k] = n > width[k] ? n : width[k];
		}
	}
	out_text(o, c->untitled ? "" : "  Count");
	for (size_t k = 0; !c->untitled && k <= last; k++)
		out_cell(o, c->keys[k].name, width[k]);
	out_text(o, c->untitled ? "" : "\n");
	for (size_t i = 0; i < c->count && !o->error; i++) {
		const struct count_entry *e = count_at(c, c->slots[i]);

		out_number(o, e->count, 7);
		for (size_t k = 0; k <= last; k++) {
			const char *text = text_at(e->texts, k);

			out_cell(o, *text ? text : "-", width[k]);
		}
		out_char(o, '\n');
	}
}

/* A value that is escaped already. */
static void json_member(struct rows *r, const struct count_key *k, const char *text)
{
	enum value_type type = field_type(k->field);
	char name[32];

	memcpy(name, k->name, k->length);
	name[k->length] = '\0';
	json_key(r, name);
	if (type == VALUE_FLAG)
		text = *text == '1' ? "true" : "false";
	if (type == VALUE_TEXT)
		out_char(r->out, '"');
	for (; *text; text++) {
		if (*text == '\\' || *text == '"')
			out_char(r->out, '\\');
		out_char(r->out, *text);
	}
	if (type == VALUE_TEXT)
		out_char(r->out, '"');
}

static void show_json(struct rows *r, const struct counts *c)
{
	for (size_t i = 0; i < c->count && !r->out->error; i++) {
		const struct count_entry *e = count_at(c, c->slots[i]);

		json_begin(r);
		json_number(r, "count", e->count);
		for (size_t k = 0; k < c->key_count; k++)
			if (*text_at(e->texts, k))
				json_member(r, &c->keys[k], text_at(e->texts, k));
		json_end(r);
	}
}

static void tell_missed(const struct counts *c, struct faults *f)
{
	char number[21];

	if (!c->missed)
		return;
	*put_number(number, c->missed) = '\0';
	complain("no memory for more keys, not counted: ", number, c->missed == 1 ? " socket" : " sockets", (char *)0);
	f->count++;
}

void counts_show(struct rows *r, struct faults *f)
{
	struct counts *c = r->counts;

	sort(c);
	if (ENABLE_FEATURE_JSON && r->form)
		show_json(r, c);
	else
		show_text(r->out, c);
	tell_missed(c, f);
	release(c->slots, c->slots_room * sizeof *c->slots);
	release(c->entries, c->entries_room * sizeof *c->entries);
	memset(&c->slots, 0, sizeof *c - offsetof(struct counts, slots));
}
