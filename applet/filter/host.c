/* SPDX-License-Identifier: 0BSD */
/*
 * Hosts and ports of a filter expression: [FAMILY:]ADDRESS[/BITS][:PORT], with the address in brackets where it
 * has colons itself. A port is a number, a name, `*`, or (which ss has not) a list of numbers and ranges.
 */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "filter/parser.h"

uint64_t parser_number(struct scan *s, uint64_t max)
{
	unsigned base = 10;

	if (s->p < s->end && *s->p == '0') {
		base = 8;
		if ((s->p[1] | 0x20) == 'x') {
			base = 16;
			s->p += 2;
		}
	}
	return scan_number(s, base, max);
}

/*
 * Takes "FAMILY:" off the word. A family other than the internet's is also meant by what comes later, as in ss.
 */
static void take_family(struct parser *p)
{
	static const uint8_t families[] = { AF_INET, AF_INET6, AF_UNIX, AF_PACKET, AF_NETLINK, AF_VSOCK };
	const char *colon = memchr(p->word.p, ':', p->word.end - p->word.p);
	unsigned i = colon ? parser_lookup(p->word.p, colon + 1 - p->word.p) - WORD_FAMILY : ARRAY_SIZE(families);

	p->family = p->e->family;
	p->named = i < ARRAY_SIZE(families);
	if (p->named) {
		p->word.p = colon + 1;
		p->e->families |= 1 << i;
		p->family = families[i];
		if (i > 1)
			p->e->family = p->family;
	}
	p->inet = p->family == AF_UNSPEC || p->family == AF_INET || p->family == AF_INET6;
}

/* A name for a port, up to the comma; -1 when there is none. */
static int32_t named_port(struct parser *p)
{
	const char *comma = memchr(p->word.p, ',', p->word.end - p->word.p);
	struct text name = { p->word.p, (comma ? comma : p->word.end) - p->word.p };

	p->word.p += name.length;
	if (ENABLE_FEATURE_SS_LINK && p->family == AF_NETLINK)
		return -!text_is(name, "kernel");
	if (!ENABLE_FEATURE_SS_NAMES)
		return -1;
	if (ENABLE_FEATURE_SS_LINK && p->family == AF_PACKET)
		return netns_is_all(p->e->where) ? -1 : (int32_t)interface_index(name) ?: -1;
	return p->inet ? service_port(name, p->e->protocols) : -1;
}

/*
 * PORT or PORT-PORT off a list; all ports are `*` or no list at all, and are below every bound, as in ss. False
 * when there is none.
 */
static bool take_range(struct parser *p, port_bound *low, port_bound *high)
{
	uint32_t max = p->inet ? UINT16_MAX : UINT32_MAX;
	struct scan s = p->word;
	bool negative = ENABLE_FEATURE_SS_LINK && p->family == AF_NETLINK && s.p < s.end && *s.p == '-';

	if (s.p == s.end ? s.p[-1] != ',' : *s.p == '*') {
		p->word.p += s.p < s.end;
		*low = PORT_MIN;
		*high = PORT_MAX;
		return true;
	}
	s.p += negative;
	*low = parser_number(&s, max);
	if (negative)
		*low = -*low;
	*high = *low;
	if (s.p < s.end && *s.p == '-') {
		s.p++;
		*high = parser_number(&s, max);
	}
	if (s.bad || (s.p < s.end && *s.p != ',')) {
		*high = *low = named_port(p);
		return *low >= 0;
	}
	p->word.p = s.p;
	return *low <= *high;
}

/* One test for each item of the list; any of them will do. */
static void add_ports(struct parser *p, unsigned operator)
{
	unsigned first = p->e->count;
	bool more;

	operator &= EQUAL;
	do {
		const char *start = p->word.p;
		port_bound low, high;
		struct test *t;
		bool good = take_range(p, &low, &high);

		more = p->word.p < p->word.end;
		if (operator != EQUAL && (more || (low != high && low != PORT_MIN)))
			good = false;
		if (!good || (more && *p->word.p++ != ',')) {
			p->word.p = start;
			parser_fail(p, operator == EQUAL ? "port" : "single port");
			return;
		}
		parser_lead(p, first, TEST_MATCHED, NEXT_TEST);
		t = parser_add(p, TEST_PORT);
		t->port.low = operator & AT_LEAST ? low : PORT_MIN;
		t->port.high = operator == EQUAL ? high : operator & AT_MOST ? low : PORT_MAX;
	} while (more);
}

