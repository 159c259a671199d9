/* SPDX-License-Identifier: 0BSD */
/*
 * Runs an expression's program for a socket.
 */
#include <sys/socket.h>

#include "filter/expression.h"

/* An IPv4 rule is also meant for IPv4 peers of an IPv6 socket, as the kernel has it in inet_diag_bc_run. */
static bool host_matches(const struct test *t, const struct sock *s, const struct endpoint *e)
{
	const uint8_t *ours = e->address, *wanted = t->host.address;

	if (t->host.family && t->host.family != s->family) {
		if (t->host.family != AF_INET || !address_is_v4mapped(s, e))
			return false;
		ours += 12;
	}
	for (int bits = t->host.bits; bits > 0; bits -= 8)
		if ((*ours++ ^ *wanted++) >> (bits < 8 ? 8 - bits : 0))
			return false;
	return true;
}

static struct text unix_name(const struct sock *s, bool peer)
{
	return (struct text){ s->path, peer ? 0 : s->path_length };
}

/* The kernel's own choice of a name is '@' and five digits, net/unix/af_unix.c:unix_autobind. */
static bool unix_autobound(const struct sock *s)
{
	size_t i = 1;

	if (!s->path_length)
		return true;
	if (s->path_length != 6 || s->path[0] != '@')
		return false;
	while (i < 6 && (s->path[i] - (unsigned)'0' < 10 || s->path[i] - (unsigned)'a' < 6))
		i++;
	return i == 6;
}

static port_bound port_of(const struct sock *s, const struct endpoint *e)
{
	return s->family == AF_NETLINK ? (int32_t)e->port : (port_bound)e->port;
}

static bool autobound(const struct test *t, const struct sock *s)
{
	port_bound port = port_of(s, &s->local);

	if (ENABLE_FEATURE_SS_UNIX && s->family == AF_UNIX)
		return unix_autobound(s);
	if (ENABLE_FEATURE_SS_LINK) {
		switch (s->family) {
		case AF_PACKET:
			return !port && address_is_zero(s->local.address, 4);
		case AF_NETLINK:
			return port < 0;
		case AF_VSOCK:
			return port > 1023;
		}
	}
	return port >= t->port.low && port <= t->port.high;
}

static bool mark_holds(const struct test *t, const struct sock *s)
{
	switch (t->kind) {
	case TEST_DEVICE:
		return s->interface == t->interface;
	case TEST_MARK:
		return (s->mark & t->mark.mask) == t->mark.value;
	}
	return s->cgroup == t->cgroup;
}

static bool test_holds(const struct test *t, const struct sock *s)
{
	const struct endpoint *e = t->peer ? &s->peer : &s->local;

	switch (t->kind) {
	case TEST_PORT:
		return port_of(s, e) >= t->port.low && port_of(s, e) <= t->port.high;
	case TEST_HOST:
		return host_matches(t, s, e);
	case TEST_NAME:
		return ENABLE_FEATURE_SS_UNIX && s->family == AF_UNIX && glob_matches(t->name, unix_name(s, t->peer));
	case TEST_AUTOBOUND:
		return autobound(t, s);
	}
	return ENABLE_FEATURE_SS_FILTER_MARKS && mark_holds(t, s);
}

bool expression_matches(const struct expression *e, const struct sock *s)
{
	uint8_t next = e->count ? 0 : TEST_MATCHED;

	while (next < e->count) {
		const struct test *t = &e->test[next];

		next = test_holds(t, s) ? t->yes : t->no;
	}
	return next == TEST_MATCHED;
}
