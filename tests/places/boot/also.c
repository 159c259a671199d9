/* SPDX-License-Identifier: 0BSD */
/*
 * What ss should show of the sockets of families.c, from the system calls, in ss's words, single blanks between:
 *
 *	also OPTION INODE NETID STATE RECV-Q SEND-Q LOCAL PEER users:...
 *
 * An association's row hangs below its socket's and has the queues.
 */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "also.h"

enum { SO_MEMINFO_ = 55, MEMINFO_WORDS = 9 };

static void put_number_or_any(uint32_t n, uint32_t any)
{
	if (n == any)
		printf("*");
	else
		printf("%u", n);
}

static void put_inet(const union name *n, const char *device)
{
	char text[INET6_ADDRSTRLEN];
	int six = n->sa.sa_family == AF_INET6;

	inet_ntop(n->sa.sa_family, six ? (const void *)&n->in6.sin6_addr : &n->in.sin_addr, text, sizeof text);
	if (six && IN6_IS_ADDR_UNSPECIFIED(&n->in6.sin6_addr))
		printf("*");
	else
		printf(six ? "[%s]" : "%s", text);
	printf("%s:", device);
	put_number_or_any(ntohs(six ? n->in6.sin6_port : n->in.sin_port), 0);
}

static void put_pair(uint32_t node, uint32_t port)
{
	put_number_or_any(node, UINT32_MAX);
	printf(":");
	put_number_or_any(port, UINT32_MAX);
}

/* TIPC's sockets have no word for a peer that is none. */
static void put_name(const union name *n, const char *device)
{
	if (n->sa.sa_family == AF_TIPC && !n->tipc.addr.id.ref)
		printf("-");
	else if (n->sa.sa_family == AF_TIPC)
		put_pair(n->tipc.addr.id.node, n->tipc.addr.id.ref);
	else if (n->sa.sa_family == AF_VSOCK)
		put_pair(n->vm.svm_cid, n->vm.svm_port);
	else
		put_inet(n, device);
}

struct row {
	const char *option, *state;
	uint32_t received, backlog;
	union name local, peer;
};

/* A peer that is none is the family's word for any. */
static void nobody(union name *n, int family)
{
	memset(n, 0, sizeof *n);
	n->sa.sa_family = family;
	if (family == AF_VSOCK) {
		n->vm.svm_cid = VMADDR_CID_ANY;
		n->vm.svm_port = VMADDR_PORT_ANY;
	}
}

uint32_t memory_of(int fd, int which)
{
	uint32_t memory[MEMINFO_WORDS] = { 0 };
	socklen_t len = sizeof memory;

	check(getsockopt(fd, SOL_SOCKET, SO_MEMINFO_, memory, &len), "SO_MEMINFO");
	return memory[which];
}

static int accepts(int fd)
{
	int value = 0;
	socklen_t len = sizeof value;

	check(getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &len), "SO_ACCEPTCONN");
	return value;
}

static void put_row(const struct row *r, int fd, const char *netid, const char *device)
{
	struct stat st;

	check(fstat(fd, &st), "fstat");
	printf("also %s %lu %s %s %u %u ", r->option, (unsigned long)st.st_ino, netid, r->state, r->received, r->backlog);
	put_name(&r->local, device);
	printf(" ");
	put_name(&r->peer, "");
	printf(" users:((\"init\",pid=%d,fd=%d))\n", (int)getpid(), fd);
}

/* Its state is its end of the connection, or that it listens. */
static struct row learn(const char *option, int fd, uint32_t received, uint32_t backlog)
{
	struct row r = { .option = option, .received = received };
	socklen_t len = sizeof r.local;
	int listens = accepts(fd), connected;

	check(getsockname(fd, &r.local.sa, &len), "getsockname");
	len = sizeof r.peer;
	connected = getpeername(fd, &r.peer.sa, &len) == 0;
	if (!connected)
		nobody(&r.peer, r.local.sa.sa_family);
	r.state = listens ? "LISTEN" : connected ? "ESTAB" : "UNCONN";
	r.backlog = listens ? backlog : 0;
	return r;
}

void also(const char *option, const char *netid, int fd, uint32_t received, uint32_t backlog)
{
	struct row r = learn(option, fd, received, backlog);

	put_row(&r, fd, netid, "");
}

void also_association(int fd, uint32_t received)
{
	struct row r = learn("-S", fd, 0, 0);

	put_row(&r, fd, "sctp", "");
	r.received = received;
	put_row(&r, fd, "`-", "%lo");
}
