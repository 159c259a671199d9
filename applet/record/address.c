/* SPDX-License-Identifier: 0BSD */
/*
 * Addresses, and their text, but for IPv6's digits: see alone/ipv6.c.
 */
#include <string.h>
#include <sys/socket.h>

#include "lib/lib.h"
#include "record/sock.h"

bool address_is_zero(const uint8_t *address, size_t length)
{
	while (length)
		if (address[--length])
			return false;
	return true;
}

bool address_is_v4mapped(const struct sock *s, const struct endpoint *e)
{
	return s->family == AF_INET6 && address_is_zero(e->address, 10) && (e->address[10] & e->address[11]) == 0xff;
}

char *put_ipv4(char *p, const uint8_t address[4])
{
	for (int i = 0; i < 4; i++) {
		if (i)
			*p++ = '.';
		p = put_number(p, address[i]);
	}
	return p;
}

char *put_ip(char *p, uint8_t family, const uint8_t *address)
{
	return ENABLE_FEATURE_IPV6 && family == AF_INET6 ? put_ipv6(p, address) : put_ipv4(p, address);
}

void out_ip(struct out *o, uint8_t family, const uint8_t *address, bool brackets)
{
	char text[ADDRESS_TEXT + 2], *start = out_place(o, text, sizeof text), *end = start;

	brackets &= ENABLE_FEATURE_IPV6 && family == AF_INET6;
	if (brackets)
		*end++ = '[';
	end = put_ip(end, family, address);
	if (brackets)
		*end++ = ']';
	out_bytes(o, start, end - start);
}
