/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets of the families that are modules in most kernels: of each a listener and the two ends of a connection,
 * bytes that nobody reads, and one that is named but unconnected where the family has that. What ss should show of
 * them comes from the system calls, in ss's words, single blanks between:
 *
 *	also OPTION INODE NETID STATE RECV-Q SEND-Q LOCAL PEER users:...
 *
 * An association's row hangs below its socket's and has the queues.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/dccp.h>
#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../zoo/zoo.h"
#include "init.h"

#ifndef IPPROTO_DCCP
#define IPPROTO_DCCP 33
#endif
#ifndef IPPROTO_SCTP
#define IPPROTO_SCTP 132
#endif
#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif

enum { BACKLOG = 5, SOL_DCCP_ = 269, SO_MEMINFO_ = 55, MEMINFO_WORDS = 9 };
enum { RECEIVED = 0, WRITE_QUEUE = 5 }; /* words of SO_MEMINFO */

union name {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_tipc tipc;
	struct sockaddr_vm vm;
};

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

static uint32_t memory_of(int fd, int which)
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

static void also(const char *option, const char *netid, int fd, uint32_t received, uint32_t backlog)
{
	struct row r = learn(option, fd, received, backlog);

	put_row(&r, fd, netid, "");
}

static void also_association(int fd, uint32_t received)
{
	struct row r = learn("-S", fd, 0, 0);

	put_row(&r, fd, "sctp", "");
	r.received = received;
	put_row(&r, fd, "`-", "%lo");
}

/* A listener at one address, a client at another, and the end that it lets in. */
struct three {
	int listener, client, server;
};

static int named(const union name *n, socklen_t len, int type, int protocol)
{
	uint32_t service = htonl(42);
	int fd = socket(n->sa.sa_family, type | SOCK_CLOEXEC, protocol);

	check(fd, "socket");
	if (protocol == IPPROTO_DCCP)
		check(setsockopt(fd, SOL_DCCP_, DCCP_SOCKOPT_SERVICE, &service, sizeof service), "DCCP_SOCKOPT_SERVICE");
	if (len)
		check(bind(fd, &n->sa, len), "bind");
	return fd;
}

/* TIPC's caller waits until it is let in, not only until it could be. */
static struct three connection(const union name *at, const union name *from, socklen_t from_len, const union name *to,
			       socklen_t len, int type, int protocol)
{
	struct pollfd writable = { .events = POLLOUT };
	struct three t;

	t.listener = named(at, len, type, protocol);
	check(listen(t.listener, BACKLOG), "listen");
	t.client = named(from, from_len, type, protocol);
	writable.fd = t.client;
	check(fcntl(t.client, F_SETFL, O_NONBLOCK), "O_NONBLOCK");
	if (connect(t.client, &to->sa, len) < 0 && errno != EINPROGRESS)
		die("connect");
	t.server = accept4(t.listener, NULL, NULL, SOCK_CLOEXEC);
	check(t.server, "accept");
	if (poll(&writable, 1, 5000) != 1)
		die("connection: timed out");
	check(fcntl(t.client, F_SETFL, 0), "F_SETFL");
	return t;
}

static union name inet_name(const char *host, int port, socklen_t *len)
{
	struct addr a = at(host, port);
	union name n;

	memset(&n, 0, sizeof n);
	memcpy(&n, &a, a.len);
	*len = a.len;
	return n;
}

static struct three inet_connection(const char *host, const char *from, int port, int type, int protocol)
{
	socklen_t len;
	union name server = inet_name(host, port, &len), client = inet_name(from, port + 1, &len);

	return connection(&server, &client, len, &server, len, type, protocol);
}

static void patience(int *tries)
{
	if (++*tries == 5000)
		die("bytes arrive: timed out");
	nap(1);
}

/* Whoever has sent is told that it arrived a little later. */
static void unread(const struct three *t)
{
	int tries = 0;

	check(send(t->client, "unread bytes", 12, 0), "send");
	while (!memory_of(t->server, RECEIVED) || memory_of(t->client, WRITE_QUEUE))
		patience(&tries);
}

