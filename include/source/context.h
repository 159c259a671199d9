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

	/*
	 * With FEATURE_NAMES_AHEAD, or null: gets sockets, with the context of whoever reads the table, as soon as
	 * they have come, before the first of them is shown. So their names are asked for together.
	 */
	sock_fn *ahead;

	/* With FEATURE_NAMESPACES: */
	const char *net;      /* what "net" lies below: `proc`, or a process in whose namespace we are not */
	struct text netns;    /* this namespace's name where all are looked into, else null; foreign text */
	uint64_t netns_inode; /* tells this namespace from the others, the same each time they are looked into; else 0 */
	bool all;             /* all namespaces are meant, */
	bool away;            /* this one is not where we came from */
	bool all_told;        /* and those that could not be entered have been told of */
};

/* Reads the environment. */
void context_open(struct context *where);
/* Netlink may be asked. */
static inline bool may_ask(const struct context *where)
{
	return !where->recorded && !where->only_proc;
}

/*
 * Calls fn for each network namespace, with a context of its own: those that have a name (`ip netns`), and those of
 * every process. Each is entered for that time; one that we may not enter is read by way of a process's /proc/PID/net,
 * and then nothing but the files of /proc/net tells of it. What could not be looked into is told, and a fault. Where
 * only one namespace is meant, that is the one.
 */
typedef void netns_fn(void *ctx, struct context *where);
void netns_all(struct context *where, netns_fn *fn, void *ctx);
/* Whether all namespaces are to be looked into. */
static inline bool netns_is_all(const struct context *where)
{
	return ENABLE_FEATURE_NAMESPACES && where->all;
}
static inline __attribute__((always_inline)) void netns_each(struct context *where, netns_fn *fn, void *ctx)
{
	if (netns_is_all(where))
		netns_all(where, fn, ctx);
	else
		fn(ctx, where);
}
static inline void sock_set_netns(struct sock *s, struct text netns)
{
	if (ENABLE_FEATURE_NAMESPACES)
		s->netns = netns.p;
	IF_FEATURE_NAMESPACES(s->netns_length = netns.length;)
}
/* The heading of what is shown of each namespace, where all are looked into. */
void out_netns(struct out *o, const struct context *where);
/* We are in another namespace than the one that is read: what is no file of /proc/net would tell of the wrong one. */
static inline bool netns_is_outside(const struct context *where)
{
	return ENABLE_FEATURE_NAMESPACES && where->net != where->proc;
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
