/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink attributes, include/uapi/linux/netlink.h:struct nlattr: length, type, bytes; each begins at a multiple
 * of four.
 */
#include <string.h>

#include "source/diag-attributes.h"

enum { TYPE_MASK = 0x3fff };

bool attributes_parse(struct attributes *a, const void *bytes, size_t length)
{
	a->start = bytes;
	a->there = 0;
	for (size_t at = 0; at + sizeof(struct attribute_header) <= length;) {
		struct attribute_header h;

		memcpy(&h, a->start + at, sizeof h);
		if (h.length < sizeof h || h.length > length - at)
			return false;
		h.type &= TYPE_MASK;
		if (h.type < ATTRIBUTE_TYPES) {
			a->there |= 1u << h.type;
			a->of[h.type].offset = at + sizeof h;
			a->of[h.type].length = h.length - sizeof h;
		}
		at += (h.length + 3u) & ~3u;
	}
	return true;
}

struct text attribute(const struct attributes *a, unsigned type)
{
	if (!(a->there >> type & 1))
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

uint64_t attribute_number(const struct attributes *a, unsigned type)
{
	bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
	struct text t = attribute(a, type);
	uint64_t value = 0;

	if (t.length && t.length <= sizeof value)
		memcpy((char *)&value + (little ? 0 : sizeof value - t.length), t.p, t.length);
	return value;
}

bool attributes_nested(struct attributes *inner, const struct attributes *outer, unsigned type)
{
	struct text t = attribute(outer, type);

	return t.p && attributes_parse(inner, t.p, t.length);
}

bool attribute_numbers(struct numbers *n, const struct attributes *outer, unsigned type)
{
	struct attributes inner;
	bool there = attributes_nested(&inner, outer, type);

	n->has = there ? inner.there & ((1u << ARRAY_SIZE(n->of)) - 1) : 0;
	for (unsigned i = 0; there && i < ARRAY_SIZE(n->of); i++)
		n->of[i] = attribute_number(&inner, i);
	return there;
}
