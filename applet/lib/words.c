/* SPDX-License-Identifier: 0BSD */
/*
 * What is only read is packed in the file: include/build/pack.ld says where it goes, include/build/trim.awk packs it. Before
 * anything of ours runs it is unpacked to where it was linked.
 */
#include "lib/lib.h"

/* Without the alignment an s390x finds them by way of constants that are themselves not unpacked yet. */
extern const uint8_t packed_start[] __attribute__((aligned(2)));
extern char words_start[] __attribute__((aligned(2))), words_end[] __attribute__((aligned(2)));

__attribute__((constructor)) static void unpack_words(void)
{
	if (!*words_start)
		unpack(packed_start, words_start, words_end - words_start);
}
