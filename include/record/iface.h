/* SPDX-License-Identifier: 0BSD */
/*
 * What an interface is: a name, its counters, and what the kernel tells of it by that name.
 */
#ifndef IFACE_H
#define IFACE_H

#include "lib/lib.h"

enum { IFACE_NAME = 16 };

/* The counters in the order of /proc/net/dev. */
enum {
	RX_BYTES, RX_PACKETS, RX_ERRORS, RX_DROPPED, RX_FIFO, RX_FRAME, RX_COMPRESSED, RX_MULTICAST,
	TX_BYTES, TX_PACKETS, TX_ERRORS, TX_DROPPED, TX_FIFO, TX_COLLISIONS, TX_CARRIER, TX_COMPRESSED,
	IFACE_COUNTERS
};

struct iface {
	char name[IFACE_NAME];    /* ended by a NUL, other bytes as the kernel has them */
	bool counted;             /* an alias has no counters */
	uint64_t counters[IFACE_COUNTERS];

	/* from here on by iface_ask */
	uint16_t flags;           /* IFF_* */
	uint16_t hardware;        /* ARPHRD_* */
	uint8_t hardware_address[8];
	int mtu, queue;           /* packets; queue -1: not known */
	bool has_address;         /* IPv4's; all in network byte order */
	uint8_t address[4], mask[4], broadcast[4], peer[4];
	uint8_t irq, dma, port;   /* where the card is, 0 when it is nowhere */
	uint16_t base;
	unsigned long memory, memory_end;
};

/* By the text, then by the number behind it, then by the alias behind that: eth2, eth2:1, eth10, eth1a. */
int iface_compare(const char *a, const char *b);

/* An IPv6 address and whose it is: a line of /proc/net/if_inet6. */
struct iface_address {
	uint8_t address[16];
	uint8_t prefix;
	uint8_t scope;            /* IPV6_ADDR_*, the bits between 0x10 and 0x80 */
	struct text interface;
};

#endif
