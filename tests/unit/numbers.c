/* SPDX-License-Identifier: 0BSD */
/*
 * Numbers, read and written: lib/scan.c, lib/out.c, view/ss/fields.c.
 */
#include "unit.h"
#include "view/ss-fields.h"

static const struct {
	const char *text;
	unsigned base;
	uint64_t max, value;
	bool bad;
	const char *rest; /* what has not been read */
} scans[] = {
	{ "0", 10, 9, 0, false, "" },
	{ "  42 next", 10, 99, 42, false, " next" },
	{ "0016:1F90", 16, UINT16_MAX, 0x16, false, ":1F90" },
	{ "1f90", 16, UINT16_MAX, 0x1f90, false, "" },
	{ "255", 10, 255, 255, false, "" },
	{ "256", 10, 255, 256, true, "" },
	{ "18446744073709551615", 10, UINT64_MAX, UINT64_MAX, false, "" },
	{ "18446744073709551616", 10, UINT64_MAX, 0, true, "" },
	{ "", 10, 9, 0, true, "" },
	{ "-1", 10, 9, 0, true, "-1" },
	{ "12x", 10, 99, 12, true, "x" },  /* half a number is none */
	{ "12f", 10, 99, 12, true, "f" },
	{ "12\t", 10, 99, 12, false, "\t" },
};

static const struct {
	uint64_t n;
	int scale, digits;
	const char *text;
} significants[] = { /* as printf's %g has them */
	{ 0, 0, 6, "0" },
	{ 15, 1, 6, "1.5" },
	{ 1, 3, 6, "0.001" },
	{ 100, 0, 6, "100" },
	{ 123456, 3, 6, "123.456" },
	{ 1234567, 0, 6, "1.23457e+06" },
	{ 999999, 0, 3, "1e+06" },
	{ 1235, 3, 3, "1.24" },
	{ 12345, 3, 3, "12.3" },
	{ 12250, 3, 3, "12.2" },  /* in the middle, so the even one */
	{ 12350, 3, 3, "12.3" },  /* the double is 12.3499999... */
};

static const struct { const char *text; int64_t value; bool bad; } with_signs[] = {
	{ "-1", -1, false },
	{ "7", 7, false },
	{ "- 1", 0, true },
	{ "-9223372036854775807", -INT64_MAX, false },
};

void test_numbers(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(scans); i++) {
		struct scan s = scan_of(scans[i].text);
		uint64_t value = scan_number(&s, scans[i].base, scans[i].max);

		if (!scans[i].bad)
			is_number("scan_number", scans[i].text, scans[i].value, value);
		is_number("scan_number is bad", scans[i].text, scans[i].bad, s.bad);
		is_text("scan_number leaves", scans[i].text, scans[i].rest, (struct text){ s.p, s.end - s.p });
	}
	for (size_t i = 0; i < ARRAY_SIZE(with_signs); i++) {
		struct scan s = scan_of(with_signs[i].text);
		int64_t value = scan_signed(&s);

		if (!with_signs[i].bad)
			is_number("scan_signed", with_signs[i].text, with_signs[i].value, value);
		is_number("scan_signed is bad", with_signs[i].text, with_signs[i].bad, s.bad);
	}
	for (size_t i = 0; i < ARRAY_SIZE(significants); i++) {
		out_significant(to_memory(), significants[i].n, significants[i].scale, significants[i].digits);
		is_text("out_significant", significants[i].text, significants[i].text, written());
	}
}
