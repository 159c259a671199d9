/* SPDX-License-Identifier: 0BSD */
/*
 * Columns over the fields of a record: view/netstat/layout.c. Both doors' headers are here together, which they can be.
 */
#include "unit.h"
#include "netstat/netstat.h"
#include "ss/ss.h"

enum { SECOND = 1, KNOWN_THIRD = 0 };

struct thing {
	uint32_t number;
	int64_t balance;
	struct text word;
	char name[8];
};

static void cell_double(const struct view *v, const struct column *c, const void *record)
{
	out_number(v->out, 2ull * *(const uint32_t *)cell_member(c, record), 0);
}

#define COLUMNS(V, F) \
	V("No", NUMBER, thing, number, .width = 4, .right = 3) \
	V("Balance", SIGNED, thing, balance, .right = 7, WHERE_KNOWN(KNOWN_THIRD)) \
	V("Word", STRING, thing, word, .width = 6, .limit = 6, .added = SECOND) \
	F("Twice", cell_double, thing, number, .width = 5) \
	V("Name", CHARS, thing, name)

static const struct layout apart = { LAYOUT("", COLUMNS) }, close = { LAYOUT("", COLUMNS), .close = true };
static const struct thing thing = { 21, -5, { "two words", 9 }, "eth0" };

static const struct {
	const char *what;
	const struct layout *layout;
	struct view view;
	const struct thing *thing; /* null: titles */
	uint32_t known;
	const char *shown;
} rows[] = {
	{ "titles", &apart, { .columns = 0 }, 0, 0, "No   Balance Twice Name\n" },
	{ "titles with a column added", &apart, { .columns = SECOND }, 0, 0, "No   Balance Word   Twice Name\n" },
	{ "numbers to the right", &apart, { .columns = 0 }, &thing, 1, " 21       -5 42    eth0\n" },
	{ "a value that is not known", &apart, { .columns = 0 }, &thing, 0, " 21        - 42    eth0\n" },
	{ "a text that is cut", &apart, { .columns = SECOND }, &thing, 1, " 21       -5 two    42    eth0\n" },
	{ "a text that is whole", &apart, { .columns = SECOND, .wide = true }, &thing, 1,
	  " 21       -5 two\\x20words 42    eth0\n" },
	{ "no blanks between", &close, { .columns = 0 }, &thing, 1, " 21      -542   eth0\n" },
};

void test_columns(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char text[200];
		struct out o;
		struct view v = rows[i].view;

		out_open(&o, -1, text, sizeof text);
		v.out = &o;
		if (rows[i].thing)
			layout_row(rows[i].layout, &v, rows[i].thing, rows[i].known);
		else
			layout_titles(rows[i].layout, &v);
		is_text("layout", rows[i].what, rows[i].shown, (struct text){ text, o.used });
	}
}
