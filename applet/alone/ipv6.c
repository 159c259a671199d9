/* SPDX-License-Identifier: 0BSD */
/*
 * The text of IPv6's addresses. inet_ntop would do, if it did not bring printf with it, as it does not in busybox.
 */
#include "lib/lib.h"
#include "record/sock.h"

static unsigned group(const uint8_t *address, unsigned i)
{
	return address[2 * i] << 8 | address[2 * i + 1];
}

static char *put_group(char *p, unsigned value)
{
	for (int shift = 12; shift >= 0; shift -= 4)
		if (!shift || value >> shift)
			*p++ = "0123456789abcdef"[value >> shift & 15];
	return p;
}

/* The first of the longest runs of zero groups; *length is 0 when no run has two or more. */
static unsigned longest_zeros(const uint8_t *address, unsigned *length)
{
	unsigned best = 0, run = 0;

	*length = 0;
	for (unsigned i = 0; i < 8; i++) {
		run = group(address, i) ? 0 : run + 1;
		if (run > 1 && run > *length) {
			*length = run;
			best = i + 1 - run;
		}
	}
	return best;
}

/* RFC 5952, and the last 32 bits as IPv4 in ::a.b.c.d and ::ffff:a.b.c.d, as every libc prints them. */
char *put_ipv6(char *p, const uint8_t address[16])
{
	unsigned length, start = longest_zeros(address, &length);
	bool dotted = length && !start && (length == 6 || (length == 5 && group(address, 5) == 0xffff));

	for (unsigned i = 0; i < 8; i++) {
		if (length && i == start) {
			*p++ = ':';
			i += length - 1;
			if (i == 7)
				*p++ = ':';
			continue;
		}
		if (i)
			*p++ = ':';
		if (i == 6 && dotted)
			return put_ipv4(p, address + 12);
		p = put_group(p, group(address, i));
	}
	return p;
}
