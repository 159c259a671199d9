/* SPDX-License-Identifier: 0BSD */
/*
 * What the first process of a booted machine is made of. It is linked with the zoo's net.c, tcp.c and
 * many.c, which make its sockets.
 */
#ifndef INIT_H
#define INIT_H

#include <stdio.h>

/*
 * made.c: makes sockets of each kind and prints a line for each: what it is by the system calls alone,
 * never by /proc or netlink.
 */
void make_sockets(const char *program);

/* tally.c: reads a table of the crowd, says in one line what is missing, doubled or strange in it. */
void tally(FILE *table, int sockets);

#endif