void parser_port(struct parser *p, unsigned operator)
{
	take_family(p);
	if (p->family == AF_UNIX) {
		if (p->named)
			parser_fail(p, "family with ports");
		p->inet = true;
	}
	p->word.p += p->word.p < p->word.end && *p->word.p == ':';
	add_ports(p, operator);
}

static struct test *add_address(struct parser *p, unsigned family, unsigned bits)
{
	struct test *t = parser_add(p, TEST_HOST);

	t->host.family = family;
	t->host.bits = bits;
	return t;
}

/* One of a host's addresses; any of them will do. */
static void found_address(void *ctx, uint8_t family, const uint8_t *address)
{
	struct parser *p = ctx;
	unsigned length = family == AF_INET6 ? 16 : 4;

	parser_lead(p, p->first, TEST_MATCHED, NEXT_TEST);
	memcpy(add_address(p, family, 8 * length)->host.address, address, length);
}

/* False when it is not an address. */
static bool add_inet(struct parser *p, struct scan host)
{
	struct test *t = add_address(p, 0, 0);

	t->host.family = scan_address(&host, t->host.address);
	t->host.bits = t->host.family == AF_INET6 ? 128 : 32;
	if (host.p < host.end) {
		scan_char(&host, '/');
		t->host.bits = scan_number(&host, 10, t->host.bits);
	}
	return !host.bad && host.p == host.end && t->host.family && (!p->family || t->host.family == p->family);
}

/* In the place of the test that add_inet has made for nothing. */
static bool add_name(struct parser *p, struct text name)
{
	p->e->count--;
	if (ENABLE_FEATURE_SS_NAMES && host_addresses(name, p->family, found_address, p))
		return true;
	return ENABLE_FEATURE_SS_RESOLVE && dns_addresses(name, p->family, found_address, p);
}

/* Protocol of a packet or netlink socket, CID of a vsock. */
static bool add_number(struct parser *p, struct scan host)
{
	struct text name = { host.p, host.end - host.p };
	uint32_t number = parser_number(&host, UINT32_MAX);

	if (host.bad || host.p < host.end) {
		number = -1;
		if (ENABLE_FEATURE_SS_NAMES && p->family != AF_VSOCK)
			number = socket_protocol_number(p->family, name);
		if (number == (uint32_t)-1)
			return false;
	}
	if (!ENABLE_FEATURE_SS_OTHER_FAMILIES || p->family != AF_VSOCK)
		number = htonl(number);
	memcpy(add_address(p, p->family, 32)->host.address, &number, 4);
	return true;
}

/* Takes the host off the word, and leaves the port. False when a bracket is missing. */
static bool take_host(struct scan *word, struct scan *host)
{
	const char *end = word->end, *from = word->p, *stop;

	*host = *word;
	if (from < end && *from == '[') {
		host->p = ++from;
		stop = memchr(from, ']', end - from);
		if (!stop)
			return false;
		word->p = stop + 1;
	} else {
		const char *slash = memchr(from, '/', end - from);

		stop = memrchr(slash ? slash : from, ':', end - (slash ? slash : from));
		if (!stop)
			stop = from < end && *from == '*' ? from + 1 : end;
		word->p = stop;
	}
	host->end = stop;
	word->p += word->p < end && *word->p == ':';
	return true;
}

/* False when it is none. */
static bool add_host(struct parser *p, struct scan host)
{
	unsigned kind = parser_lookup(host.p, host.end - host.p);

	if (kind == WORD_END || (kind == WORD_ANY && (p->inet || *host.p == '*'))) {
		add_address(p, p->named ? p->family : AF_UNSPEC, 0);
		return true;
	}
	if (ENABLE_FEATURE_SS_LINK && !p->inet)
		return add_number(p, host);
	return add_inet(p, host) || add_name(p, (struct text){ host.p, host.end - host.p });
}

void parser_host(struct parser *p)
{
	const char *start;
	struct scan host;

	take_family(p);
	start = p->word.p;
	p->first = p->e->count;
	if (ENABLE_FEATURE_SS_UNIX && p->family == AF_UNIX) {
		parser_add(p, TEST_NAME)->name = (struct text){ start, p->word.end - start };
	} else if (!take_host(&p->word, &host) || !add_host(p, host)) {
		p->word.p = start;
		parser_fail(p, "address");
	} else if (p->word.p < p->word.end) {
		parser_lead(p, p->first, NEXT_TEST, TEST_MISSED);
		add_ports(p, EQUAL);
	}
}
