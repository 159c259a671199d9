/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -g: multicast memberships.
 */
#include "record/group.h"
#include "view/column.h"

#define COLUMNS(V, F) \
	V("Interface", STRING, membership, interface, .width = 15) \
	V("RefCnt", NUMBER, membership, references, .width = 6) \
	V("Group\n--------------- ------ ---------------------", ADDRESS, membership, address)

_Static_assert(!offsetof(struct membership, family), "a record begins with the family of its addresses");
const struct layout group_layout = { LAYOUT("IPv6/IPv4 Group Memberships\n", COLUMNS) };
