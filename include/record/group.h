/* SPDX-License-Identifier: 0BSD */
/*
 * What a multicast membership is: an interface that has joined a group.
 */
#ifndef GROUP_H
#define GROUP_H

#include "lib/lib.h"

struct membership {
	uint8_t family;          /* AF_INET, AF_INET6 */
	uint8_t address[16];     /* network byte order; an IPv4 address is in the first four */
	uint32_t references;
	struct text interface;   /* bytes as the kernel shows them; they live as long as the call */
};

#endif
