/* SPDX-License-Identifier: 0BSD */
/*
 * Tables of the lesser families, of which nothing is known but where the fields of their lines go.
 */
#ifndef FAMILY_H
#define FAMILY_H

#include "view/column.h"

struct family {
	const char *name;
	/*
	 * Of each field of a line: a number, d decimal or x hexadecimal; a text, s a call sign, p a peer's address, b a
	 * Bluetooth address, t any other; - is not read.
	 */
	const char *formats;
	const char *states;   /* names of 0, 1, ..., each ended by NUL */
	struct layout layout; /* of struct lesser, with all titles in one line; `titles` are JSON's keys, "" for none */
	IF_FEATURE_JSON(const char *key;) /* the family's name for JSON */
};
extern const struct family ipx_family, ax25_family, x25_family, netrom_family, rose_family;
extern const struct family l2cap_family, rfcomm_family;

/* A line of a table. */
struct lesser {
	const struct family *family;
	struct text text[24];
	uint32_t number[24]; /* 0 where a text is no number */
};

void family_titles(const struct family *family, const struct view *v);
/* False when the fields are not what they should be; then nothing is written. */
bool family_row(const struct family *family, const struct view *v, const struct fields *f);

#endif
