/* SPDX-License-Identifier: 0BSD */
/*
 * The grammar of ss's filter, read strictly from left to right as ss does, whatever its manual says:
 *
 *   list: term [[and | or] term]...
 *   term: not term | ( list ) | autobound
 *       | (dst | src | dport | sport | dev | fwmark | cgroup) [operator] value
 *
 * Tests lead to TEST_MATCHED or TEST_MISSED when they are made. `and` joins the first of these, `or` the second,
 * of all that stands before it in its parentheses, to the test that comes next.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "parser.h"

struct test *parser_add(struct parser *p, enum test_kind kind, bool peer)
{
	struct expression *e = p->e;
	struct test *t;

	if (e->count == EXPRESSION_TESTS) {
		_Static_assert(EXPRESSION_TESTS == 128, "the message says so");
		parser_fail(p, "more than 128 tests", p->word);
		e->count--;
	}
	t = &e->test[e->count++];
	memset(t, 0, sizeof *t);
	t->kind = kind;
	t->peer = peer;
	t->yes = TEST_MATCHED;
	t->no = TEST_MISSED;
	return t;
}

void parser_join(struct parser *p, unsigned first, unsigned from)
{
	for (; first < p->e->count; first++) {
		struct test *t = &p->e->test[first];

		if (t->yes == from)
			t->yes = p->e->count;
		if (t->no == from)
			t->no = p->e->count;
	}
}

void parser_negate(struct parser *p, unsigned first)
{
	for (; first < p->e->count; first++) {
		struct test *t = &p->e->test[first];

		if (t->yes >= TEST_MATCHED)
			t->yes ^= TEST_MATCHED ^ TEST_MISSED;
		if (t->no >= TEST_MATCHED)
			t->no ^= TEST_MATCHED ^ TEST_MISSED;
	}
}

static void parse_device(struct parser *p)
{
	struct test *t = parser_add(p, TEST_DEVICE, false);

	t->interface = interface_index(p->word);
	if (!t->interface)
		parser_fail(p, "no such device", p->word);
}

/* MARK[/MASK] */
static void parse_mark(struct parser *p)
{
	struct scan s = { p->word.p, p->word.p + p->word.length, false };
	struct test *t = parser_add(p, TEST_MARK, false);

	t->mark.value = parser_number(&s, UINT32_MAX);
	t->mark.mask = UINT32_MAX;
	if (s.p < s.end) {
		scan_char(&s, '/');
		t->mark.mask = parser_number(&s, UINT32_MAX);
	}
	if (s.bad || s.p < s.end)
		parser_fail(p, "MARK or MARK/MASK expected", p->word);
}

static void parse_cgroup(struct parser *p)
{
	struct test *t = parser_add(p, TEST_CGROUP, false);
	char path[PROC_PATH] = "";

	if (p->word.length < sizeof path)
		memcpy(path, p->word.p, p->word.length);
	if (!*path || !cgroup_id(path, &t->cgroup))
		parser_fail(p, "no such control group", p->word);
}

/* What follows dst, dport, dev and so on. */
static void parse_predicate(struct parser *p, unsigned kind)
{
	bool peer = kind == WORD_DST || kind == WORD_DPORT, port = kind == WORD_DPORT || kind == WORD_SPORT;
	unsigned operator = EQUAL, first = p->e->count;

	if (p->kind == WORD_OPERATOR) {
		operator = p->operator;
		if (!port && (operator & EQUAL) != EQUAL)
			parser_fail(p, "= or != expected", p->word);
		parser_advance(p);
	}
	if (p->kind != WORD_OTHER)
		parser_fail(p, "value expected", p->word);
	else if (port)
		parser_port(p, peer, operator);
	else if (kind == WORD_DEV)
		parse_device(p);
	else if (kind == WORD_FWMARK)
		parse_mark(p);
	else if (kind == WORD_CGROUP)
		parse_cgroup(p);
	else
		parser_host(p, peer);
	parser_advance(p);
	if (operator & OUTSIDE)
		parser_negate(p, first);
}

static void parse_list(struct parser *p, unsigned first);

