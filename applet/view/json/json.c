/* SPDX-License-Identifier: 0BSD */
/*
 * JSON, written as it comes. Texts hold what a table shows, by the same escaping, so they are UTF-8 without control
 * characters, whatever the kernel has; the writer puts a backslash before each backslash and quote of theirs.
 */
#include <string.h>

#include "view/rows.h"

/* A position tells whether an object is the array's first, so that what was written may be taken back. */
void json_begin(struct rows *r)
{
	if (r->form == ROWS_ARRAY && out_position(r->out) != r->start)
		out_text(r->out, ",\n");
	json_open(r, 0, '{');
	if (ENABLE_FEATURE_NAMESPACES && r->netns.p)
		json_text(r, "netns", r->netns, ESCAPE_BLANKS);
}

int json_end(struct rows *r)
{
	json_close(r, '}');
	if (r->form != ROWS_ARRAY)
		out_char(r->out, '\n');
	if (r->form == ROWS_FLUSHED)
		out_flush(r->out);
	return r->out->error || rows_interrupted(r);
}

/* The comma before a value that is not the first, and the key. */
void json_key(struct rows *r, const char *key)
{
	if (!r->first)
		out_char(r->out, ',');
	r->first = false;
	if (!key)
		return;
	out_char(r->out, '"');
	out_text(r->out, key);
	out_text(r->out, "\":");
}

void json_open(struct rows *r, const char *key, char bracket)
{
	if (key)
		json_key(r, key);
	out_char(r->out, bracket);
	r->first = true;
}

void json_close(struct rows *r, char bracket)
{
	out_char(r->out, bracket);
	r->first = false;
}

void json_quote(struct rows *r, bool begins)
{
	out_char(r->out, '"');
	r->out->quoted = begins;
}

void json_value(struct rows *r, const char *key, const struct value *v)
{
	json_key(r, key);
	if (v->type == VALUE_FLAG) {
		out_text(r->out, v->number ? "true" : "false");
		return;
	}
	if (v->type != VALUE_TEXT) {
		value_out(r->out, v);
		return;
	}
	json_quote(r, true);
	value_out(r->out, v);
	json_quote(r, false);
}

void json_number(struct rows *r, const char *key, uint64_t number)
{
	json_key(r, key);
	out_number(r->out, number, 0);
}

void json_text(struct rows *r, const char *key, struct text t, enum escape escape)
{
	struct value v;

	v.type = VALUE_TEXT;
	v.plain = false;
	v.text = t;
	v.escape = escape;
	json_value(r, key, &v);
}

void json_word(struct rows *r, const char *key, const char *word)
{
	json_text(r, key, (struct text){ word, strlen(word) }, ESCAPE_CONTROLS);
}

/* "local_host" beside "local_address", "local_service" beside "local_port", "group_host" beside "group". */
static void json_name(struct rows *r, const char *key, const struct value *v, const char *role)
{
	static const char roles[] = "address\0port\0";
	size_t length = strlen(key);
	char named[32];

	for (const char *word = roles; *word; word += strlen(word) + 1) {
		size_t n = strlen(word);

		if (length >= n && !memcmp(key + length - n, word, n))
			length -= n;
	}
	memcpy(named, key, length);
	if (length && named[length - 1] != '_')
		named[length++] = '_';
	*put_text(named + length, role) = '\0';
	json_value(r, named, v);
}

void json_fields(struct rows *r, const struct values *from)
{
	const char *key = from->list->keys;
	struct value v;

	for (const struct field *f = from->list->fields; f->kind != FIELD_END; f++, key += strlen(key) + 1) {
		if (!*key || !value_get(&v, from, f))
			continue;
		json_value(r, key, &v);
		if (f->kind == FIELD_ADDRESS && (r->chosen & ROWS_HOSTS) && value_name(&v, from, f))
			json_name(r, key, &v, "host");
		if (f->kind == FIELD_PORT && (r->chosen & ROWS_SERVICES) && value_name(&v, from, f))
			json_name(r, key, &v, "service");
	}
}
