/* SPDX-License-Identifier: 0BSD */
/*
 * Foreign text as it is shown, and names taken off a line: lib/escape.c, lib/scan.c, filter/glob.c.
 */
#include "filter/expression.h"
#include "unit.h"

static const struct {
	const char *text;
	enum escape what;
	size_t limit;
	const char *shown;
	size_t columns;
} escapes[] = {
	{ "nginx: master", ESCAPE_CONTROLS, 0, "nginx: master", 13 },
	{ "nginx: master", ESCAPE_BLANKS, 0, "nginx:\\x20master", 16 },
	{ "a\\b", ESCAPE_CONTROLS, 0, "a\\x5cb", 6 },
	{ "\33[2J", ESCAPE_CONTROLS, 0, "\\x1b[2J", 7 },
	{ "\"", ESCAPE_QUOTES, 0, "\\x22", 4 },
	{ "\303\244", ESCAPE_CONTROLS, 0, "\303\244", 1 },
	{ "\346\274\242", ESCAPE_CONTROLS, 0, "\346\274\242", 2 },  /* two columns wide */
	{ "\303", ESCAPE_CONTROLS, 0, "\\xc3", 4 },                 /* half a character */
	{ "\342\200\256x", ESCAPE_CONTROLS, 0, "\\xe2\\x80\\xaex", 13 }, /* would turn the line around */
	{ "abcdef", ESCAPE_CONTROLS, 4, "abcd", 4 },
	{ "abc\n", ESCAPE_CONTROLS, 5, "abc", 3 },                  /* no half of an escape */
};

static const struct { const char *line, *name, *rest; bool bad; } names[] = {
	{ "  eth0: 1 2", "eth0", " 1 2", false },
	{ "eth0:123 1", "eth0", "123 1", false },
	{ "eth0:1:  5", "eth0:1", "  5", false },
	{ "eth0 5", "", "eth0 5", true },
};

static const struct { const char *glob, *text; bool matches; } globs[] = {
	{ "*", "", true },
	{ "/run/*", "/run/a/b", true },
	{ "/RUN/?", "/run/x", true },
	{ "[a-c]x", "bx", true },
	{ "[!a-c]x", "bx", false },
	{ "\\*", "*", true },
	{ "\\*", "x", false },
	{ "*a*b", "xaxbxb", true },
	{ "[", "[", true },
};

void test_text(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(escapes); i++) {
		struct out *o = to_memory();

		out_escaped_within(o, escapes[i].text, strlen(escapes[i].text), escapes[i].what, escapes[i].limit);
		is_text("out_escaped_within", escapes[i].shown, escapes[i].shown, written());
		is_number("... in columns", escapes[i].shown, escapes[i].columns, out_position(o));
	}
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct scan s = scan_of(names[i].line);
		struct text name = scan_name(&s);

		is_number("scan_name is bad", names[i].line, names[i].bad, s.bad);
		is_text("scan_name", names[i].line, names[i].name, name);
		is_text("scan_name leaves", names[i].line, names[i].rest, (struct text){ s.p, s.end - s.p });
	}
	for (size_t i = 0; i < ARRAY_SIZE(globs); i++)
		is_number("glob_matches", globs[i].glob, globs[i].matches,
			  glob_matches((struct text){ globs[i].glob, strlen(globs[i].glob) },
				       (struct text){ globs[i].text, strlen(globs[i].text) }));
}