static void sctp_at(const char *host, const char *from, int port)
{
	struct three t = inet_connection(host, from, port, SOCK_STREAM, IPPROTO_SCTP);
	socklen_t len;
	union name many = inet_name(host, port + 2, &len);
	int fd = named(&many, len, SOCK_SEQPACKET, IPPROTO_SCTP);

	check(listen(fd, BACKLOG), "listen");
	unread(&t);
	also("-S", "sctp", t.listener, 0, BACKLOG);
	also("-S", "sctp", fd, 0, BACKLOG);
	also_association(t.client, 0);
	also_association(t.server, memory_of(t.server, RECEIVED));
}

static void dccp(void)
{
	struct three t = inet_connection("127.0.0.1", "127.0.0.3", 5100, SOCK_DCCP, IPPROTO_DCCP);

	/* The client's end is open when it has heard of the server's. */
	check(send(t.server, "read bytes", 10, 0), "send");
	also("-d", "dccp", t.listener, 0, 0);
	also("-d", "dccp", t.client, 0, 0);
	also("-d", "dccp", t.server, 0, 0);
}

static void mptcp(const char *host, const char *from, int port)
{
	struct three t = inet_connection(host, from, port, SOCK_STREAM, IPPROTO_MPTCP);

	unread(&t);
	also("-M", "mptcp", t.listener, 0, BACKLOG);
	also("-M", "mptcp", t.client, 0, 0);
	also("-M", "mptcp", t.server, memory_of(t.server, RECEIVED), 0);
}

static union name tipc_service(uint32_t type)
{
	union name n;

	memset(&n, 0, sizeof n);
	n.tipc.family = AF_TIPC;
	n.tipc.addrtype = TIPC_SERVICE_ADDR;
	n.tipc.scope = TIPC_NODE_SCOPE;
	n.tipc.addr.name.name.type = type;
	n.tipc.addr.name.name.instance = 5;
	return n;
}

/* Queues are counted in messages. The kernel has a listener of its own, which it tells nobody the name of. */
static void tipc(void)
{
	union name stream = tipc_service(1000), named_only = tipc_service(1001);
	socklen_t len = sizeof stream.tipc;
	struct three t = connection(&stream, &stream, 0, &stream, len, SOCK_STREAM, 0);
	int fd = named(&named_only, len, SOCK_RDM, 0);

	unread(&t);
	check(sendto(fd, "unread bytes", 12, 0, &named_only.sa, len), "sendto");
	check(sendto(fd, "unread bytes", 12, 0, &named_only.sa, len), "sendto");
	printf("also --tipc 0 ti_sq LISTEN 0 0 0:KERNEL -\n");
	also("--tipc", "ti_st", t.listener, 0, 0);
	also("--tipc", "ti_st", t.client, 0, 0);
	also("--tipc", "ti_st", t.server, 1, 0);
	also("--tipc", "ti_rd", fd, 2, 0);
}

static void vsock(void)
{
	union name any = { .vm = { .svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_ANY, .svm_port = 1024 } };
	union name here = any;
	struct three t;

	here.vm.svm_cid = VMADDR_CID_LOCAL;
	t = connection(&any, &any, 0, &here, sizeof here.vm, SOCK_STREAM, 0);
	check(send(t.client, "unread bytes", 12, 0), "send");
	also("--vsock", "v_str", t.listener, 0, 0);
	also("--vsock", "v_str", t.client, 0, 0);
	also("--vsock", "v_str", t.server, 0, 0);
}

void make_families(void)
{
	sctp_at("127.0.0.1", "127.0.0.3", 5000);
	sctp_at("::1", "::1", 5010);
	dccp();
	tipc();
	vsock();
	mptcp("127.0.0.1", "127.0.0.3", 5200);
	mptcp("::1", "::1", 5210);
}
