/* SPDX-License-Identifier: 0BSD */
/*
 * The messages of RFC 1035: a question is written, names are read.
 */
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "source/dns.h"

enum { HEADER = DNS_HEADER, LABEL = 63 };

size_t dns_put_question(uint8_t q[DNS_QUESTION], const char *name, uint16_t type)
{
	uint8_t *p = q + HEADER;

	memset(q, 0, HEADER);
	if (syscall(SYS_getrandom, q, 2, 1 /* GRND_NONBLOCK */) != 2)
		q[0] = getpid(), q[1] = getpid() >> 8;
	q[2] = 1; /* recursion desired */
	q[5] = 1; /* one question */
	while (*name) {
		size_t length = strchrnul(name, '.') - name;

		if (!length || length > LABEL || p + 1 + length > q + DNS_QUESTION - 5)
			return 0;
		*p++ = length;
		memcpy(p, name, length);
		p += length;
		name += length + (name[length] == '.');
	}
	memcpy(p, (uint8_t[]){ 0, type >> 8, type, 0, 1 }, 5); /* the root, the type, class IN */
	return p + 5 - q;
}

int dns_skip_name(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *start = p;

	while (p < end) {
		if (*p >= 0xc0)
			return end - p < 2 ? -1 : p + 2 - start;
		if (!*p)
			return p + 1 - start;
		p += 1 + *p;
	}
	return -1;
}

static bool is_host_label(const uint8_t *p, size_t length)
{
	for (; length; p++, length--) {
		bool letter = (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z', digit = *p >= '0' && *p <= '9';

		if (!letter && !digit && *p != '-' && *p != '_')
			return false;
	}
	return true;
}

/* Pointers go backwards in any honest message, so that many steps are enough for the longest name. */
int dns_host_name(const uint8_t *message, const uint8_t *end, const uint8_t *p, char name[HOST_NAME])
{
	size_t length = 0;

	for (int steps = 0; steps < 256 && p < end; steps++) {
		if (*p >= 0xc0) {
			if (end - p < 2)
				return -1;
			p = message + ((p[0] & 0x3f) << 8 | p[1]);
			continue;
		}
		if (!*p)
			return length;
		if (*p > LABEL || end - p <= *p || length + (length > 0) + *p > HOST_NAME || !is_host_label(p + 1, *p))
			return -1;
		if (length)
			name[length++] = '.';
		memcpy(name + length, p + 1, *p);
		length += *p;
		p += 1 + *p;
	}
	return -1;
}
