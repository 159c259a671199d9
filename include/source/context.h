/* SPDX-License-Identifier: 0BSD */
/*
 * Where we look, and what could not be read there. A door makes one and hands it down; whoever looks into several
 * network namespaces makes one for each.
 */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "lib/lib.h"
#include "record/sock.h"

struct context {
	struct faults faults;
	const char *proc;     /* "/proc", or what $PROC_ROOT says */
	bool recorded;        /* $PROC_ROOT is set: nothing of the real kernel is read */
	bool only_proc, only_netlink; /* $SOCKLET_SOURCE is one of them */
	bool mute;            /* netlink has given no answer, and is not asked again */
	bool ports_known;     /* these are: the ports the kernel picks from when a program asks for none */
	port_bound low_port, high_port;
};

/* Reads the environment. */
void context_open(struct context *where);
/* Netlink may be asked. */
static inline bool may_ask(const struct context *where)
{
	return !where->recorded && !where->only_proc;
}

/* A path below /proc, or below $PROC_ROOT. */
enum { PROC_PATH = 512 };
/* Writes it to `path`; null and ENAMETOOLONG when it does not fit. */
const char *proc_path(const struct context *where, char path[PROC_PATH], const char *below);

/*
 * A path below /proc/net. In a build with ss the environment may name other single files, PROC_NET_TCP6 for "tcp6":
 * net-tools knows no such names, but the two applets read with the same eyes.
 */
const char *net_path(const struct context *where, char path[PROC_PATH], const char *name);
/* The file that the environment names, null when it does not. */
const char *net_given(const char *name);
/* Without /proc/net every table of it is missing. False and errno then. */
bool proc_is_there(const struct context *where);
/* The same, and it is a fault, which is said. */
bool proc_is_needed(struct context *where);

#endif
