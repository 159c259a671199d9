/* SPDX-License-Identifier: 0BSD */
/*
 * Hosts and ports of a filter expression: [FAMILY:]ADDRESS[/BITS][:PORT], with the address in brackets where it
 * has colons itself. A port is a number, a name, `*`, or (which ss has not) a list of numbers and ranges.
 */
#include <string.h>
#include <sys/socket.h>

#include "parser.h"

uint64_t parser_number(struct scan *s, uint64_t max)
{
	unsigned base = 10;

	if (s->end - s->p > 1 && *s->p == '0') {
		base = 8;
		if ((s->p[1] | 0x20) == 'x') {
			base = 16;
			s->p += 2;
		}
	}
	return scan_number(s, base, max);
}

/* The whole of `t`. */
static bool whole_number(struct text t, uint64_t max, uint32_t *value)
{
	struct scan s = { t.p, t.p + t.length, false };

	*value = parser_number(&s, max);
	return !s.bad && s.p == s.end;
}

/*
 * Takes "FAMILY:" off, and returns that family, or the one meant without a prefix. A family other than the
 * internet's is also meant by what comes later, as in ss.
 */
static uint8_t take_family(struct parser *p, struct text *t, bool *named)
{
	static const char names[] = "inet:\0inet6:\0unix:\0link:\0netlink:\0vsock:";
	static const uint8_t families[] = { AF_INET, AF_INET6, AF_UNIX, AF_PACKET, AF_NETLINK, AF_VSOCK };
	const char *name = names;

	*named = false;
	for (size_t i = 0; i < ARRAY_SIZE(families); i++, name += strlen(name) + 1) {
		size_t length = strlen(name);

		if (t->length < length || memcmp(t->p, name, length))
			continue;
		t->p += length;
		t->length -= length;
		p->e->families |= 1 << i;
		*named = true;
		if (families[i] != AF_INET && families[i] != AF_INET6)
			p->e->family = families[i];
		return families[i];
	}
	return p->e->family;
}

static bool is_inet(uint8_t family)
{
	return family == AF_UNSPEC || family == AF_INET || family == AF_INET6;
}

/* A number of any size that the family has, or a name. */
static bool port_number(const struct parser *p, struct text t, uint8_t family, int32_t *port)
{
	bool negative = family == AF_NETLINK && t.length && *t.p == '-';
	uint32_t number;

	t.p += negative;
	t.length -= negative;
	if (whole_number(t, is_inet(family) ? UINT16_MAX : UINT32_MAX, &number)) {
		*port = negative ? -number : number;
		return true;
	}
	switch (family) {
	case AF_NETLINK:
		*port = 0;
		return text_is(t, "kernel");
	case AF_PACKET:
		*port = interface_index(t);
		return *port;
	case AF_VSOCK:
		return false;
	}
	*port = service_port(t, p->e->protocols);
	return *port >= 0;
}

/* PORT or PORT-PORT; names may have a '-' in them. `*` is below every bound, as ss has it. */
static bool port_range(const struct parser *p, struct text t, uint8_t family, int32_t *low, int32_t *high)
{
	const char *dash = t.length ? memchr(t.p + 1, '-', t.length - 1) : 0;
	struct text right;

	*low = INT32_MIN;
	*high = INT32_MAX;
	if (text_is(t, "*"))
		return true;
	if (port_number(p, t, family, low)) {
		*high = *low;
		return true;
	}
	if (!dash)
		return false;
	right = (struct text){ dash + 1, t.p + t.length - dash - 1 };
	t.length = dash - t.p;
	return port_number(p, t, family, low) && port_number(p, right, family, high) && *low <= *high;
}

/* One test for each item of the list; any of them will do. */
static void add_ports(struct parser *p, struct text list, uint8_t family, bool peer, unsigned operator)
{
	const char *end = list.p + list.length;
	unsigned first = p->e->count;

	operator &= EQUAL;
	for (;;) {
		const char *comma = memchr(list.p, ',', end - list.p);
		struct text item = { list.p, (comma ? comma : end) - list.p };
		int32_t low, high;
		struct test *t;

		if (!port_range(p, item, family, &low, &high))
			parser_fail(p, "port expected", item);
		if (operator != EQUAL && (comma || (low != high && low != INT32_MIN)))
			parser_fail(p, "a single port expected, lists and ranges go with = and !=", item);
		parser_join(p, first, TEST_MISSED);
		t = parser_add(p, TEST_PORT, peer);
		t->port.low = operator & AT_LEAST ? low : INT32_MIN;
		t->port.high = operator == EQUAL ? high : operator & AT_MOST ? low : INT32_MAX;
		if (!comma)
			return;
		list.p = comma + 1;
	}
}

