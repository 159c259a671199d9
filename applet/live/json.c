/* SPDX-License-Identifier: 0BSD */
/*
 * Objects of JSON, one a line.
 */
#include <string.h>
#include <sys/socket.h>

#include "live/top.h"

void live_json_begin(struct out *o)
{
	out_text(o, "{\"time\":");
	out_thousandths(o, clock_ms(), 3);
}

static void key(struct out *o, const char *name)
{
	out_text(o, ",\"");
	out_text(o, name);
	out_text(o, "\":");
}

void live_json_number(struct out *o, const char *name, uint64_t number)
{
	key(o, name);
	out_number(o, number, 0);
}

void live_json_escaped(struct out *o, const char *name, const char *text, size_t length)
{
	key(o, name);
	out_char(o, '"');
	for (; length--; text++) {
		if (*text == '\\' || *text == '"')
			out_char(o, '\\');
		out_char(o, *text);
	}
	out_char(o, '"');
}

void live_json_text(struct out *o, const char *name, const char *text, size_t length)
{
	char buffer[512];
	struct out escaped;

	out_open(&escaped, -1, buffer, sizeof buffer);
	out_escaped_within(&escaped, text, length, ESCAPE_BLANKS, sizeof buffer / 4);
	live_json_escaped(o, name, buffer, escaped.used);
}

void live_json_end(struct out *o)
{
	out_text(o, "}\n");
}

void live_json_address(struct out *o, const char *name, uint8_t family, const struct endpoint *e)
{
	char digits[ADDRESS_TEXT], port[16];
	char *end = ENABLE_FEATURE_IPV6 && family == AF_INET6 ? put_ipv6(digits, e->address) : put_ipv4(digits, e->address);

	*put_text(put_text(port, name), "_address") = '\0';
	live_json_text(o, port, digits, end - digits);
	*put_text(put_text(port, name), "_port") = '\0';
	live_json_number(o, port, e->port);
}

static void json_word(struct out *o, const char *name, const char *word)
{
	live_json_text(o, name, word, strlen(word));
}

void live_json_sock(struct out *o, const struct live *l, const struct sock *s, uint32_t pid)
{
	char cookie[20];
	struct text name = live_name(l, pid);

	json_word(o, "family", s->family == AF_INET6 ? "inet6" : "inet");
	live_json_address(o, "local", s->family, &s->local);
	live_json_address(o, "peer", s->family, &s->peer);
	if (!(s->known & KNOWN_NETLINK)) /* a flow has none of what follows */
		return;
	json_word(o, "netid", "tcp");
	json_word(o, "state", tcp_state_name(s->state));
	live_json_number(o, "uid", s->uid);
	live_json_text(o, "cookie", cookie, put_number(cookie, s->cookie) - cookie);
	if (s->inode)
		live_json_number(o, "inode", s->inode);
	if (!pid)
		return;
	out_text(o, ",\"users\":[{\"pid\":");
	out_number(o, pid, 0);
	if (name.length)
		live_json_text(o, "name", name.p, name.length);
	out_text(o, "}]");
}
