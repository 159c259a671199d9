/* SPDX-License-Identifier: 0BSD */
/*
 * What a socket is. Every source fills this record, every filter and every view reads it, and nothing else is
 * known between them.
 */
#ifndef SOCK_H
#define SOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum protocol { PROTOCOL_TCP, PROTOCOL_UDP, PROTOCOL_UDPLITE, PROTOCOL_RAW, PROTOCOL_SCTP, PROTOCOL_UNIX };

enum tcp_state {
#define TCP_STATE(number, name, netstat) STATE_##name = number,
#include "tcp-states.def"
#undef TCP_STATE
};

/* The kernel's socket_state (include/uapi/linux/net.h), which unix sockets show. */
enum { UNIX_FREE, UNIX_UNCONNECTED, UNIX_CONNECTING, UNIX_CONNECTED, UNIX_DISCONNECTING };
/* Its flags for unix sockets: __SO_ACCEPTCON, and two that no kernel of this century sets. */
enum { UNIX_ACCEPTS = 1 << 16, UNIX_WAITS_FOR_DATA = 1 << 17, UNIX_NO_SPACE = 1 << 18 };

/*
 * An SCTP socket has several addresses at either end and takes a row for each pair of them. These are the cells of
 * netstat's table, in their order, that such a row leaves blank.
 */
enum {
	ABSENT_PROTOCOL = 1, ABSENT_QUEUES = 2 | 4, ABSENT_LOCAL = 8, ABSENT_PEER = 16, ABSENT_STATE = 32,
	ABSENT_ADDED = 0x3fc0,  /* the columns that options add */
	ABSENT_PORTS = 0x8000,  /* addresses stand without their ports */
};

struct endpoint {
	uint8_t address[16]; /* network byte order; an IPv4 address is in the first four */
	uint16_t port;       /* host byte order; of a raw socket's local end, the IP protocol */
};

struct sock {
	uint8_t protocol;      /* enum protocol */
	uint8_t family;        /* AF_INET, AF_INET6, AF_UNIX */
	uint8_t state;         /* enum tcp_state, also for UDP; UNIX_*; of a raw socket just a number */
	uint8_t type;          /* unix: SOCK_STREAM, ... */
	uint8_t timer;         /* which timer runs, see the view's names */
	struct endpoint local, peer;
	uint32_t receive_queue, send_queue; /* bytes; of a listener connections: waiting, and the backlog */
	uint64_t expires;      /* when the timer does, in hundredths of a second from now */
	uint32_t retransmits, probes;
	uint32_t uid;
	uint32_t references, flags; /* unix */
	uint64_t inode;        /* 0: no process holds it any more */
	uint16_t absent;       /* ABSENT_*: what this row of it leaves blank */
	const char *path;      /* unix: bytes as the kernel shows them, not ended by NUL; lives as long as the call */
	size_t path_length;
};

/* What a source calls for each socket; nonzero makes it stop. */
typedef int sock_fn(void *ctx, const struct sock *s);

/* Waits for connections (or, without connections, for anybody's packets) rather than having a peer. */
bool sock_is_listening(const struct sock *s);

/* netstat's name of a TCP state, null for a number that no kernel had when this was written. */
const char *tcp_state_name(unsigned state);

bool address_is_zero(const uint8_t *address, size_t length);
bool address_is_v4mapped(const struct sock *s, const struct endpoint *e);
/* Text of a network-order address at `p`, no NUL; returns the end. At most 15 and 45 bytes. */
char *put_ipv4(char *p, const uint8_t address[4]);
char *put_ipv6(char *p, const uint8_t address[16]);
enum { ADDRESS_TEXT = 46 };

#endif
