/* SPDX-License-Identifier: 0BSD */
/*
 * Words that were meant when another was written.
 */
#ifndef NEAREST_H
#define NEAREST_H

#include "lib/lib.h"

/*
 * How many letters are to be put in, left out, changed or exchanged with the next one to make `b` of `a`. Upper and
 * lower case are the same, but for words of one letter, and what is no letter, digit or one of <>!? does not count: 0 for "FIN_WAIT1" and
 * "fin-wait-1". Of longer words the first WORD_MAX characters are looked at.
 */
enum { WORD_MAX = 30 };
unsigned word_distance(struct text a, struct text b);
/* Whether somebody who meant a word of `length` characters may have written one at that distance. */
static inline bool distance_is_near(unsigned distance, size_t length)
{
	return length <= WORD_MAX && distance <= length / 4 + (length > 2);
}

#endif
