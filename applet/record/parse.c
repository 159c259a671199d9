/* SPDX-License-Identifier: 0BSD */
/*
 * Addresses as people write them.
 */
#include <string.h>
#include <sys/socket.h>

#include "lib/lib.h"
#include "record/sock.h"

/* Takes the byte if it is next. */
static bool take(struct scan *s, char c)
{
	bool there = s->p < s->end && *s->p == c;

	s->p += there;
	return there;
}

/* One to four bytes; how many. */
static unsigned scan_ipv4(struct scan *s, uint8_t *address)
{
	unsigned n = 0;

	memset(address, 0, 4);
	do
		address[n++] = scan_number(s, 10, UINT8_MAX);
	while (n < 4 && take(s, '.'));
	return n;
}

/* A group of hexadecimal digits, or IPv4 in the place of the last two. Returns how many bytes it gave. */
static unsigned scan_group(struct scan *s, uint8_t *address, unsigned room)
{
	struct scan start = *s;
	unsigned value = scan_number(s, 16, UINT16_MAX);

	if (room >= 4 && take(s, '.')) {
		*s = start;
		s->bad = scan_ipv4(s, address) != 4 || s->bad;
		return 4;
	}
	address[0] = value >> 8;
	address[1] = value;
	return 2;
}

static bool scan_ipv6(struct scan *s, uint8_t *address)
{
	unsigned n = 0, gap = 16; /* bytes read; those that were in front of "::" */

	while (n < 16 && !s->bad) {
		if (take(s, ':')) {
			if (gap == 16 && take(s, ':')) {
				gap = n;
				if (s->p == s->end || *s->p == '/')
					break;
			} else if (!n) {
				return false;
			}
		} else if (n) {
			break;
		}
		n += scan_group(s, address + n, 16 - n);
	}
	if (s->bad || (n == 16) != (gap == 16))
		return false;
	if (n < 16) {
		memmove(address + 16 - (n - gap), address + gap, n - gap);
		memset(address + gap, 0, 16 - n);
	}
	return true;
}

uint8_t scan_address(struct scan *s, uint8_t address[16])
{
	struct scan start = *s;

	scan_ipv4(s, address);
	if (!s->bad && (s->p == s->end || *s->p != ':'))
		return AF_INET;
	*s = start;
	return scan_ipv6(s, address) ? AF_INET6 : 0;
}
