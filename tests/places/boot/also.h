/* SPDX-License-Identifier: 0BSD */
/*
 * A socket of families.c and its row.
 */
#ifndef ALSO_H
#define ALSO_H

#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>

union name {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_tipc tipc;
	struct sockaddr_vm vm;
};

/* Words of SO_MEMINFO. */
enum { RECEIVED = 0, WRITE_QUEUE = 5 };

uint32_t memory_of(int fd, int which);

/* The row of a socket; its state is its end of the connection, or that it listens, with a backlog then. */
void also(const char *option, const char *netid, int fd, uint32_t received, uint32_t backlog);
/* The two rows of SCTP's where there is one association. */
void also_association(int fd, uint32_t received);

#endif