void parser_port(struct parser *p, bool peer, unsigned operator)
{
	bool named;
	struct text t = p->word;
	uint8_t family = take_family(p, &t, &named);

	if (family == AF_UNIX) {
		family = AF_UNSPEC;
		if (named)
			parser_fail(p, "unix sockets have no ports", p->word);
	}
	if (t.length && *t.p == ':') {
		t.p++;
		t.length--;
	}
	if (!t.length)
		t = (struct text){ "*", 1 };
	add_ports(p, t, family, peer, operator);
}

static struct test *add_address(struct parser *p, bool peer, uint8_t family, unsigned bits, const void *address)
{
	struct test *t = parser_add(p, TEST_HOST, peer);

	t->host.family = family;
	t->host.bits = bits;
	memcpy(t->host.address, address, (bits + 7) / 8);
	return t;
}

/* One of a host's addresses; any of them will do. */
struct found {
	struct parser *parser;
	unsigned first;
	bool peer;
};

static void found_address(void *ctx, uint8_t family, const uint8_t *address)
{
	struct found *f = ctx;

	parser_join(f->parser, f->first, TEST_MISSED);
	add_address(f->parser, f->peer, family, family == AF_INET6 ? 128 : 32, address);
}

static void add_inet(struct parser *p, struct text host, uint8_t family, bool peer)
{
	struct scan s = { host.p, host.p + host.length, false };
	struct found found = { p, p->e->count, peer };
	uint8_t address[16], its = scan_address(&s, address);
	unsigned bits = its == AF_INET6 ? 128 : 32;

	if (its && s.p < s.end) {
		scan_char(&s, '/');
		bits = scan_number(&s, 10, bits);
	}
	if (its && !s.bad && s.p == s.end && (!family || its == family))
		add_address(p, peer, its, bits, address);
	else if (!host_addresses(host, family, found_address, &found))
		parser_fail(p, "address or host name expected", host);
}

/* Protocol of a packet or netlink socket, CID of a vsock. */
static void add_number(struct parser *p, struct text host, uint8_t family, bool peer)
{
	uint32_t number;
	uint8_t address[4];

	if (!whole_number(host, UINT32_MAX, &number)) {
		number = family == AF_VSOCK ? -1 : socket_protocol_number(family, host);
		if (number == (uint32_t)-1)
			parser_fail(p, "protocol expected", host);
	}
	for (int i = 0; i < 4; i++)
		address[i] = number >> (24 - 8 * i);
	add_address(p, peer, family, 32, address);
}

/* Takes the port off a HOST:PORT; its text is null when there is none. */
static struct text split_port(struct parser *p, struct text *host)
{
	const char *end = host->p + host->length, *stop, *after;
	const char *slash = memchr(host->p, '/', host->length);

	if (*host->p == '[') {
		host->p++;
		stop = memchr(host->p, ']', end - host->p);
		if (!stop)
			parser_fail(p, "this bracket is never closed", p->word);
		after = stop ? stop + 1 : end;
	} else if (*host->p == '*') {
		stop = after = host->p + 1;
	} else {
		stop = after = memrchr(slash ? slash : host->p, ':', end - (slash ? slash : host->p));
	}
	if (!stop)
		return (struct text){ 0, 0 };
	host->length = stop - host->p;
	after += after < end && *after == ':';
	return (struct text){ after, end - after };
}

static bool is_wildcard(struct text host, uint8_t family)
{
	return !host.length || text_is(host, "*") ||
	       (is_inet(family) && (text_is(host, "any") || text_is(host, "all") || text_is(host, "default")));
}

void parser_host(struct parser *p, bool peer)
{
	bool named;
	struct text host = p->word, port = { 0, 0 };
	uint8_t family = take_family(p, &host, &named);
	unsigned first = p->e->count;

	if (family == AF_UNIX) {
		parser_add(p, TEST_NAME, peer)->name = host;
		return;
	}
	if (host.length)
		port = split_port(p, &host);
	if (is_wildcard(host, family)) {
		if (named || !port.length)
			add_address(p, peer, named ? family : AF_UNSPEC, 0, "");
	} else if (is_inet(family)) {
		add_inet(p, host, family, peer);
	} else {
		add_number(p, host, family, peer);
	}
	if (port.length) {
		parser_join(p, first, TEST_MATCHED);
		add_ports(p, port, family, peer, EQUAL);
	}
}
