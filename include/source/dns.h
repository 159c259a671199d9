/* SPDX-License-Identifier: 0BSD */
/*
 * A resolver of the smallest kind: one question, one answer.
 */
#ifndef DNS_H
#define DNS_H

#include <stddef.h>
#include <stdint.h>

enum { DNS_A = 1, DNS_PTR = 12, DNS_AAAA = 28 };

/*
 * Asks for the records of a type (DNS_*) that `name` has. The length of the answer, which may be that there is no
 * such name; 0 when that cannot be a name; -1 when no server gave an answer.
 */
int dns_query(const char *name, uint16_t type, uint8_t *answer, size_t size);

/* Bytes of the name that stands at `p` in a message, -1 when it runs over `end`. */
int dns_skip_name(const uint8_t *p, const uint8_t *end);
/*
 * Its text, without a NUL, if it is a host's: letters, digits, '-' and '_' in its labels. The length, 0 for the
 * root, or -1 when it is malformed, too long or another name.
 */
enum { HOST_NAME = 253 };
int dns_host_name(const uint8_t *message, const uint8_t *end, const uint8_t *p, char name[HOST_NAME]);

/*
 * Asks for the name of an address (AF_INET or AF_INET6, network byte order). Its length, 0 when there is none. When no
 * server answers, that is told once, and no server is asked again.
 */
size_t dns_name(uint8_t family, const uint8_t *address, char name[HOST_NAME]);

#endif
