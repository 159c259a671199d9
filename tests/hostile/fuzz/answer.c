/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as a name server's answer.
 */
#include <stdlib.h>

#include "fuzz.h"

#include "../../../applet/source/names/resolve.c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kept k = { 0 };
	uint8_t *answer;

	if (size < 12 || size > 512)
		return 0;
	answer = malloc(size);
	memcpy(answer, data, size);
	decode_answer(&k, answer, size);
	if (k.length && k.length != strlen(k.name))
		abort();
	free(answer);
	return 0;
}
