/* SPDX-License-Identifier: 0BSD */
/*
 * Filter expressions, states and what listens: filter/, record/sock.c, record/state.c.
 */
#include <sys/socket.h>

#include "filter/expression.h"
#include "filter/filter.h"
#include "source/context.h"
#include "unit.h"

static const struct sock
	http = { .protocol = PROTOCOL_TCP, .family = AF_INET, .state = STATE_LISTEN, .local = { { 0 }, 80 } },
	client = { .protocol = PROTOCOL_TCP, .family = AF_INET, .state = STATE_ESTABLISHED,
		   .local = { { 10, 1, 2, 3 }, 40000 }, .peer = { { 192, 0, 2, 9 }, 443 } },
	mapped = { .protocol = PROTOCOL_TCP, .family = AF_INET6, .state = STATE_ESTABLISHED,
		   .local = { { [10] = 0xff, 0xff, 10, 1, 2, 3 }, 22 }, .peer = { { [10] = 0xff, 0xff, 10, 1, 2, 4 }, 5000 } },
	bus = { .protocol = PROTOCOL_UNIX, .family = AF_UNIX, .state = UNIX_UNCONNECTED, .flags = UNIX_ACCEPTS,
		.path = "/run/bus", .path_length = 8 };

static const struct { const char *words; const struct sock *s; bool matches; } filters[] = {
	{ "", &http, true },
	{ "sport = :80", &http, true },
	{ "sport = :80", &client, false },
	{ "dport ge :400 and dport le :500", &client, true },
	{ "not dport = :443", &client, false },
	{ "sport = :80 or dport = :443", &client, true },
	{ "dst 192.0.2.0/24", &client, true },
	{ "dst 192.0.3.0/24", &client, false },
	{ "dst 192.0.2.9:443", &client, true },
	{ "dst 192.0.2.9:80", &client, false },
	{ "src 10.1.2.3", &mapped, true }, /* IPv4's rule for an IPv4 peer of an IPv6 socket */
	{ "( sport = :22 or sport = :80 ) and dst 10.0.0.0/8", &mapped, true },
	{ "src unix:/run/*", &bus, true },
	{ "src unix:/tmp/*", &bus, false },
};

/* What both ends must be, and whether that is one connection. */
static const struct { const char *words; bool known; uint16_t local, peer; uint8_t family; } ends[] = {
	{ "", true, 0, 0, 0 },
	{ "sport = :22", true, 22, 0, 0 },
	{ "dport 22 and dst 10.0.0.0/8", true, 0, 22, 0 },
	{ "sport = :22 or dport = :22", false, 0, 0, 0 },
	{ "sport = :22,80", false, 0, 0, 0 },
	{ "sport != :22", false, 0, 0, 0 },
	{ "not ( sport != :22 )", true, 22, 0, 0 },
	{ "sport = :22-80", true, 0, 0, 0 },
	{ "src 10.0.0.1:22 dst 10.0.0.2:40000", true, 22, 40000, AF_INET },
	{ "dport 40000 ( src = 10.0.0.1 and sport 22 ) and dst 10.0.0.2/32", true, 22, 40000, AF_INET },
	{ "src [::1]:22 and dst [::ffff:10.0.0.1]:5", true, 22, 5, AF_INET6 },
	{ "src [::1]:22 and dst 10.0.0.1:5", true, 22, 5, 0 },
	{ "src 10.0.0.1:22 dst 10.0.0.0/31:5", true, 22, 5, 0 },
	{ "src 10.0.0.1:22 dst *:5", true, 22, 5, 0 },
	{ "src 10.0.0.1 dst 10.0.0.2", true, 0, 0, 0 },
};

static const struct { const char *words; int result; } wrongs[] = {
	{ "sport = :nonesuch", EXPRESSION_WRONG },
	{ "sport =", EXPRESSION_SENSELESS },
	{ "( sport = :22", EXPRESSION_SENSELESS },
	{ "and", EXPRESSION_SENSELESS },
};

static const struct { const char *word; unsigned states; } states[] = {
	{ "established", 1 << STATE_ESTABLISHED },
	{ "LISTENING", 1 << STATE_LISTEN },
	{ "bucket", STATES_BUCKET },
	{ "all", STATES_ALL },
	{ "nonesuch", 0 },
};

static int parse(struct expression *e, struct context *where, const char *words)
{
	char text[128];
	char *list[] = { text, 0 };

	memset(e, 0, sizeof *e);
	memset(where, 0, sizeof *where);
	e->where = where;
	strcpy(text, words);
	return expression_parse(e, list);
}

static void test_ends(struct expression *e, struct context *where)
{
	struct sock s;

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		const char *words = ends[i].words;

		is_number("expression_parse", words, 0, parse(e, where, words));
		is_number("expression_ends", words, ends[i].known, expression_ends(e, &s));
		if (!ends[i].known)
			continue;
		is_number("the local port", words, ends[i].local, s.local.port);
		is_number("the peer's port", words, ends[i].peer, s.peer.port);
		is_number("the family", words, ends[i].family, s.family);
	}
}

void test_filters(void)
{
	static struct expression e;
	struct context where;

	test_ends(&e, &where);
	for (size_t i = 0; i < ARRAY_SIZE(filters); i++) {
		is_number("expression_parse", filters[i].words, 0, parse(&e, &where, filters[i].words));
		is_number("expression_matches", filters[i].words, filters[i].matches, expression_matches(&e, filters[i].s));
	}
	for (size_t i = 0; i < ARRAY_SIZE(wrongs); i++)
		is_number("expression_parse", wrongs[i].words, (unsigned)wrongs[i].result,
			  (unsigned)parse(&e, &where, wrongs[i].words));
	for (size_t i = 0; i < ARRAY_SIZE(states); i++)
		is_number("states_named", states[i].word, states[i].states, states_named(states[i].word));
	is_number("sock_is_listening", "TCP on port 80", true, sock_is_listening(&http));
	is_number("sock_is_listening", "a connection", false, sock_is_listening(&client));
	is_number("sock_state", "a unix socket that listens", STATE_LISTEN, sock_state(&bus));
	is_number("filter_show", "-l shows what listens", true, filter_show(SHOW_LISTENING, &http));
	is_number("filter_show", "by default it does not", false, filter_show(SHOW_CONNECTED, &http));
}
