/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's tables of sockets. Which of them a command reads, and in which order, is its own affair: a list of these
 * numbers.
 */
#ifndef TABLES_H
#define TABLES_H

#include <stdbool.h>
#include <stdint.h>

#if ENABLE_FEATURE_NETSTAT_SCTP || ENABLE_FEATURE_SS_SCTP
#define IF_SCTP(...) __VA_ARGS__
#else
#define IF_SCTP(...)
#endif

#if ENABLE_FEATURE_SS_LINK || ENABLE_FEATURE_CHECK
#define IF_NETLINK(...) __VA_ARGS__
#else
#define IF_NETLINK(...)
#endif

enum kernel_table {
#define KERNEL_TABLE(id, name, protocol, family) KERNEL_##id,
#include "source/tables.def"
#undef KERNEL_TABLE
	KERNEL_TABLES
};

struct table {
	char name[9 IF_SCTP(+ 3)];
	uint8_t protocol, family;
	/*
	 * What stands behind the inode is read as well: of TCP's its values, of netlink's packets dropped. False in the list;
	 * a caller's copy may say so.
	 */
	bool details;
};
extern const struct table kernel_tables[KERNEL_TABLES];

#endif
