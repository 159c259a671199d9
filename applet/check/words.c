/* SPDX-License-Identifier: 0BSD */
/*
 * What is said of a finding: the texts of findings.def, whose marks are told there.
 */
#include <string.h>
#include <sys/socket.h>

#include "check/check.h"

#include "findings.h"

#define FINDING(id, group, needs, name, title, keys, words) needs,
static const uint8_t finding_need[] = {
#include "check/findings.def"
};
#undef FINDING

const uint64_t findings_built = 0
#define FINDING(id, group, needs, name, title, keys, words) | (uint64_t)ENABLE_FEATURE_CHECK_##group << FINDING_##id
#include "check/findings.def"
#undef FINDING
	;

/* As word_at, of words that may be empty. */
static const char *nth(const char *text, unsigned n)
{
	while (n--)
		text += strlen(text) + 1;
	return text;
}

const char *finding_text(unsigned finding, enum finding_text which)
{
	static char text[TEXT_LENGTH];
	static bool is_unpacked;

	if (!is_unpacked)
		unpack(packed, text, sizeof text);
	is_unpacked = true;
	return nth(text, 4 * finding + which);
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

/* A setting's name from its bracket on, and its value, which may be several numbers. Returns the end. */
static const char *out_setting(struct out *o, const struct check *c, const char *name)
{
	bool plain = *++name == '=';
	const char *end = strchr(name += plain, ']');
	uint64_t value;

	out_bytes(o, name, end - name);
	out_text(o, plain ? "" : " (now");
	for (unsigned field = 0; setting(c, name, end - name, field, &value); field++)
		out_field(o, " ", value);
	out_text(o, plain ? "" : ")");
	return end + 1;
}

/* Whether the sentence's conditions hold, which are passed over, and its setting is there. */
static bool holds(const struct check *c, const char **sentence, const char *end, const struct thing *t)
{
	const char *p = *sentence;
	uint64_t value;

	for (; p < end && (*p == '?' || *p == '!'); p += 2)
		if ((t->n[p[1] - '0'] != 0) != (*p == '?'))
			return false;
	*sentence = p;
	p = memchr(p, '[', end - p);
	if (!p)
		return true;
	p += p[1] == '=';
	return setting(c, p + 1, strchr(p, ']') - p - 1, 0, &value);
}

static void out_mark(struct out *o, const struct check *c, const struct thing *t, char mark, char which)
{
	uint64_t n = which == 't' ? c->seconds : t->n[(which - '0') % 6];

	if (which == 'a')
		out_ip(o, t->n[4] ? AF_INET6 : AF_INET, t->peer.address, false);
	else if (which == 't' || mark == '&')
		out_time(o, n);
	else if (mark == '%')
		out_number(o, n, 0);
	else if (mark == '^')
		out_text(o, n == 1 ? "was" : "were");
	else if ((n == 1) == (mark == '$'))
		out_char(o, 's');
}

static void out_sentence(struct out *o, const struct check *c, const struct thing *t, const char *p, const char *end)
{
	while (p < end) {
		bool mark = memchr("%@$&^", *p, 5) && p + 1 < end && (p[1] == 't' || p[1] == 'a' || (p[1] >= '0' && p[1] <= '5'));

		if (mark) {
			out_mark(o, c, t, p[0], p[1]);
			p += 2;
		} else if (*p == '[') {
			p = out_setting(o, c, p);
		} else {
			out_char(o, *p++);
		}
	}
}

bool put_words(struct out *o, const struct check *c, const struct thing *t, unsigned n, const char *before)
{
	const char *p = finding_text(t->finding, FINDING_WORDS), *end;

	while (n-- && *p)
		p = strchr(p, '\n') + 1;
	if (!*p)
		return false;
	out_text(o, before);
	for (bool first = true; *p != '\n'; p = end + 1) {
		end = strchr(p, '|');
		if (!holds(c, &p, end, t))
			continue;
		out_sentence(o, c, t, p + (first && *p == ' '), end);
		first = false;
	}
	return true;
}
