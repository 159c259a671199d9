/* SPDX-License-Identifier: 0BSD */
/*
 * sort N: the seconds of a processor that the sort of N holders takes (applet/alone/files.c:sort_records), which come as
 * two workers send them: in batches from two places of the walk, inodes rising in each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "source/source.h"

enum { BATCH = 340, WORDS = 3, PART = 20000 };

static void make(uint32_t *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t batch = i / BATCH, half = count / 2;
		uint32_t number = (uint32_t)(batch / 2 * BATCH + i % BATCH + (batch % 2 ? half : 0));

		words[WORDS * i] = 40000000 + number + number / 8;
		words[WORDS * i + 1] = 1000 + number / PART;
		words[WORDS * i + 2] = number % PART;
	}
}

int main(int argc, char **argv)
{
	size_t count = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
	uint32_t *words = malloc(count * WORDS * sizeof(*words));
	clock_t best = 0;

	if (!count || !words) {
		fputs("usage: sort N\n", stderr);
		return 2;
	}
	for (int i = 0; i < 5; i++) {
		clock_t start;

		make(words, count);
		start = clock();
		sort_records(words, count, WORDS);
		start = clock() - start;
		if (!best || start < best)
			best = start;
	}
	printf("%.4f\n", (double)best / CLOCKS_PER_SEC);
	return 0;
}
