/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets of the families that are modules in most kernels: of each a listener and the two ends of a connection,
 * bytes that nobody reads, and one that is named but unconnected where the family has that.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/dccp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "../../live/zoo/zoo.h"
#include "also.h"
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

enum { BACKLOG = 5, SOL_DCCP_ = 269 };

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
	union name here = any, high = any;
	struct three t;

	here.vm.svm_cid = VMADDR_CID_LOCAL;
	high.vm.svm_port = 4000000000; /* no 31 bits will do */
	t = connection(&any, &high, sizeof high.vm, &here, sizeof here.vm, SOCK_STREAM, 0);
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
