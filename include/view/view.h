/* SPDX-License-Identifier: 0BSD */
/*
 * How netstat's tables are to look.
 */
#ifndef VIEW_H
#define VIEW_H

#include "lib/lib.h"
#include "record/sock.h"
#include "source/source.h"

/* Columns that an option adds: -e, -p, -o, -Z, --net=all. */
enum { COLUMNS_EXTENDED = 1, COLUMNS_PROGRAMS = 2, COLUMNS_TIMERS = 4, COLUMNS_CONTEXTS = 8, COLUMNS_NETNS = 128 };

struct view {
	struct out *out;
	struct owners *owners;
	uint8_t columns; /* COLUMNS_*: those added */
	bool wide;       /* nothing is cut to its column */
	bool numeric_hosts, numeric_ports, numeric_users;
};

/* The name of an address, or its digits, which are then put into `digits` (of ADDRESS_TEXT bytes). */
struct text address_text(const struct view *v, uint8_t family, const uint8_t *address, char *digits);
/* Either of them, in at most so many columns; 0 is without limit. Our own digits need no escaping. */
void out_name_or_digits(struct out *o, struct text t, const char *digits, size_t limit);
/* The user's name, or its number. */
void out_user(const struct view *v, uint32_t uid);

#endif
