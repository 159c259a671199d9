/* SPDX-License-Identifier: 0BSD */
/*
 * What the doors share of other network namespaces.
 */
#include <string.h>

#include "applet.h"
#include "source/source.h"

bool enter_namespace(const char *name)
{
	int error = netns_enter(name);

	if (error)
		complain("network namespace ", name, ": ", error_text(error), (char *)0);
	return !error;
}

bool choose_namespaces(const char *name, struct context *where)
{
	where->all = ENABLE_FEATURE_NAMESPACES && !strcmp(name, "all");
	return where->all || enter_namespace(name);
}

void out_netns(struct out *o, const struct context *where)
{
	if (!where->netns.p)
		return;
	out_text(o, "Netns ");
	out_escaped(o, where->netns.p, where->netns.length, ESCAPE_CONTROLS);
	out_char(o, '\n');
}
