/* SPDX-License-Identifier: 0BSD */
/*
 * What the targets do with each record besides: it is written as an object of JSON, which has to be well-formed and of
 * well-formed UTF-8, and counted by keys of all kinds, which are then shown as JSON too.
 */
#ifndef FUZZ_OBJECT_H
#define FUZZ_OBJECT_H

#include <stdlib.h>
#include <string.h>

#include "view/rows.h"

static char objects_buffer[1 << 20];
static struct out objects_out;
static struct counts objects_counts;

static void need(bool is_so)
{
	if (!is_so)
		abort();
}

/* Behind a text's first quote: to its last. */
static const char *check_text(const char *p)
{
	for (; *p != '"'; p++) {
		unsigned char c = *p, more = (c >= 0xc0) + (c >= 0xe0) + (c >= 0xf0);

		need(c >= ' ' && c != 0x7f && (c < 0x80 || (more && c != 0xc0 && c != 0xc1 && c < 0xf5)));
		if (c == '\\') {
			p++;
			need(*p == '\\' || *p == '"');
		}
		while (more--)
			need((*++p & 0xc0) == 0x80);
	}
	return p + 1;
}

static const char *check_number(const char *p)
{
	p += *p == '-';
	need(*p >= '0' && *p <= '9' && !(p[0] == '0' && p[1] >= '0' && p[1] <= '9'));
	return p + strspn(p, "0123456789");
}

/* A value; what ends it is not looked at. */
static const char *check_value(const char *p)
{
	char closes = *p == '{' ? '}' : ']', first = p[1];

	if (*p == '"')
		return check_text(p + 1);
	if (!strncmp(p, "true", 4) || !strncmp(p, "false", 5))
		return p + (*p == 't' ? 4 : 5);
	if (*p != '{' && *p != '[')
		return check_number(p);
	if (first == closes)
		return p + 2;
	do {
		p++;
		if (closes == '}') {
			need(*p == '"');
			p = check_text(p + 1);
			need(*p++ == ':');
		}
		p = check_value(p);
	} while (*p == ',');
	need(*p == closes);
	return p + 1;
}

static struct rows objects_rows(struct owners *owners)
{
	out_open(&objects_out, -1, objects_buffer, sizeof objects_buffer - 1);
	return (struct rows){
		.out = &objects_out, .owners = owners, .form = ROWS_LINES, .chosen = ROWS_TIPC, .known = ~0u, .details = ~0u,
		.room = &objects_counts,
	};
}

/* What was written since: objects, a line each. */
static void check_objects(void)
{
	const char *p = objects_buffer, *end = objects_buffer + objects_out.used;

	need(!objects_out.error);
	objects_buffer[objects_out.used] = '\0';
	while (p < end) {
		need(*p == '{');
		p = check_value(p);
		need(*p++ == '\n');
	}
	need(p == end);
	objects_out.used = 0;
}

static inline void check_socket(const struct sock *s, struct owners *owners)
{
	static char keys[] = "netid,state,local/24/64,peer_port,user,path,interface,cookie";
	static char words[sizeof keys];
	struct rows r = objects_rows(owners);

	rows_sock(&r, s);
	check_objects();
	memcpy(words, keys, sizeof keys);
	if (!objects_counts.key_count)
		need(rows_count(&r, words));
	r.counts = &objects_counts;
	r.known = ~0u;
	rows_sock(&r, s);
}

/* When all sockets have been counted. */
static inline void check_counts(struct owners *owners)
{
	struct rows r = objects_rows(owners);
	struct faults faults = { 0 };

	if (!objects_counts.count)
		return;
	r.counts = &objects_counts;
	counts_show(&r, &faults);
	need(!faults.count && objects_out.used);
	check_objects();
}

#endif
