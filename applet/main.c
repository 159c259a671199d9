/* SPDX-License-Identifier: 0BSD */
/*
 * One binary, several doors: the name it was called by picks the door, or else its first argument.
 */
#include <string.h>

#include "applet.h"
#include "lib/lib.h"

static const struct door {
	const char *name;
	int (*main)(char **argv);
} doors[] = {
	IF_NETSTAT({ "netstat", netstat_main },)
	IF_SS({ "ss", ss_main },)
	{ 0, 0 },
};

static const struct door *find_door(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : 0;
	const char *name = slash ? slash + 1 : path;

	for (const struct door *d = doors; name && d->name; d++)
		if (!strcmp(d->name, name))
			return d;
	return 0;
}

int main(int argc, char **argv)
{
	const struct door *door = argc ? find_door(*argv) : 0;

	if (WRITES_SOCKETS)
		hold_standard_descriptors();
	applet_name = "socklet";
	if (!door && argc > 1 && (door = find_door(argv[1])))
		argv++;
	if (ENABLE_SOCKLET && !door)
		return socklet_main(argv);
	if (!door) {
		complain("socklet " VERSION ", call it as:" IF_NETSTAT(" netstat") IF_SS(" ss"), (char *)0);
		return 1;
	}
	applet_name = door->name;
	return door->main(argv);
}
