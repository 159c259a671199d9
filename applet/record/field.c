/* SPDX-License-Identifier: 0BSD */
/*
 * Values out of records, by the lists of their fields.
 */
#include <string.h>

#include "record/field.h"

bool field_get(const struct field *f, const void *record, size_t length, uint64_t *value)
{
	const uint8_t *p = (const uint8_t *)record + f->offset;
	bool bits = f->kind == FIELD_FLAG || f->kind == FIELD_BITS;
	size_t size = bits ? 1 : f->size;

	*value = 0;
	if (f->offset + size > length)
		return false;
	if (bits)
		*value = *p >> f->bit & ((1u << f->size) - 1);
	else
		memcpy((uint8_t *)value + (FIELD_LITTLE ? 0 : sizeof *value - size), p, size);
	return true;
}
