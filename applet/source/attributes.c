/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink attributes, include/uapi/linux/netlink.h:struct nlattr: length, type, bytes; each begins at a multiple
 * of four.
 */
#include <string.h>

#include "diag.h"

enum { HEADER = 4, TYPE_MASK = 0x3fff };

bool attributes_parse(struct attributes *a, const void *bytes, size_t length)
{
	memset(a, 0, sizeof *a);
	a->start = bytes;
	for (size_t at = 0; at + HEADER <= length;) {
		uint16_t header[2];

		memcpy(header, a->start + at, sizeof header);
		if (header[0] < HEADER || header[0] > length - at)
			return false;
		header[1] &= TYPE_MASK;
		if (header[1] < ATTRIBUTE_TYPES) {
			a->of[header[1]].offset = at + HEADER;
			a->of[header[1]].length = header[0] - HEADER;
		}
		at += (header[0] + 3u) & ~3u;
	}
	return true;
}

struct text attribute(const struct attributes *a, unsigned type)
{
	if (!a || !a->of[type].offset)
		return (struct text){ 0, 0 };
	return (struct text){ (const char *)a->start + a->of[type].offset, a->of[type].length };
}

size_t attribute_copy(const struct attributes *a, unsigned type, void *to, size_t size)
{
	struct text t = attribute(a, type);

	memset(to, 0, size);
	if (t.length > size)
		t.length = size;
	if (t.length)
		memcpy(to, t.p, t.length);
	return t.length;
}

uint32_t attribute_number(const struct attributes *a, unsigned type)
{
	uint32_t value;

	return attribute_copy(a, type, &value, sizeof value) == sizeof value ? value : 0;
}