static void parse_parentheses(struct parser *p)
{
	enum { DEEPEST = 100 };
	struct text open = p->word;

	if (p->depth++ == DEEPEST)
		parser_fail(p, "more than 100 parentheses in each other", open);
	parser_advance(p);
	parse_list(p, p->e->count);
	if (p->kind != WORD_CLOSE)
		parser_fail(p, "this parenthesis is never closed", open);
	p->depth--;
	parser_advance(p);
}

static void parse_autobound(struct parser *p)
{
	struct test *t = parser_add(p, TEST_AUTOBOUND, false);

	local_port_range(&t->port.low, &t->port.high);
	parser_advance(p);
}

static void parse_term(struct parser *p)
{
	unsigned first = p->e->count, kind;
	bool negated = false;

	for (; p->kind == WORD_NOT; negated = !negated)
		parser_advance(p);
	kind = p->kind;
	if (kind == WORD_OPEN) {
		parse_parentheses(p);
	} else if (kind == WORD_AUTOBOUND) {
		parse_autobound(p);
	} else if (kind >= WORD_DST && kind <= WORD_CGROUP) {
		parser_advance(p);
		parse_predicate(p, kind);
	} else {
		parser_fail(p, "dst, src, dport, sport, dev, fwmark, cgroup or autobound expected", p->word);
	}
	if (negated)
		parser_negate(p, first);
}

/* The tests from `first` on, and those of the terms that follow. */
static void parse_list(struct parser *p, unsigned first)
{
	unsigned from = TEST_MATCHED;
	bool or_before = false;

	for (;;) {
		parser_join(p, first, from);
		parse_term(p);
		if (p->failed || p->kind == WORD_END || p->kind == WORD_CLOSE)
			return;
		from = p->kind == WORD_OR ? TEST_MISSED : TEST_MATCHED;
		p->mixed |= or_before && from == TEST_MATCHED;
		or_before |= from == TEST_MISSED;
		if (p->kind == WORD_OR || p->kind == WORD_AND)
			parser_advance(p);
	}
}

/* Parses the text behind `start`, the end of what was there before. */
static int parse_text(struct expression *e, const char *where, unsigned start)
{
	struct parser p = { .e = e, .where = where, .next = e->text + start, .end = e->text + e->used };

	parser_advance(&p);
	if (p.kind == WORD_END)
		return 0;
	parse_list(&p, 0);
	if (p.kind != WORD_END)
		parser_fail(&p, "no parenthesis is open here", p.word);
	if (p.mixed && !p.failed)
		complain(where, ": warning: read from left to right, `and` does not bind tighter than `or`;"
			 " parentheses make it clear", (char *)0);
	return p.failed ? -1 : 0;
}

static int too_long(const char *where)
{
	_Static_assert(EXPRESSION_TEXT == 4096, "the message says so");
	complain(where, ": longer than 4095 bytes", (char *)0);
	return -1;
}

/* Words are joined by blanks, files and command line by newlines. */
int expression_parse(struct expression *e, char **words)
{
	unsigned start = e->used;

	for (; *words; words++) {
		size_t length = strlen(*words);

		if (length >= (size_t)(EXPRESSION_TEXT - e->used))
			return too_long("filter");
		memcpy(e->text + e->used, *words, length);
		e->used += length;
		e->text[e->used++] = words[1] ? ' ' : '\n';
	}
	return parse_text(e, "filter", start);
}

int expression_parse_file(struct expression *e, const char *path)
{
	bool standard_input = path[0] == '-' && !path[1];
	int fd = standard_input ? 0 : open(path, O_RDONLY | O_CLOEXEC);
	unsigned start = e->used;
	ssize_t n = fd < 0 ? -1 : 1;

	while (n > 0 && e->used < EXPRESSION_TEXT) {
		n = read(fd, e->text + e->used, EXPRESSION_TEXT - e->used);
		if (n > 0)
			e->used += n;
		else if (n < 0 && errno == EINTR)
			n = 1;
	}
	if (n < 0)
		complain(path, ": ", error_text(errno), (char *)0);
	if (fd > 0)
		close(fd);
	if (n < 0)
		return -1;
	return n ? too_long(path) : parse_text(e, path, start);
}
