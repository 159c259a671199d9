/* SPDX-License-Identifier: 0BSD */
/*
 * Words of a filter expression, and the complaint about one of them.
 */
#include <string.h>

#include "filter/parser.h"

static const char spelling[] =
#define FILTER_WORD(kind, text) text "\0"
#include "filter/words.def"
#undef FILTER_WORD
	;
static const uint8_t kinds[] = {
#define FILTER_WORD(kind, text) kind,
#include "filter/words.def"
#undef FILTER_WORD
};

unsigned parser_lookup(const char *word, size_t length)
{
	const char *known = spelling;
	size_t n;

	for (const uint8_t *kind = kinds; kind < kinds + sizeof kinds; kind++, known += n + 1) {
		n = strlen(known);
		if (n == length && !memcmp(known, word, n))
			return *kind;
	}
	return WORD_OTHER;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Past blanks, and lines that begin with '#'. The text ends with a newline, and a NUL behind that. */
static char *skip_blanks(const struct parser *p)
{
	char *next = p->next;

	for (;; next++) {
		if (*next == '#' && (next == p->e->text || next[-1] == '\n'))
			next = memchr(next, '\n', p->end - next);
		if (!is_blank(*next))
			return next;
	}
}

/* A word ends with the parentheses it stands in; a value that has an opening one itself keeps both. */
static bool ends_word(const struct parser *p)
{
	char c = *p->next;

	if (c == '(')
		return parser_lookup(p->word.p, p->next - p->word.p) < WORD_OTHER;
	return is_blank(c) || (c == ')' && p->depth && !memchr(p->word.p, '(', p->next - p->word.p));
}

/* A parenthesis, and a '!' in front of a word, need no blank behind them. */
static bool stands_alone(const char *word)
{
	return *word == '(' || *word == ')' || (*word == '!' && word[1] != '=');
}

/* A backslash makes the next byte an ordinary one. The bytes move up, and blanks fill the gap. */
void parser_advance(struct parser *p)
{
	char *to;

	to = p->next = skip_blanks(p);
	p->word = (struct scan){ to, to, false };
	if (stands_alone(to)) {
		to = ++p->next;
	} else {
		while (p->next < p->end && !ends_word(p)) {
			p->next += *p->next == '\\' && p->end - p->next > 2;
			*to++ = *p->next++;
		}
		memset(to, ' ', p->next - to);
	}
	p->word.end = to;
	p->kind = parser_lookup(p->word.p, to - p->word.p);
}

/* The line is shown up to the word, which is cut off there. */
void parser_fail(struct parser *p, const char *expected)
{
	const char *line, *word = p->word.p;

	if (p->failed)
		return;
	p->failed = p->kind < WORD_OTHER ? EXPRESSION_SENSELESS : EXPRESSION_WRONG;
	p->next = p->end;
	if (p->kind == WORD_END)
		while (word > p->e->text && is_blank(word[-1]))
			p->word.end = --word;
	line = word;
	while (line > p->e->text && line[-1] != '\n')
		line--;
	*(char *)p->word.end = '\0';
	complain(p->where, ": ", expected, " expected instead of ", *word ? word : "the end", " in: ", line, (char *)0);
}
