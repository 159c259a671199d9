/* SPDX-License-Identifier: 0BSD */
/*
 * The doors. Each takes its argv and returns its exit status.
 */
#ifndef APPLET_H
#define APPLET_H

#include <stdbool.h>

/* Whether this build writes to sockets: then none of them may become standard output. */
#define WRITES_SOCKETS (ENABLE_FEATURE_DIAG || ENABLE_FEATURE_NETSTAT_RESOLVE || ENABLE_FEATURE_SS_RESOLVE)

int netstat_main(char **argv);
int ss_main(char **argv);
/* With its own name first, then the verb. */
int socklet_main(char **argv);

/* Goes on in the network namespace of that name, process or file. False when that may not be, which is told. */
bool enter_namespace(const char *name);
/* The same, or with `all' in each of them: see netns_each. */
struct context;
bool choose_namespaces(const char *name, struct context *where);

#endif
