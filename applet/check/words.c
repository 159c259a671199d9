/* SPDX-License-Identifier: 0BSD */
/*
 * What is said of a finding: the texts of findings.def, whose marks are told there.
 */
#include <string.h>

#include "check/check.h"

#define FINDING(id, needs, name, title, keys, words) name "\0"
static const char finding_names[] =
#include "check/findings.def"
	;
#undef FINDING
#define FINDING(id, needs, name, title, keys, words) title "\0"
static const char titles[] =
#include "check/findings.def"
	;
#undef FINDING
#define FINDING(id, needs, name, title, keys, words) keys "\0"
static const char keys[] =
#include "check/findings.def"
	;
#undef FINDING
#define FINDING(id, needs, name, title, keys, words) words "\0"
static const char finding_words[] =
#include "check/findings.def"
	;
#undef FINDING
#define FINDING(id, needs, name, title, keys, words) needs,
static const uint8_t finding_need[] = {
#include "check/findings.def"
};
#undef FINDING

const char *finding_name(unsigned finding)
{
	return word_at(finding_names, finding);
}

const char *finding_title(unsigned finding)
{
	return word_at(titles, finding);
}

const char *finding_keys(unsigned finding)
{
	return word_at(keys, finding);
}

unsigned finding_needs(unsigned finding)
{
	return finding_need[finding];
}

static void out_time(struct out *o, uint64_t seconds)
{
	static const struct { uint32_t length; char name[5]; } units[] = {
		{ 86400, " d" }, { 3600, " h" }, { 60, " min" }, { 1, " s" },
	};
	size_t i = 0;

	while (i < ARRAY_SIZE(units) - 1 && seconds < 2 * units[i].length)
		i++;
	out_number(o, seconds / units[i].length, 0);
	out_text(o, units[i].name);
}

/* "[net.core.somaxconn]" with its value behind it. */
static void out_setting(struct out *o, const char *name, size_t length)
{
	uint64_t value;

	out_bytes(o, name, length);
	if (!setting(name, length, 0, &value))
		return;
	out_text(o, " (now ");
	for (unsigned field = 0; setting(name, length, field, &value); field++) {
		if (field)
			out_char(o, ' ');
		out_number(o, value, 0);
	}
	out_char(o, ')');
}

/* The sentence's conditions, which are passed over, and its settings hold. */
static bool holds(const char **sentence, const char *end, const struct thing *t)
{
	const char *p = *sentence;
	uint64_t value;

	for (; p < end && (*p == '?' || *p == '!'); p += 2)
		if ((t->n[p[1] - '0'] != 0) != (*p == '?'))
			return false;
	*sentence = p;
	while ((p = memchr(p, '[', end - p))) {
		const char *close = memchr(p, ']', end - p);

		if (!close || !setting(p + 1, close - p - 1, 0, &value))
			return false;
		p = close;
	}
	return true;
}

static void out_mark(struct out *o, const struct check *c, const struct thing *t, char mark, char which)
{
	uint64_t n = which == 't' ? c->seconds : t->n[which - '0'];

	if (which == 't' || mark == '&')
		out_time(o, n);
	else if (mark == '%')
		out_number(o, n, 0);
	else if ((n == 1) == (mark == '$'))
		out_char(o, 's');
}

static void out_sentence(struct out *o, const struct check *c, const struct thing *t, const char *p, const char *end)
{
	while (p < end) {
		bool mark = memchr("%@$&", *p, 4) && p + 1 < end && (p[1] == 't' || (p[1] >= '0' && p[1] <= '5'));

		if (mark) {
			out_mark(o, c, t, p[0], p[1]);
			p += 2;
		} else if (*p == '[') {
			const char *close = memchr(p, ']', end - p);

			out_setting(o, p + 1, close - p - 1);
			p = close + 1;
		} else {
			out_char(o, *p++);
		}
	}
}

bool put_words(struct out *o, const struct check *c, const struct thing *t, unsigned n, const char *before)
{
	const char *p = word_at(finding_words, t->finding), *end;

	while (n-- && *p)
		p = strchr(p, '\n') + 1;
	if (!*p)
		return false;
	out_text(o, before);
	for (; *p != '\n'; p = end + 1) {
		end = strchr(p, '|');
		if (holds(&p, end, t))
			out_sentence(o, c, t, p, end);
	}
	return true;
}
