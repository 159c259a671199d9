/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -s: the kernel's counters in net-tools' sentences. What they are is in netstat-statistics.def; here
 * they come as include/build/statistics.awk has packed them, and are unpacked once.
 */
#include <string.h>

#include "view/objects.h"
#include "view/statistics.h"

#include "statistics.h"

/* statistics.awk writes these numbers. */
_Static_assert(PROTOCOL_TCP == 0 && PROTOCOL_UDP == 1 && PROTOCOL_RAW == 3 && PROTOCOL_SCTP == 4, "as in statistics.awk");

/* The text that statistics.awk tells of, ended by NUL. */
static const char *unpacked(void)
{
	static char text[TEXT_LENGTH + 1];

	if (!*text)
		unpack(packed, text, TEXT_LENGTH);
	return text;
}

/*
 * A piece of the text is what ends with '|'. Behind its first `skip` characters it is to have the name and one of
 * the characters `after`, at which this returns a pointer, or null when the text ends or a piece begins with `stop`.
 */
static const char *find(const char *text, char stop, size_t skip, struct text name, const char *after)
{
	for (; *text && *text != stop; text = strchr(text, '|') + 1) {
		const char *end = text + skip + name.length;

		if (!strncmp(text + skip, name.p, name.length) && *end && strchr(after, *end))
			return end;
	}
	return 0;
}

static bool is_zero(struct text value)
{
	while (value.length && *value.p == '0') {
		value.p++;
		value.length--;
	}
	return !value.length;
}

static void out_indent(const struct statistics *s)
{
	out_pad(s->out, out_position(s->out), s->indent);
}

/* Groups without sentences go on with the indent of the group before them: that puts IcmpMsg below Icmp. */
static void choose_group(struct statistics *s, struct text group)
{
	const char *text = unpacked(), *found = find(text, 0, 2, group, "|");

	if (!found && group.length && group.p[group.length - 1] == '6') {
		group.length--;
		found = find(text, 0, 2, group, "|");
		group.length++;
	}
	s->sentences = 0;
	s->hidden = !s->others;
	if (found) {
		s->sentences = found + 1;
		while (*--found != '@')
			;
		s->hidden = !(s->protocols >> (found[1] - '0') & 1);
		s->indent = 4;
		s->histogram = 0;
	}
}

static void begin_group(struct statistics *s, struct text group)
{
	choose_group(s, group);
	if (s->hidden)
		return;
	out_escaped(s->out, group.p, group.length, ESCAPE_CONTROLS);
	out_text(s->out, ":\n");
}

/* How a counter is shown, a character, and its sentence behind that. Null when it has none. */
static const char *find_sentence(const struct statistics *s, const struct counter *c)
{
	struct text name = c->name;

	if (!s->sentences)
		return 0;
	if (name.length > c->group.length && !memcmp(name.p, c->group.p, c->group.length)) {
		name.p += c->group.length;
		name.length -= c->group.length;
	}
	return find(s->sentences, '@', 0, name, "=?<>!/");
}

/* ICMP's messages by their type stand further in, below a title. */
static void change_indent(struct statistics *s, char when)
{
	bool histogram = when == '<' || when == '>';

	if (histogram && s->histogram != when) {
		out_indent(s);
		out_text(s->out, when == '<' ? "ICMP input histogram:\n" : "ICMP output histogram:\n");
	}
	s->histogram = histogram ? when : 0;
	s->indent = histogram ? 8 : 4;
}

static void out_sentence(struct out *o, const char *entry, struct text value)
{
	bool forwarding = *entry == '!';

	while (*++entry != '|') {
		if (*entry != '%')
			out_char(o, *entry);
		else if (forwarding)
			out_text(o, text_is(value, "1") ? "enabled" : "disabled");
		else
			out_bytes(o, value.p, value.length);
	}
}

/* Each group is an object. */
static void begin_object(struct statistics *s, struct text group)
{
	statistics_end(s);
	choose_group(s, group);
	s->begun = !s->hidden;
	if (s->hidden)
		return;
	json_begin(s->rows);
	json_text(s->rows, "group", group, ESCAPE_CONTROLS);
}

void statistics_end(struct statistics *s)
{
	if (ENABLE_FEATURE_JSON && s->begun)
		json_end(s->rows);
	s->begun = false;
}

/* All its counters, whether or not there are sentences for them. */
static void json_show(struct statistics *s, const struct counter *c)
{
	if (!c->name.length)
		begin_object(s, c->group);
	else if (!s->hidden)
		json_counter(s->rows, c);
}

void statistics_show(void *ctx, const struct counter *c)
{
	struct statistics *s = ctx;
	const char *entry;

	if (ENABLE_FEATURE_JSON && s->rows) {
		json_show(s, c);
		return;
	}
	if (!c->name.length) {
		begin_group(s, c->group);
		return;
	}
	entry = find_sentence(s, c);
	if (s->hidden || (entry && *entry == '/'))
		return;
	if (entry)
		change_indent(s, *entry);
	if (is_zero(c->value) && !(entry && *entry == '='))
		return;
	out_indent(s);
	if (entry) {
		out_sentence(s->out, entry, c->value);
	} else {
		out_escaped(s->out, c->name.p, c->name.length, ESCAPE_CONTROLS);
		out_text(s->out, ": ");
		out_bytes(s->out, c->value.p, c->value.length);
	}
	out_char(s->out, '\n');
}
