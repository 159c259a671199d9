/* SPDX-License-Identifier: 0BSD */
/*
 * The keys of --by: fields of a socket, an address maybe with a prefix, peer/24/64.
 */
#include <string.h>

#include "view/rows.h"

/* The field of that name in a list; null when it has none. */
static const struct field *find_field(const struct field_list *list, const char *name, size_t length)
{
	const char *key = list->keys;

	for (const struct field *f = list->fields; f->kind != FIELD_END; f++, key += strlen(key) + 1)
		if (!strncmp(key, name, length) && !key[length])
			return f;
	return 0;
}

static char *put_keys(char *p, const struct field_list *list)
{
	const char *key = list->keys;

	for (const struct field *f = list->fields; f->kind != FIELD_END; f++, key += strlen(key) + 1)
		p = put_text(put_text(p, " "), key);
	return p;
}

static bool wrong_key(const char *name)
{
	char keys[512];

	*put_keys(put_keys(keys, &count_fields), &sock_fields) = '\0';
	complain("--by knows no key '", name, "'; there are", keys, "; addresses may have a prefix: peer/24/64", (char *)0);
	return false;
}

/* "/24" or "/24/64" to the end of *s; false when it is wrong. */
static bool scan_prefix(struct count_key *k, struct scan *s)
{
	uint8_t *prefix[] = { &k->prefix, &k->prefix6 };

	for (unsigned i = 0; i < 2 && s->p < s->end && !s->bad; i++) {
		scan_char(s, '/');
		s->bad |= s->p < s->end && *s->p == ' ';
		*prefix[i] = scan_number(s, 10, i ? 128 : 32);
		s->bad |= !*prefix[i];
	}
	return !s->bad && s->p == s->end;
}

static bool add_key(struct counts *c, char *name)
{
	struct count_key *k = &c->keys[c->key_count];
	size_t length = strchrnul(name, '/') - name;
	struct scan s = { name + length, name + strlen(name), false };

	if (c->key_count == COUNT_KEYS) {
		complain("--by takes eight keys at most", (char *)0);
		return false;
	}
	k->field = find_field(&count_fields, name, length);
	if (!k->field)
		k->field = find_field(&sock_fields, name, length);
	if (!length || !k->field || !scan_prefix(k, &s) || (k->prefix && k->field->kind != FIELD_ADDRESS))
		return wrong_key(name);
	k->name = name;
	k->length = length;
	c->key_count++;
	return true;
}

bool counts_choose(struct counts *c, char *list)
{
	bool more;

	do {
		size_t length = strchrnul(list, ',') - list;

		more = list[length];
		list[length] = '\0';
		if (!add_key(c, list))
			return false;
		list += length + 1;
	} while (more);
	return true;
}

bool counts_have(const struct counts *c, unsigned kind)
{
	for (const struct count_key *k = c->keys; k < c->keys + c->key_count; k++)
		if (k->field->kind == kind)
			return true;
	return false;
}
