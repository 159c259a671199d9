/* SPDX-License-Identifier: 0BSD */
/*
 * What the tables of examples share. Each file here is a part of the program and a function that walks its tables;
 * unit.c calls them one after the other.
 */
#ifndef UNIT_H
#define UNIT_H

#include <stddef.h>
#include <string.h>

#include "lib/lib.h"

/* One example: prints "ok - ..." or "not ok - ..." with what was expected and what came. */
void is_text(const char *what, const char *example, const char *expected, struct text got);
void is_number(const char *what, const char *example, uint64_t expected, uint64_t got);

/* A writer into memory, begun anew, and what it has been given. */
struct out *to_memory(void);
struct text written(void);

static inline struct scan scan_of(const char *text)
{
	return (struct scan){ text, text + strlen(text), false };
}

void test_numbers(void);
void test_text(void);
void test_addresses(void);
void test_fields(void);
void test_columns(void);
void test_filters(void);
void test_live(void);

#endif
