/* SPDX-License-Identifier: 0BSD */
/*
 * Addresses, and the text of IPv4's.
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
