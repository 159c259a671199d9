/* SPDX-License-Identifier: 0BSD */
/*
 * What the doors share of other network namespaces.
 */
#include <string.h>

#include "applet.h"
#include "source/source.h"

bool enter_namespace(const char *name, struct context *where)
{
	int error;

	where->all = ENABLE_FEATURE_NAMESPACES && !strcmp(name, "all");
	if (where->all)
		return true;
	error = netns_enter(name);

	if (error)
		complain("network namespace ", name, ": ", error_text(error), (char *)0);
	return !error;
}

void out_netns(struct out *o, const struct context *where)
{
	if (!where->netns)
		return;
	out_text(o, "Netns ");
	out_escaped(o, where->netns, strlen(where->netns), ESCAPE_CONTROLS);
	out_char(o, '\n');
}
