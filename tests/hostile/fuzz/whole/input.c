/* SPDX-License-Identifier: 0BSD */
/*
 * An input's items.
 */
#include <stdlib.h>
#include <string.h>

#include "whole.h"

enum { ITEMS = 512 };

static struct item items[ITEMS];
static int count;
static char *strings[ITEMS]; /* of items whose data was asked for as a string */

/* The next line that begins an item. */
static const uint8_t *find_start(const uint8_t *p, const uint8_t *end)
{
	for (; end - p >= 4; p++)
		if (p[0] == '\n' && p[1] == '@' && p[2] == '@')
			return p;
	return end;
}

static const uint8_t *take_item(const uint8_t *p, const uint8_t *end)
{
	struct item *i = &items[count++];
	const uint8_t *line = memchr(p, '\n', end - p), *next;

	i->kind = *p++;
	if (p < end && *p == ' ')
		p++;
	i->name = (const char *)p;
	i->name_length = (line && line > p ? line : line ? p : end) - p;
	i->data = line ? line + 1 : end;
	next = line ? find_start(line, end) : end;
	i->size = next > i->data ? next - i->data : 0;
	return next;
}

void input_open(const uint8_t *data, size_t size)
{
	const uint8_t *end = data + size;

	for (; count; strings[count] = 0)
		free(strings[--count]);
	if (size < 3 || data[0] != '@' || data[1] != '@')
		return;
	for (data += 2; data < end && count < ITEMS; data += 3) {
		data = take_item(data, end);
		if (end - data < 4)
			return;
	}
}

int item_count(void)
{
	return count;
}

const struct item *item_at(int number)
{
	return &items[number];
}

int item_find(char kind, const char *name, int from)
{
	for (int i = from; i < count; i++)
		if (items[i].kind == kind &&
			(!name ||
				(strlen(name) == items[i].name_length &&
					!memcmp(name, items[i].name, items[i].name_length))))
			return i;
	return -1;
}

unsigned item_number(const struct item *i, unsigned max)
{
	unsigned value = 0;

	for (size_t n = 0; n < i->size && i->data[n] >= '0' && i->data[n] <= '9' && value <= max; n++)
		value = value * 10 + i->data[n] - '0';
	return value <= max ? value : max;
}

char *item_string(const struct item *i)
{
	char **text = &strings[i - items];

	if (!*text)
		*text = strndup((const char *)i->data, i->size);
	return *text;
}
