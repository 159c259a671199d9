/* SPDX-License-Identifier: 0BSD */
/*
 * What is asked of name servers: the name of an address, and the addresses of a name. Servers that are silent are not
 * asked for another name.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/dns.h"
#include "source/source.h"

/* "4.3.2.1.in-addr.arpa", or the 32 digits of an IPv6 address under ip6.arpa (RFC 1035 3.5, RFC 3596 2.5). */
static void put_reverse_name(char *p, uint8_t family, const uint8_t *address)
{
	bool inet6 = family == AF_INET6;

	for (int i = inet6 ? 15 : 3; i >= 0; i--) {
		if (inet6) {
			*p++ = "0123456789abcdef"[address[i] & 15];
			*p++ = '.';
			*p++ = "0123456789abcdef"[address[i] >> 4];
		} else {
			p = put_number(p, address[i]);
		}
		*p++ = '.';
	}
	*put_text(p, inet6 ? "ip6.arpa" : "in-addr.arpa") = '\0';
}

/* The records of an answer, one by one. Every offset is checked: the answer is the network's. */
struct answer {
	const uint8_t *p, *end;
	int left;
	uint16_t type, length; /* of the record given last, whose data begin at `data` */
	const uint8_t *data;
};

static void answer_open(struct answer *a, const uint8_t *bytes, int length)
{
	int questions = bytes[4] << 8 | bytes[5];

	a->p = bytes + 12;
	a->end = bytes + length;
	a->left = bytes[6] << 8 | bytes[7];
	while (questions-- > 0) {
		int n = dns_skip_name(a->p, a->end);

		if (n < 0 || a->end - a->p < n + 4) {
			a->left = 0;
			return;
		}
		a->p += n + 4;
	}
}

static bool answer_next(struct answer *a)
{
	int n;

	if (a->left-- <= 0)
		return false;
	n = dns_skip_name(a->p, a->end);
	if (n < 0 || a->end - a->p < n + 10)
		return false;
	a->p += n;
	a->type = a->p[0] << 8 | a->p[1];
	a->length = a->p[8] << 8 | a->p[9];
	a->data = a->p + 10;
	if (a->end - a->data < a->length)
		return false;
	a->p = a->data + a->length;
	return true;
}

/* The first PTR record that is a host name; its length, 0 when there is none. */
static size_t decode_name(const uint8_t *answer, int length, char name[HOST_NAME])
{
	struct answer a;

	answer_open(&a, answer, length);
	while (answer_next(&a)) {
		int n = a.type == DNS_PTR ? dns_host_name(answer, a.end, a.data, name) : 0;

		if (n > 0)
			return n;
	}
	return 0;
}

struct addresses {
	address_fn *found;
	void *ctx;
	bool any, settled;
};

/* The A or AAAA records of an answer. */
static void take_addresses(const struct dns_asker *asker, const uint8_t *answer, int length)
{
	bool inet6 = asker->family == AF_INET6;
	struct addresses *s = asker->ctx;
	struct answer a;

	s->settled = true;
	if (length <= 0)
		return;
	answer_open(&a, answer, length);
	while (answer_next(&a))
		if (a.type == (inet6 ? DNS_AAAA : DNS_A) && a.length == (inet6 ? 16 : 4)) {
			s->found(s->ctx, asker->family, a.data);
			s->any = true;
		}
}

bool dns_addresses(struct text name, uint8_t family, address_fn *found, void *ctx)
{
	static const uint8_t families[] = { AF_INET, AF_INET6 };
	struct addresses s = { found, ctx, false, false };
	char question[256];

	if (name.length >= sizeof question)
		return false;
	memcpy(question, name.p, name.length);
	question[name.length] = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(families); i++) {
		struct dns_asker asker = { take_addresses, &s, families[i], { 0 } };

		if (family && family != families[i])
			continue;
		s.settled = false;
		dns_ask(question, families[i] == AF_INET6 ? DNS_AAAA : DNS_A, &asker);
		while (!s.settled)
			dns_wait();
	}
	return s.any;
}

static uint32_t silent;

static void take_name(const struct dns_asker *asker, const uint8_t *answer, int length)
{
	char name[HOST_NAME];

	if (length < 0 && silent != APPLET_CALL) {
		silent = APPLET_CALL;
		complain("no answer from the resolver, showing addresses", (char *)0);
	}
	host_found(asker->family, asker->address, name, length > 0 ? decode_name(answer, length, name) : 0);
}

void dns_ask_name(uint8_t family, const uint8_t *address)
{
	struct dns_asker asker = { .answered = take_name, .family = family };
	char question[80];

	memcpy(asker.address, address, family == AF_INET6 ? 16 : 4);
	put_reverse_name(question, family, address);
	if (silent != APPLET_CALL)
		dns_make_room();
	if (silent == APPLET_CALL)
		take_name(&asker, 0, 0);
	else
		dns_ask(question, DNS_PTR, &asker);
}
