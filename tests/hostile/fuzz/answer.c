/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as a name server's answer: what is taken for a name is a host's.
 */
#include <stdlib.h>

#include "fuzz.h"

#include "../../../applet/source/names/resolve.c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
	char name[HOST_NAME + 1];
	uint8_t *answer;
	size_t length;

	if (size < 12 || size > 512)
		return 0;
	answer = malloc(size);
	memcpy(answer, data, size);
	length = decode_name(answer, size, name);
	name[length] = '\0';
	if (strspn(name, allowed) != length)
		abort();
	free(answer);
	return 0;
}
