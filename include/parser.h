/* SPDX-License-Identifier: 0BSD */
/*
 * What the files that parse filter expressions share. After the first error there are no more words, so every
 * function comes to its end without asking.
 */
#ifndef PARSER_H
#define PARSER_H

#include "expression.h"
#include "source.h"

/* What a word can be. Operators on ports are bits, see below. */
enum word {
	WORD_OTHER, WORD_END, WORD_OPEN, WORD_CLOSE, WORD_NOT, WORD_AND, WORD_OR,
	WORD_DST, WORD_SRC, WORD_DPORT, WORD_SPORT, WORD_DEV, WORD_FWMARK, WORD_CGROUP, WORD_AUTOBOUND,
	WORD_OPERATOR,
};

/* A number may be the least of a range, the greatest, or both; or the range may be what is not meant. */
enum { AT_LEAST = 1, AT_MOST = 2, OUTSIDE = 4, EQUAL = AT_LEAST | AT_MOST, UNEQUAL = EQUAL | OUTSIDE };

struct parser {
	struct expression *e;
	const char *where;      /* for messages: "filter", or the file */
	char *next, *end;       /* the text not looked at yet */
	struct text word;       /* the one looked at, */
	uint8_t kind;           /* enum word, */
	uint8_t operator;       /* and the bits of an operator */
	uint8_t depth;          /* parentheses that are open, and `not`s */
	bool failed;
	bool mixed;             /* `and` came after `or` in one pair of parentheses */
};

/* Looks at the next word. */
void parser_advance(struct parser *p);
/* Tells that `what` is expected, or wrong, at `place`, a part of the expression's text. Only the first time. */
void parser_fail(struct parser *p, const char *what, struct text place);

/* The next test, its ways leading to TEST_MATCHED and TEST_MISSED. Never null. */
struct test *parser_add(struct parser *p, enum test_kind kind, bool peer);
/* Ways of the tests from `first` on that lead to `from`, TEST_MATCHED or TEST_MISSED, lead to the next test. */
void parser_join(struct parser *p, unsigned first, unsigned from);
/* The tests from `first` on match what they did not. */
void parser_negate(struct parser *p, unsigned first);

/* A number as C writes them: 0x and 0 in front count. */
uint64_t parser_number(struct scan *s, uint64_t max);

/* The word as HOST[:PORT], and as [FAMILY:][:]PORT. */
void parser_host(struct parser *p, bool peer);
void parser_port(struct parser *p, bool peer, unsigned operator);

#endif
