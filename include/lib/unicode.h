/* SPDX-License-Identifier: 0BSD */
/*
 * UTF-8, and how many columns of a terminal its characters take.
 */
#ifndef UNICODE_H
#define UNICODE_H

#include <stddef.h>

/*
 * Bytes of the character that `s` begins with, and its columns: 0 (it stands above the one in front of it), 1 or 2.
 * 0 when it is malformed, or must not reach a terminal: it is invisible or changes how the line around it is seen.
 * `length` is not 0.
 */
size_t utf8_length(const char *s, size_t length, unsigned *columns);

#endif
