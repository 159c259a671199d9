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
/* Its text, ended by a NUL, with any bytes in it. The length, or -1 when it is malformed or too long. */
int dns_expand_name(const uint8_t *message, const uint8_t *end, const uint8_t *p, char *text, size_t size);

#endif
