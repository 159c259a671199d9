/* SPDX-License-Identifier: 0BSD */
/*
 * Where /proc is, and what the environment says of it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source/context.h"
#include "source/source.h"

void context_open(struct context *where)
{
	const char *root = getenv("PROC_ROOT"), *source = getenv("SOCKLET_SOURCE");

	memset(where, 0, sizeof *where);
	where->recorded = root != 0;
	where->proc = root ? root : "/proc";
	if (ENABLE_FEATURE_NAMESPACES)
		where->net = where->proc;
	if (ENABLE_FEATURE_DIAG && source) {
		where->only_proc = !strcmp(source, "proc");
		where->only_netlink = !strcmp(source, "netlink");
	}
}

static const char *root_of(const struct context *where, const char *below)
{
	return ENABLE_FEATURE_NAMESPACES && !strncmp(below, "net", 3) ? where->net : where->proc;
}

const char *proc_path(const struct context *where, char path[PROC_PATH], const char *below)
{
	if (where->recorded && !may_name_files())
		return 0;
	if (put_path(path, PROC_PATH, root_of(where, below), below))
		return path;
	errno = ENAMETOOLONG;
	return 0;
}

bool proc_is_there(const struct context *where)
{
	char path[PROC_PATH];
	const char *net = proc_path(where, path, "net");

	return net && !access(net, X_OK);
}

bool proc_is_needed(struct context *where)
{
	if (proc_is_there(where))
		return true;
	lines_missing("net", where);
	return false;
}

const char *net_given(const char *name)
{
	char variable[32], *p = put_text(variable, "PROC_NET_");

	for (; *name; name++)
		*p++ = *name >= 'a' ? *name - 'a' + 'A' : *name;
	*p = '\0';
	return getenv(variable);
}

const char *net_path(const struct context *where, char path[PROC_PATH], const char *name)
{
	const char *given = ENABLE_SS ? net_given(name) : 0;
	char below[32];

	if (given)
		return may_name_files() ? given : 0;
	*put_text(put_text(below, "net/"), name) = '\0';
	return proc_path(where, path, below);
}
