/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -g: multicast memberships.
 */
#include "record/group.h"
#include "view/view.h"

static void cell_interface(const struct view *v, const void *record)
{
	const struct membership *g = record;

	out_escaped(v->out, g->interface.p, g->interface.length, ESCAPE_BLANKS);
}

static void cell_references(const struct view *v, const void *record)
{
	out_number(v->out, ((const struct membership *)record)->references, 0);
}

static void cell_group(const struct view *v, const void *record)
{
	const struct membership *g = record;
	char digits[ADDRESS_TEXT];
	struct text name = address_text(v, g->family, g->address, digits);

	out_escaped(v->out, name.p, name.length, ESCAPE_BLANKS);
}

#define COLUMNS(C) \
	C("Interface", cell_interface, 15, 0) \
	C("RefCnt", cell_references, 6, 0) \
	C("Group\n--------------- ------ ---------------------", cell_group, 0, 0)

const struct layout group_layout = LAYOUT("IPv6/IPv4 Group Memberships\n", COLUMNS);
