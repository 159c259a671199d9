/* SPDX-License-Identifier: 0BSD */
/*
 * Any words as a command line. Every word is a string of its own, so that a look past its end is seen; every
 * letter must end in an option, an operand or a refusal.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define OPTION_LIST "netstat/options.def"
#define IF_FEATURE_NETSTAT_FAMILY6(...) __VA_ARGS__
#include "lib/option-ids.h"
#include "lib/option-table.h"

enum { WORDS = 64 };

/* The bytes between NULs, each in memory of its own. */
static void split(char *words[WORDS + 1], const uint8_t *data, size_t size)
{
	size_t count = 0;

	while (size && count < WORDS) {
		size_t length = strnlen((const char *)data, size);

		words[count++] = strndup((const char *)data, length);
		length += length < size;
		data += length;
		size -= length;
	}
	words[count] = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *words[WORDS + 1];
	struct options o = { .table = &option_table, .next = words };
	size_t steps = 0;
	int id;

	split(words, data, size);
	while ((id = options_next(&o)) != OPTIONS_END && id != OPTIONS_BAD) {
		if (id >= OPTION_COUNT || (id == OPTION_PROTOCOL && !o.argument))
			abort();
		if (o.argument && strlen(o.argument) > size)
			abort();
		if (steps++ > size)
			abort();
	}
	(void)option_families;
	for (char **w = words; *w; w++)
		free(*w);
	return 0;
}
