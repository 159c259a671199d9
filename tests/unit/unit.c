/* SPDX-License-Identifier: 0BSD */
#include <stdio.h>

#include "unit.h"

static char buffer[4096];
static struct out out;
static int failed;

struct out *to_memory(void)
{
	out_open(&out, -1, buffer, sizeof buffer);
	return &out;
}

struct text written(void)
{
	return (struct text){ buffer, out.used };
}

static void result(const char *what, const char *example, int good)
{
	printf("%s - %s: %s\n", good ? "ok" : "not ok", what, example);
	failed |= !good;
}

void is_text(const char *what, const char *example, const char *expected, struct text got)
{
	int good = text_is(got, expected);

	result(what, example, good);
	if (!good)
		printf("# expected %s\n# got      %.*s\n", expected, (int)got.length, got.p);
}

void is_number(const char *what, const char *example, uint64_t expected, uint64_t got)
{
	result(what, example, expected == got);
	if (expected != got)
		printf("# expected %llu\n# got      %llu\n", (unsigned long long)expected, (unsigned long long)got);
}

int main(void)
{
	applet_name = "unit";
	test_numbers();
	test_text();
	test_addresses();
	test_fields();
	test_columns();
	test_filters();
	test_live();
	return failed;
}
