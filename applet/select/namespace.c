/* SPDX-License-Identifier: 0BSD */
/*
 * What the doors share of other network namespaces.
 */
#include "applet.h"
#include "source/source.h"

bool enter_namespace(const char *name)
{
	int error = netns_enter(name);

	if (error)
		complain("network namespace ", name, ": ", error_text(error), (char *)0);
	return !error;
}
