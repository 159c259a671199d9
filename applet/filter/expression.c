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
#include <string.h>
#include <unistd.h>

#include "filter/parser.h"

struct test *parser_add(struct parser *p, enum test_kind kind)
{
	struct expression *e = p->e;
	struct test *t;

	if (e->count == EXPRESSION_TESTS) {
		_Static_assert(EXPRESSION_TESTS == 128, "the message says so");
		parser_fail(p, "at most 128 tests");
		e->count--;
	}
	t = &e->test[e->count++];
	memset(t, 0, sizeof *t);
	t->kind = kind;
	t->peer = p->peer;
	t->yes = TEST_MATCHED;
	t->no = TEST_MISSED;
	return t;
}

void parser_lead(struct parser *p, unsigned first, int matched, int missed)
{
	unsigned next = p->e->count;

	for (; first < next; first++)
		for (int i = 0; i < 2; i++) {
			uint8_t *way = i ? &p->e->test[first].no : &p->e->test[first].yes;
			int to = *way == TEST_MATCHED ? matched : missed;

			if (*way >= TEST_MATCHED)
				*way = to == NEXT_TEST ? next : (unsigned)to;
		}
}

/* What has another meaning in each network namespace: the number of a device, the ports that the kernel picks. */
static void need_one_namespace(struct parser *p)
{
	if (netns_is_all(p->e->where))
		parser_fail(p, "what all network namespaces have");
}

static void parse_device(struct parser *p)
{
	struct test *t = parser_add(p, TEST_DEVICE);

	t->interface = interface_index((struct text){ p->word.p, p->word.end - p->word.p });
	need_one_namespace(p);
	if (!t->interface)
		parser_fail(p, "device");
}

/* MARK[/MASK] */
static void parse_mark(struct parser *p)
{
	struct scan s = p->word;
	struct test *t = parser_add(p, TEST_MARK);

	t->mark.value = parser_number(&s, UINT32_MAX);
	t->mark.mask = UINT32_MAX;
	if (s.p < s.end) {
		scan_char(&s, '/');
		t->mark.mask = parser_number(&s, UINT32_MAX);
	}
	if (s.bad || s.p < s.end)
		parser_fail(p, "MARK or MARK/MASK");
}

static void parse_cgroup(struct parser *p)
{
	struct test *t = parser_add(p, TEST_CGROUP);
	char path[PROC_PATH] = "";
	size_t length = p->word.end - p->word.p;

	if (length < sizeof path)
		memcpy(path, p->word.p, length);
	if (!*path || !cgroup_id(path, &t->cgroup))
		parser_fail(p, "control group");
}

static void parse_mark_of(struct parser *p, unsigned kind)
{
	if (kind == WORD_DEV)
		parse_device(p);
	else if (kind == WORD_FWMARK)
		parse_mark(p);
	else
		parse_cgroup(p);
}

/* What follows dst, dport, dev and so on. */
static void parse_predicate(struct parser *p, unsigned kind)
{
	bool port = kind == WORD_DPORT || kind == WORD_SPORT;
	unsigned operator = EQUAL, first = p->e->count;

	p->peer = kind == WORD_DST || kind == WORD_DPORT;
	if (p->kind >= WORD_OPERATOR && p->kind < WORD_OTHER) {
		operator = p->kind - WORD_OPERATOR;
		if (!port && (operator & EQUAL) != EQUAL)
			parser_fail(p, "= or !=");
		parser_advance(p);
	}
	if (p->kind < WORD_OTHER)
		parser_fail(p, "value");
	else if (port)
		parser_port(p, operator);
	else if (ENABLE_FEATURE_SS_FILTER_MARKS && kind >= WORD_DEV)
		parse_mark_of(p, kind);
	else
		parser_host(p);
	parser_advance(p);
	if (operator & OUTSIDE)
		parser_lead(p, first, TEST_MISSED, TEST_MATCHED);
}

static void parse_list(struct parser *p, unsigned first);

/* Each pair takes some of the stack, so there is an end to them. After the message there are no more words. */
static void parse_parentheses(struct parser *p)
{
	if (p->depth++ == PARSER_DEPTH) {
		_Static_assert(PARSER_DEPTH == 128, "the message says so");
		parser_fail(p, "at most 128 parentheses in one another");
	}
	parser_advance(p);
	parse_list(p, p->e->count);
	if (p->kind != WORD_CLOSE)
		parser_fail(p, ")");
	p->depth--;
	parser_advance(p);
}

static void parse_autobound(struct parser *p)
{
	struct test *t = parser_add(p, TEST_AUTOBOUND);

	need_one_namespace(p);
	local_port_range(p->e->where);
	t->port.low = p->e->where->low_port;
	t->port.high = p->e->where->high_port;
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
		parser_fail(p, "src, dst, sport, dport, autobound" IF_FEATURE_SS_FILTER_MARKS(", dev, fwmark, cgroup"));
	}
	if (negated)
		parser_lead(p, first, TEST_MISSED, TEST_MATCHED);
}

/* The tests from `first` on, and those of the terms that follow. */
static void parse_list(struct parser *p, unsigned first)
{
	bool or = false, or_before = false;

	for (;;) {
		parser_lead(p, first, or ? TEST_MATCHED : NEXT_TEST, or ? NEXT_TEST : TEST_MISSED);
		parse_term(p);
		if (p->failed || p->kind <= WORD_CLOSE)
			return;
		or = p->kind == WORD_OR;
		p->mixed |= or_before && !or;
		or_before |= or;
		if (or || p->kind == WORD_AND)
			parser_advance(p);
	}
}

/* Parses the text behind `start`, the end of what was there before. The newline and the NUL end the last word. */
static int parse_text(struct expression *e, const char *where, unsigned start)
{
	struct parser p = { .e = e, .where = where, .next = e->text + start };

	if (e->used > EXPRESSION_TEXT - 2) {
		_Static_assert(EXPRESSION_TEXT == 4098, "the message says so");
		complain(where, ": longer than 4096 bytes", (char *)0);
		return EXPRESSION_SENSELESS;
	}
	e->text[e->used++] = '\n';
	p.end = e->text + e->used;
	*p.end = '\0';
	parser_advance(&p);
	if (p.kind == WORD_END)
		return 0;
	parse_list(&p, 0);
	if (p.kind != WORD_END)
		parser_fail(&p, "the end");
	if (p.mixed && !p.failed)
		complain(where, ": warning: read from left to right, `and` does not bind tighter than `or`", (char *)0);
	return p.failed;
}

/* Blanks stand between the words. */
int expression_parse(struct expression *e, char **words)
{
	unsigned start = e->used;

	for (; *words; words++)
		for (const char *p = *words; e->used < EXPRESSION_TEXT;) {
			e->text[e->used++] = *p ? *p : ' ';
			if (!*p++)
				break;
		}
	return parse_text(e, "filter", start);
}

int expression_parse_file(struct expression *e, const char *path)
{
	int fd = strcmp(path, "-") ? file_open(path) : 0;
	unsigned start = e->used;
	ssize_t n = fd;

	while (fd >= 0 && (n = read(fd, e->text + e->used, EXPRESSION_TEXT - e->used)) > 0)
		e->used += n;
	if (n < 0)
		complain(path, ": ", error_text(errno), (char *)0);
	if (fd > 0)
		close(fd);
	return n < 0 ? EXPRESSION_SENSELESS : parse_text(e, path, start);
}
