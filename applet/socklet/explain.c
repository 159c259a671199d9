/* SPDX-License-Identifier: 0BSD */
/*
 * socklet explain: what states, columns and values mean. The text is include/explain/words.txt as include/explain/pack.awk
 * has packed it: lines, "@<title of a group>" and below it "<spelling>, <spelling>|<meaning>".
 */
#include <string.h>

#include "check/check.h"
#include "lib/nearest.h"
#include "socklet/socklet.h"

#include "explain.h"

enum { MARGIN = 78, PROPOSALS = 4 };

/* Lines of the same form for what check finds; the end of them. */
static char *put_findings(char *to, const char *limit)
{
	to = put_text(to, "@What socklet check finds\n");
	for (unsigned i = 0; i < FINDINGS && to + 200 < limit; i++) {
		if (!(findings_built >> i & 1))
			continue;
		to = put_text(to, finding_name(i));
		*to++ = '|';
		to[0] = finding_text(i, FINDING_TITLE)[0] & ~0x20; /* a capital */
		to = put_text(to + 1, finding_text(i, FINDING_TITLE) + 1);
		*to++ = '.';
		to = put_general(to, limit - 1, i);
		*to++ = '\n';
	}
	return to;
}

/* The text, ended by a NUL. */
static const char *unpacked(void)
{
	static char text[TEXT_LENGTH + ENABLE_FEATURE_CHECK * (FINDINGS * 400 + 1) + 1];

	if (!*text) {
		unpack(packed, text, TEXT_LENGTH);
		if (ENABLE_FEATURE_CHECK)
			put_findings(text + TEXT_LENGTH, text + sizeof text - 1);
	}
	return text;
}

static struct text piece(const char *from, char until)
{
	return (struct text){ from, strchrnul(from, until) - from };
}

/* The next spelling of a line's, from *at on; length 0 behind the last. */
static struct text next_spelling(const char **at)
{
	struct text t = { *at, strcspn(*at, ",|") };

	*at += t.length + (t.p[t.length] == ',' ? 2 : 0);
	return t;
}

/* How near the nearest spelling of a line is; a part of one counts as near. */
static unsigned line_distance(const char *line, struct text word)
{
	unsigned nearest = WORD_MAX, distance;

	for (struct text t; (t = next_spelling(&line)).length;) {
		distance = word_distance(t, word);
		if (distance < nearest)
			nearest = distance;
	}
	return nearest;
}

/* A paragraph: words with blanks between, none beyond the margin. */
struct paragraph {
	struct out *out;
	size_t start; /* of the line */
	unsigned indent;
};

static void begin(struct paragraph *p)
{
	p->start = out_position(p->out);
	out_pad(p->out, p->start, p->indent);
}

static void out_wrapped(struct paragraph *p, struct text text)
{
	while (text.length) {
		const char *blank = memchr(text.p, ' ', text.length);
		size_t length = blank ? (size_t)(blank - text.p) : text.length;
		size_t column = out_position(p->out) - p->start;

		if (column + length >= MARGIN) {
			out_char(p->out, '\n');
			begin(p);
		} else if (column > p->indent) {
			out_char(p->out, ' ');
		}
		out_bytes(p->out, text.p, length);
		length += blank != 0;
		text.p += length;
		text.length -= length;
	}
}

static void out_meaning(struct out *o, struct text title, const char *line)
{
	struct text spellings = piece(line, '|');
	struct paragraph p = { .out = o, .indent = 4 };

	out_bytes(o, spellings.p, spellings.length);
	out_text(o, "   [");
	out_bytes(o, title.p, title.length);
	out_text(o, "]\n");
	begin(&p);
	out_wrapped(&p, piece(line + spellings.length + 1, '\n'));
	out_char(o, '\n');
}

/* All that has this spelling. False when nothing has. */
static bool explain(struct out *o, struct text word)
{
	struct text title = { 0 };
	bool found = false;

	for (const char *line = unpacked(); *line; line = strchr(line, '\n') + 1) {
		if (*line == '@') {
			title = piece(line + 1, '\n');
		} else if (!line_distance(line, word)) {
			out_meaning(o, title, line);
			found = true;
		}
	}
	return found;
}

/* The distance of the word that is nearest. */
static unsigned least_distance(struct text word)
{
	unsigned nearest = WORD_MAX, distance;

	for (const char *line = unpacked(); *line; line = strchr(line, '\n') + 1)
		if (*line != '@' && (distance = line_distance(line, word)) < nearest)
			nearest = distance;
	return nearest;
}

/* The words that are nearest, on one line of stderr. */
static void propose(struct text word)
{
	char known[PROPOSALS * (WORD_MAX + 2) + 12], *end = known;
	unsigned nearest = least_distance(word), proposals = 0;

	for (const char *line = unpacked(); *line; line = strchr(line, '\n') + 1) {
		const char *at = line;
		struct text first = next_spelling(&at);

		if (*line == '@' || line_distance(line, word) > nearest || !distance_is_near(nearest, word.length) ||
		    first.length > WORD_MAX || proposals == PROPOSALS)
			continue;
		end = put_text(end, proposals++ ? ", " : "; nearest: ");
		end = (char *)memcpy(end, first.p, first.length) + first.length;
	}
	*end = '\0';
	complain("nothing is known of '", word.p, "'", known, " (`socklet explain' lists all)", (char *)0);
}

/* The first spelling of each word, group by group. */
static void list(struct out *o)
{
	struct paragraph p = { .out = o, .indent = 2 };

	out_text(o, "usage: socklet explain WORD...\n");
	for (const char *line = unpacked(); *line; line = strchr(line, '\n') + 1) {
		const char *at = line;

		if (*line == '@') {
			out_text(o, line == unpacked() ? "" : "\n");
			out_bytes(o, line + 1, piece(line + 1, '\n').length);
			out_text(o, ":\n");
			begin(&p);
			continue;
		}
		if (out_position(o) - p.start > p.indent)
			out_char(o, ',');
		out_wrapped(&p, next_spelling(&at));
	}
	out_char(o, '\n');
}

int explain_main(char **argv)
{
	struct faults faults = { 0 };
	char buffer[1024];
	struct out o;
	bool all = !argv[1] || !strcmp(argv[1], "-h") || !strcmp(argv[1], "--help");
	int status = 0;

	out_open(&o, 1, buffer, sizeof buffer);
	if (all)
		list(&o);
	for (char **word = argv + 1; !all && *word; word++) {
		struct text t = { *word, strlen(*word) };

		if (explain(&o, t))
			continue;
		propose(t);
		status = 1;
	}
	out_finish(&o, &faults);
	return status | (faults.count != 0);
}
