/* SPDX-License-Identifier: 0BSD */
/*
 * Values out of records, by the lists of their fields.
 */
#include <string.h>

#include "record/field.h"

/* Sizes by themselves, for a copy of a size that is not known takes many times as long. */
static uint64_t load(const uint8_t *p, size_t size)
{
	uint16_t two;
	uint32_t four;
	uint64_t eight;

	switch (size) {
	case 1:
		return *p;
	case sizeof two:
		memcpy(&two, p, sizeof two);
		return two;
	case sizeof four:
		memcpy(&four, p, sizeof four);
		return four;
	}
	memcpy(&eight, p, sizeof eight);
	return eight;
}

bool field_get(const struct field *f, const void *record, size_t length, uint64_t *value)
{
	const uint8_t *p = (const uint8_t *)record + f->offset;
	bool bits = f->kind == FIELD_FLAG || f->kind == FIELD_BITS;
	size_t size = bits ? 1 : f->size;

	*value = 0;
	if (f->offset + size > length)
		return false;
	*value = load(p, size);
	if (bits)
		*value = *value >> f->bit & ((1u << f->size) - 1);
	return true;
}
