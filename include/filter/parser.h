/* SPDX-License-Identifier: 0BSD */
/*
 * What the files that parse filter expressions share. After the first error there are no more words, so every
 * function comes to its end without asking.
 */
#ifndef PARSER_H
#define PARSER_H

#include "filter/expression.h"
#include "source/source.h"

/* A number may be the least of a range, the greatest, or both; or the range may be what is not meant. */
enum {
	AT_LEAST = 1,
	AT_MOST = 2,
	EQUAL = AT_LEAST | AT_MOST,
	OUTSIDE = 4,
	LESS = OUTSIDE | AT_LEAST,
	GREATER = OUTSIDE | AT_MOST,
	UNEQUAL = OUTSIDE | EQUAL,
};

/* What a word can be; those from WORD_OTHER on are values. */
enum {
	WORD_END, WORD_CLOSE, WORD_OPEN, WORD_NOT, WORD_AND, WORD_OR,
	WORD_DST, WORD_SRC, WORD_DPORT, WORD_SPORT, WORD_DEV, WORD_FWMARK, WORD_CGROUP, WORD_AUTOBOUND,
	WORD_OPERATOR,              /* and the bits above */
	WORD_OTHER = WORD_OPERATOR + 8,
	WORD_ANY,
	WORD_FAMILY,                /* and the number of the bit FAMILY_* */
};

enum { PARSER_DEPTH = 128 };

struct parser {
	struct expression *e;
	const char *where;      /* for messages: "filter", or the file */
	char *next, *end;       /* the text not looked at yet */
	struct scan word;       /* the one looked at, taken apart from the left, */
	uint8_t kind;           /* and what it is */
	bool peer;              /* the other end is asked about */
	uint8_t family;         /* of the HOST or port being parsed, AF_UNSPEC for the internet's two, */
	bool inet;              /* is one of the internet's, */
	bool named;             /* and was told by a prefix */
	uint8_t first;          /* the first test of the HOST being parsed */
	int8_t failed;          /* EXPRESSION_WRONG or EXPRESSION_SENSELESS, once that was told */
	bool mixed;             /* `and` came after `or` in one pair of parentheses */
	unsigned depth;         /* parentheses that are open */
};

unsigned parser_lookup(const char *word, size_t length);
/* Looks at the next word. */
void parser_advance(struct parser *p);
/* Tells what the word ought to be. Only the first time. */
void parser_fail(struct parser *p, const char *expected);

/* The next test, about the end that `peer` says, its ways leading to TEST_MATCHED and TEST_MISSED. Never null. */
struct test *parser_add(struct parser *p, enum test_kind kind);
/*
 * Leads the tests from `first` on elsewhere, those that led to TEST_MATCHED and those that led to TEST_MISSED.
 * NEXT_TEST is the one to be added next.
 */
enum { NEXT_TEST = -1 };
void parser_lead(struct parser *p, unsigned first, int matched, int missed);

/* A number as C writes them: 0x and 0 in front count. */
uint64_t parser_number(struct scan *s, uint64_t max);

/* The word as HOST[:PORT], and as [FAMILY:][:]PORT. */
void parser_host(struct parser *p);
void parser_port(struct parser *p, unsigned operator);

#endif
