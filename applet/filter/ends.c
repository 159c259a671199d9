/* SPDX-License-Identifier: 0BSD */
/*
 * What an expression says of both ends of a socket, for whoever can look sockets up by them.
 */
#include <string.h>
#include <sys/socket.h>

#include "filter/expression.h"

/* The family of an address that is told whole, else 0. */
static uint8_t whole_family(const struct test *t)
{
	return t->host.bits == (t->host.family == AF_INET6 ? 128 : 32) ? t->host.family : 0;
}

bool expression_ends(const struct expression *e, struct sock *s)
{
	uint8_t families[2] = { 0, 0 };

	memset(s, 0, sizeof *s);
	for (unsigned i = 0; i < e->count; i++) {
		const struct test *t = &e->test[i];
		struct endpoint *end = t->peer ? &s->peer : &s->local;

		if (t->no != TEST_MISSED || (t->yes != i + 1 && i + 1 < e->count))
			return false;
		if (t->kind == TEST_PORT && t->port.low == t->port.high)
			end->port = t->port.low;
		if (t->kind == TEST_HOST && whole_family(t)) {
			families[t->peer] = t->host.family;
			memcpy(end->address, t->host.address, sizeof end->address);
		}
	}
	if (s->local.port && s->peer.port && families[0] == families[1])
		s->family = families[0];
	return true;
}
