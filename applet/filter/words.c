/* SPDX-License-Identifier: 0BSD */
/*
 * Words of a filter expression, and the complaint about one of them.
 */
#include <string.h>

#include "parser.h"

/* All that is not a host, a port or a name. Bits of operators stand where the words end. */
static const char words[] =
	"(\0" ")\0" "!\0" "not\0" "&\0" "&&\0" "and\0" "|\0" "||\0" "or\0"
	"dst\0" "src\0" "dport\0" "sport\0" "dev\0" "fwmark\0" "cgroup\0" "autobound\0"
	"=\0" "==\0" "eq\0" "!=\0" "ne\0" "neq\0" ">\0" "gt\0" "<\0" "lt\0" ">=\0" "ge\0" "geq\0" "<=\0" "le\0" "leq\0";
static const uint8_t kinds[] = {
	WORD_OPEN, WORD_CLOSE, WORD_NOT, WORD_NOT, WORD_AND, WORD_AND, WORD_AND, WORD_OR, WORD_OR, WORD_OR,
	WORD_DST, WORD_SRC, WORD_DPORT, WORD_SPORT, WORD_DEV, WORD_FWMARK, WORD_CGROUP, WORD_AUTOBOUND,
#define OPERATOR(bits) WORD_OPERATOR + (bits)
	OPERATOR(EQUAL), OPERATOR(EQUAL), OPERATOR(EQUAL),
	OPERATOR(UNEQUAL), OPERATOR(UNEQUAL), OPERATOR(UNEQUAL),
	OPERATOR(AT_MOST | OUTSIDE), OPERATOR(AT_MOST | OUTSIDE),
	OPERATOR(AT_LEAST | OUTSIDE), OPERATOR(AT_LEAST | OUTSIDE),
	OPERATOR(AT_LEAST), OPERATOR(AT_LEAST), OPERATOR(AT_LEAST),
	OPERATOR(AT_MOST), OPERATOR(AT_MOST), OPERATOR(AT_MOST),
#undef OPERATOR
};

static void classify(struct parser *p)
{
	const char *word = words;

	p->kind = p->word.length ? WORD_OTHER : WORD_END;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++, word += strlen(word) + 1)
		if (text_is(p->word, word))
			p->kind = kinds[i];
	if (p->kind > WORD_OPERATOR) {
		p->operator = p->kind - WORD_OPERATOR;
		p->kind = WORD_OPERATOR;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Blanks, and lines that begin with '#'. */
static void skip_blanks(struct parser *p)
{
	while (p->next < p->end) {
		bool comment = *p->next == '#' && (p->next == p->e->text || p->next[-1] == '\n');

		if (!comment && !is_blank(*p->next))
			return;
		while (comment && p->next < p->end && *p->next != '\n')
			p->next++;
		p->next += p->next < p->end;
	}
}

/* A parenthesis, and a '!' in front of a word, need no blank behind them. */
static bool stands_alone(const struct parser *p)
{
	char c = *p->next;

	return c == '(' || c == ')' || (c == '!' && p->next + 1 < p->end && p->next[1] != '=');
}

/* A word ends with the parentheses it stands in; one that has an opening one itself keeps both. */
static bool ends_word(struct parser *p)
{
	return is_blank(*p->next) ||
	       (*p->next == ')' && p->depth && !memchr(p->word.p, '(', p->next - p->word.p));
}

/* A backslash makes the next byte an ordinary one. The bytes move up, and blanks fill the gap. */
static void take_word(struct parser *p)
{
	char *to = p->next;

	if (p->next < p->end && stands_alone(p)) {
		p->next++;
		p->word.length = 1;
		return;
	}
	while (p->next < p->end && !ends_word(p)) {
		if (*p->next == '\\' && p->next + 1 < p->end)
			p->next++;
		*to++ = *p->next++;
	}
	p->word.length = to - p->word.p;
	memset(to, ' ', p->next - to);
}

void parser_advance(struct parser *p)
{
	skip_blanks(p);
	p->word.p = p->next;
	p->word.length = 0;
	take_word(p);
	classify(p);
}

/* Shows the line that the place is in. */
void parser_fail(struct parser *p, const char *what, struct text place)
{
	const char *end = p->e->text + p->e->used, *stop = place.p + place.length;
	struct text line = place;

	if (p->failed)
		return;
	p->failed = true;
	p->next = p->end;
	while (line.p > p->e->text && line.p[-1] != '\n')
		line.p--;
	while (stop < end && *stop != '\n')
		stop++;
	line.length = stop - line.p;
	complain(p->where, ": ", what, (char *)0);
	point_out(line, place);
}
