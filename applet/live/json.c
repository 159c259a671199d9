/* SPDX-License-Identifier: 0BSD */
/*
 * What the objects of top and log have besides a socket's own.
 */
#include <string.h>

#include "live/json.h"

void live_json_begin(struct rows *r, struct out *o, struct text netns)
{
	memset(r, 0, sizeof *r);
	r->out = o;
	r->netns = netns;
	r->form = ROWS_LINES;
	json_begin(r);
	live_json_thousandths(r, "time", clock_ms());
}

void live_json_thousandths(struct rows *r, const char *key, uint64_t number)
{
	json_key(r, key);
	out_thousandths(r->out, number, 3);
}

void live_json_sock(struct rows *r, const struct live *l, const struct sock *s, uint32_t pid)
{
	struct values v = sock_values(s);

	v.known &= KNOWN_ALWAYS | KNOWN_UID | KNOWN_COOKIE;
	json_fields(r, &v);
	if (!pid)
		return;
	json_open(r, "users", '[');
	json_open(r, 0, '{');
	json_text(r, "name", live_name(l, pid), ESCAPE_QUOTES);
	json_number(r, "pid", pid);
	json_close(r, '}');
	json_close(r, ']');
}

void live_json_end(struct rows *r, const char *role, uint8_t family, const struct endpoint *e)
{
	char digits[ADDRESS_TEXT], key[16];
	char *end = put_ip(digits, family, e->address);

	*put_text(put_text(key, role), "_address") = '\0';
	json_text(r, key, (struct text){ digits, end - digits }, ESCAPE_CONTROLS);
	*put_text(put_text(key, role), "_port") = '\0';
	json_number(r, key, e->port);
}
