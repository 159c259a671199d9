/* SPDX-License-Identifier: 0BSD */
/*
 * What a multicast membership is: an interface that has joined a group.
 */
#ifndef GROUP_H
#define GROUP_H

#include "lib/lib.h"

struct context;

struct membership {
	uint8_t family;          /* AF_INET, AF_INET6 */
	uint8_t address[16];     /* network byte order; an IPv4 address is in the first four */
	uint32_t references;
	struct text interface;   /* bytes as the kernel shows them; they live as long as the call */
};

/* What the source calls for each membership; nonzero makes it stop. */
typedef int group_fn(void *ctx, const struct membership *g);
/* 0, 1 when fn stopped it, or -1 and errno when there is no such table. */
int groups_read(uint8_t family, group_fn *fn, void *ctx, struct context *where);

#endif
