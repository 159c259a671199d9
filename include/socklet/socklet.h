/* SPDX-License-Identifier: 0BSD */
/*
 * The verbs: each takes its argv, the verb first, and returns its exit status.
 */
#ifndef SOCKLET_H
#define SOCKLET_H

#define VERB(flag, name, help) int name##_main(char **argv);
#include "socklet/verbs.def"
#undef VERB

#endif
