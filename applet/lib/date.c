/* SPDX-License-Identifier: 0BSD */
/*
 * A date and a time of day, of the calendar that is in use since 1582, in UTC.
 */
#include "lib/lib.h"

static void out_two(struct out *o, unsigned n)
{
	out_char(o, '0' + n / 10);
	out_char(o, '0' + n % 10);
}

void out_date(struct out *o, uint64_t seconds)
{
	uint64_t days = seconds / 86400 + 719468;                /* since the first of March of year 0 */
	unsigned era = days / 146097, day = days % 146097;       /* 400 years */
	unsigned year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	unsigned of_year = day - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
	unsigned second = seconds % 86400;
	unsigned parts[] = {
		month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1, second / 3600, second / 60 % 60,
		second % 60,
	};

	out_number(o, year + era * 400 + (month > 9), 0);
	for (unsigned i = 0; i < ARRAY_SIZE(parts); i++) {
		out_char(o, "--T::"[i]);
		out_two(o, parts[i]);
	}
}
