/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -g: the multicast memberships of the families that the request names.
 */
#include <sys/socket.h>

#include "netstat/netstat.h"
#include "source/records.h"
#include "view/objects.h"

static int show_group(void *ctx, const struct membership *g)
{
	const struct request *r = ctx;

	if (ENABLE_FEATURE_JSON && r->rows->form)
		return json_group(r->rows, g);
	layout_row(&group_layout, &r->view, g, 0);
	return r->view.out->error;
}

static void show_family(const struct request *r, uint8_t family, bool required, struct context *where)
{
	const char *file = family == AF_INET6 ? "igmp6" : "igmp";

	if (groups_read(family, show_group, (void *)r, where) >= 0)
		return;
	where->faults.count += required;
	if (required || has(r, OPTION_VERBOSE))
		complain("no support for `AF INET (", file, ")' on this system.", (char *)0);
}

/* A kernel without IPv6 is no fault unless IPv6 was asked for. */
void netstat_groups(const struct request *r, struct context *where)
{
	if (!(ENABLE_FEATURE_JSON && r->rows->form)) {
		out_text(r->view.out, group_layout.title);
		layout_titles(&group_layout, &r->view);
	}
	if (r->families & INET)
		show_family(r, AF_INET, true, where);
	if (ENABLE_FEATURE_IPV6 && r->families & INET6)
		show_family(r, AF_INET6, has(r, OPTION_INET6), where);
}
