/* SPDX-License-Identifier: 0BSD */
/*
 * Host names: /etc/hosts by the line walker, then one PTR question through libc's res_query, which is less than
 * half of getnameinfo and tells a resolver that is silent from one that says no. A silent one is not asked again.
 */
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>
#include <sys/socket.h>

#include "source.h"

struct kept {
	uint32_t call;
	uint8_t family, address[16];
	uint8_t length;
	char name[255];
};

/* The address that begins a line of /etc/hosts is ours when it is spelt as `text` is, or as ::ffff:`text`. */
static bool find_in_hosts(struct kept *k, const char *text)
{
	struct faults told = { 0 };
	struct lines l;
	struct scan line;

	if (!lines_open(&l, "/etc/hosts", &told))
		return false;
	l.lenient = true;
	while (!k->length && lines_next(&l, &line)) {
		struct text address = scan_text(&line), name = scan_text(&line);

		if (text_is(address, text) && name.length && name.length <= sizeof k->name && *name.p != '#') {
			k->length = name.length;
			memcpy(k->name, name.p, name.length);
		}
	}
	lines_close(&l);
	return k->length;
}

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

/* Takes the first PTR record out of an answer. Every offset is checked: the answer is the network's. */
static void decode_answer(struct kept *k, const uint8_t *answer, int length)
{
	const uint8_t *end = answer + length, *p = answer + 12;
	int questions = answer[4] << 8 | answer[5], answers = answer[6] << 8 | answer[7];

	while (questions-- > 0) {
		int n = dn_skipname(p, end);

		if (n < 0 || end - p < n + 4)
			return;
		p += n + 4;
	}
	while (answers-- > 0) {
		int n = dn_skipname(p, end);
		char name[256];

		if (n < 0 || end - p < n + 10)
			return;
		p += n;
		if (p[0] == 0 && p[1] == ns_t_ptr && dn_expand(answer, end, p + 10, name, sizeof name) > 0) {
			k->length = strlen(name);
			memcpy(k->name, name, k->length);
			return;
		}
		n = p[8] << 8 | p[9];
		if (end - p < 10 + n)
			return;
		p += 10 + n;
	}
}

static void ask(struct kept *k)
{
	static uint32_t silent;
	uint8_t answer[512];
	char question[80];
	int length;

	if (silent == APPLET_CALL)
		return;
	put_reverse_name(question, k->family, k->address);
	length = res_query(question, ns_c_in, ns_t_ptr, answer, sizeof answer);
	if (length >= 12) {
		decode_answer(k, answer, length < (int)sizeof answer ? length : (int)sizeof answer);
	} else if (h_errno == TRY_AGAIN) {
		silent = APPLET_CALL;
		complain("no answer from the resolver, showing addresses", (char *)0);
	}
}

struct text host_name(uint8_t family, const uint8_t *address)
{
	static struct kept kept[64];
	size_t size = family == AF_INET6 ? 16 : 4;
	struct kept *k = &kept[(address[size - 1] ^ address[size - 2] << 3) % ARRAY_SIZE(kept)];

	if (k->call != APPLET_CALL || k->family != family || memcmp(k->address, address, size)) {
		char text[ADDRESS_TEXT];

		k->call = APPLET_CALL;
		k->family = family;
		k->length = 0;
		memcpy(k->address, address, size);
		*(family == AF_INET6 ? put_ipv6(text, address) : put_ipv4(text, address)) = '\0';
		if (!find_in_hosts(k, text))
			ask(k);
	}
	return (struct text){ k->name, k->length };
}
