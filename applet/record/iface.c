/* SPDX-License-Identifier: 0BSD */
/*
 * The order of interfaces: a name is text, a number behind it, and behind that ":" and the number of an alias.
 */
#include <string.h>

#include "record/iface.h"

struct name {
	const char *text;
	size_t length;
	uint64_t number, alias; /* one more than it is, 0 when there is none */
};

/* Takes the number off the end of what is left. Fifteen digits are fewer than overflow. */
static uint64_t take_number(struct name *n)
{
	size_t start = n->length;
	uint64_t value = 0;

	while (start && n->text[start - 1] >= '0' && n->text[start - 1] <= '9')
		start--;
	if (start == n->length)
		return 0;
	for (size_t i = start; i < n->length; i++)
		value = value * 10 + n->text[i] - '0';
	n->length = start;
	return value + 1;
}

static struct name split(const char *text)
{
	struct name n = { .text = text, .length = strlen(text) };

	n.number = take_number(&n);
	if (n.number && n.length && text[n.length - 1] == ':') {
		n.length--;
		n.alias = n.number;
		n.number = take_number(&n);
	}
	return n;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

int iface_compare(const char *a, const char *b)
{
	struct name left = split(a), right = split(b);
	int order = memcmp(a, b, left.length < right.length ? left.length : right.length);

	if (!order)
		order = compare_numbers(left.length, right.length);
	if (!order)
		order = compare_numbers(left.number, right.number);
	if (!order)
		order = compare_numbers(left.alias, right.alias);
	return order ? order : strcmp(a, b);
}
