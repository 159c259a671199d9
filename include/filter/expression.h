/* SPDX-License-Identifier: 0BSD */
/*
 * ss's filter expressions: parsed once into a short program of tests, which is run for each socket without
 * touching memory of its own.
 */
#ifndef EXPRESSION_H
#define EXPRESSION_H

#include "lib/lib.h"
#include "record/sock.h"

enum { EXPRESSION_TESTS = 128, EXPRESSION_TEXT = 4098 };

/* The bits of expression_families(). */
enum {
	FAMILY_INET = 1 << 0,
	FAMILY_INET6 = 1 << 1,
	FAMILY_UNIX = 1 << 2,
	FAMILY_PACKET = 1 << 3,
	FAMILY_NETLINK = 1 << 4,
	FAMILY_VSOCK = 1 << 5,
};

enum test_kind { TEST_PORT, TEST_HOST, TEST_NAME, TEST_DEVICE, TEST_MARK, TEST_CGROUP, TEST_AUTOBOUND };

/* Where a test may lead besides to a later one: out of the program. */
enum { TEST_MATCHED = 254, TEST_MISSED = 255 };

/*
 * One question about a socket, and the test to go on with, always a later one. Port lists, names with several
 * addresses and HOST:PORT are several tests, so each is what one operation of INET_DIAG_REQ_BYTECODE can ask.
 */
struct test {
	uint8_t kind;    /* enum test_kind */
	bool peer;       /* of PORT, HOST and NAME: asks about the other end */
	uint8_t yes, no; /* index of a later test, or TEST_MATCHED, TEST_MISSED */
	union {
		/* PORT, AUTOBOUND: both included. */
		struct { port_bound low, high; } port;
		/* HOST: any family when that is 0. The first `bits` of the address count, in network order. */
		struct { uint8_t family, bits, address[16]; } host;
		struct text name; /* NAME: a glob for a unix socket's name, any case */
		uint32_t interface;
		struct { uint32_t value, mask; } mark;
		uint64_t cgroup;
	};
};

/*
 * All zero before it is parsed, but for what the options have said: -x and -4 settle what a HOST without a
 * prefix is, -t and -u which of two namesakes in /etc/services is meant.
 */
struct expression {
	struct context *where; /* whose ports an expression may speak of */
	uint8_t family;     /* AF_*; AF_UNSPEC: an internet address of either kind */
	uint8_t protocols;  /* 1 << PROTOCOL_TCP, 1 << PROTOCOL_UDP; 0: either */
	uint8_t count;      /* tests */
	uint8_t families;   /* FAMILY_*: those named by a prefix */
	uint16_t used;      /* bytes of the text */
	struct test test[EXPRESSION_TESTS];
	char text[EXPRESSION_TEXT]; /* a newline and a NUL behind it count */
};

/*
 * Adds the words of a command line, or a file ("-": standard input), to what was parsed before. 0; or, the reason
 * having been told on stderr with the place it was found at: one word is not what it ought to be (a port, a host), or
 * the words make no sense together, or could not be read. ss has a status for each. The words are copied.
 */
enum { EXPRESSION_SENSELESS = -1, EXPRESSION_WRONG = 1 };
int expression_parse(struct expression *e, char **words);
int expression_parse_file(struct expression *e, const char *path);

/* An empty expression matches everything. */
bool expression_matches(const struct expression *e, const struct sock *s);

/*
 * What the ends of each socket that matches must be, into *s: either port, 0 where it may be any; and where both ports
 * and both addresses are told whole, these and their family, else 0: then it names one connection. The rest of *s is
 * zero. False when not all tests have to hold; *s means nothing then.
 */
bool expression_ends(const struct expression *e, struct sock *s);

/* FAMILY_* of the hosts and ports with a prefix (`inet:`, `unix:`): only those are to be shown; 0 is no wish. */
static inline unsigned expression_families(const struct expression *e)
{
	return e->families;
}

/* Whether `text` is what `glob` describes: * ? [a-z] [!a-z], \ before a byte that means itself; case is ignored. */
bool glob_matches(struct text glob, struct text text);

#endif
