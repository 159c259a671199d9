/* SPDX-License-Identifier: 0BSD */
/*
 * A resolver of the smallest kind: questions of one name and type, answers over UDP.
 */
#ifndef DNS_H
#define DNS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/source.h"

enum { DNS_A = 1, DNS_PTR = 12, DNS_AAAA = 28 };

/* Who asks, and what is to be known when the answer comes. */
struct dns_asker {
	/*
	 * Is called once: with an answer, which may be that there is no such name; with length 0 when that cannot be a
	 * name, or servers could not tell; with -1 when no server gave an answer.
	 */
	void (*answered)(const struct dns_asker *asker, const uint8_t *answer, int length);
	void *ctx;
	uint8_t family;
	uint8_t address[16];
};

/* Asks for the records of a type (DNS_*) of a name, after dns_make_room. The answer comes in dns_wait. */
void dns_ask(const char *name, uint16_t type, const struct dns_asker *asker);
/* Waits until one more question may be on its way. */
void dns_make_room(void);
/* Waits for an answer, or until a question's time has passed. False when there is nothing to wait for. */
bool dns_wait(void);

/* The name servers, a connected socket each, -1 when it is of no use. */
enum { DNS_SERVERS = 3 };
struct dns_servers {
	struct pollfd server[DNS_SERVERS];
	unsigned count, attempts, timeout; /* seconds, for all attempts together */
};
/* What resolv.conf(5) says; without a word of servers there, that of this machine. */
void dns_servers_open(struct dns_servers *r);
void dns_servers_close(struct dns_servers *r);

enum { DNS_HEADER = 12, DNS_QUESTION = DNS_HEADER + 255 + 1 + 4 };
/* Writes a question at `q`; its length, 0 when `name` is no name that DNS can hold. */
size_t dns_put_question(uint8_t q[DNS_QUESTION], const char *name, uint16_t type);
/* Bytes of the name that stands at `p` in a message, -1 when it runs over `end`. */
int dns_skip_name(const uint8_t *p, const uint8_t *end);
/*
 * Its text, without a NUL, if it is a host's: letters, digits, '-' and '_' in its labels. The length, 0 for the
 * root, or -1 when it is malformed, too long or another name.
 */
enum { HOST_NAME = 253 };
int dns_host_name(const uint8_t *message, const uint8_t *end, const uint8_t *p, char name[HOST_NAME]);

/*
 * Asks for the name of an address (AF_INET or AF_INET6, network byte order); host_found is told it, length 0 when
 * there is none. When no server answers, that is told once, and no server is asked again.
 */
void dns_ask_name(uint8_t family, const uint8_t *address);
void host_found(uint8_t family, const uint8_t *address, const char *name, size_t length);

#endif
