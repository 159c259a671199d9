/* SPDX-License-Identifier: 0BSD */
/*
 * ss -s as an object.
 */
#include "record/tables.def"
#include "view/rows.h"

static const struct field_list sockstat_fields = VALUE_LIST(SOCKSTAT_FIELDS);

int json_summary(struct rows *r, const uint64_t counts[SOCKSTAT_COUNT])
{
	struct values from = { .list = &sockstat_fields, .record = counts, .length = SOCKSTAT_COUNT * sizeof *counts };

	for (unsigned i = 0; i < SOCKSTAT_COUNT; i++)
		from.known |= (counts[i] != SOCKSTAT_UNKNOWN) << i;
	return rows_record(r, &from);
}
