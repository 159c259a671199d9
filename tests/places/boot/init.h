/* SPDX-License-Identifier: 0BSD */
/*
 * What the first process of a booted machine is made of. It is linked with the zoo's net.c, tcp.c and
 * many.c, which make its sockets.
 */
#ifndef INIT_H
#define INIT_H

#include <stdio.h>
#include <sys/types.h>

enum { WORDS = 32, DESCRIPTORS = 256 };

/* Makes sockets of each kind and prints a line for each, by these two. */
void make_sockets(void);
/* The same for the families in modules, all of which the kernel must have. */
void make_families(void);
/* What is wrong with a machine, for the next run of `socklet check'. */
void sick(char **words);
/* The sockets that this process holds. */
void describe_all(void);
/* One of TCP that no process holds. */
void describe_orphan(const char *host, int port, const char *to, int to_port, const char *state);

/* Runs a program, its name behind settings of its environment, and says how it ended. */
pid_t start(char **words, int out);
void finish(pid_t pid);

/* The same without a word, and its exit status. */
struct rusage;
pid_t spawn(char **words, int out, int err);
int ended(pid_t pid, struct rusage *usage);

/* Runs options of ss by two programs, see beside.c. */
void beside(char **words);

/* A router, see router.c. */
void router(char **words);
void sink(char **words);
void terminal(char **words);
void enter(char **words);

/* What becomes of /proc, see mounts.c. */
void proc(char **words);
void bare_proc(char **words);
void hide(char **words);
void gone(char **words);
/* And control groups, where everybody has them. */
void cgroups(char **words);

/* Reads a table of the crowd, says in one line what is missing, doubled or strange in it. */
void tally(FILE *table, int sockets);

#endif
