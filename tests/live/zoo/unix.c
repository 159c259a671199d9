/* SPDX-License-Identifier: 0BSD */
/*
 * Unix sockets of every type and state, and netlink and packet sockets.  An
 * abstract name is a name whose first byte is 0.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <string.h>

#include "zoo.h"

static struct addr named(const char *name, size_t len)
{
	struct addr a;

	memset(&a, 0, sizeof a);
	a.un.sun_family = AF_UNIX;
	memcpy(a.un.sun_path, name, len);
	a.len = offsetof(struct sockaddr_un, sun_path) + len;
	return a;
}

int unix_at(int type, const char *name, size_t len)
{
	struct addr a = named(name, len);
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);

	check(fd, "socket");
	check(bind(fd, &a.sa, a.len), "bind");
	return fd;
}

static int unix_listen(int type, const char *name, int backlog)
{
	int fd = unix_at(type, name, strlen(name));

	check(listen(fd, backlog), "listen");
	return fd;
}

static int unix_call(int type, const char *name)
{
	struct addr a = named(name, strlen(name));
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);

	check(fd, "socket");
	check(connect(fd, &a.sa, a.len), name);
	return fd;
}

static void every_way(int type, const char *path)
{
	int both[2];
	char abstract[64] = "";

	check(socket(AF_UNIX, type | SOCK_CLOEXEC, 0), "socket");
	unix_at(type, path, strlen(path));
	strcpy(abstract + 1, path);
	unix_at(type, abstract, 1 + strlen(path));
	check(socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, both), "socketpair");
}

void unix_sockets(void)
{
	char full[108];

	every_way(SOCK_STREAM, "stream");
	every_way(SOCK_DGRAM, "dgram");
	every_way(SOCK_SEQPACKET, "seqpacket");
	unix_at(SOCK_STREAM, "with a blank", 12);
	unix_at(SOCK_STREAM, "./relative path", 15);
	unix_at(SOCK_DGRAM, "\0abstract with a blank", 22);
	memset(full, 'x', sizeof full);
	unix_at(SOCK_DGRAM, full, sizeof full);
	check(bind(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
		   &(struct sockaddr){ .sa_family = AF_UNIX }, sizeof(sa_family_t)), "autobind");
}

/* Listening, in its queue (CONNECTING: a socket no process has yet), connected. */
static void called(int type, const char *path)
{
	int fd = unix_listen(type, path, 8);

	unix_call(type, path);
	unix_call(type, path);
	check(accept4(fd, NULL, NULL, SOCK_CLOEXEC), "accept");
}

void unix_states(void)
{
	called(SOCK_STREAM, "stream listener");
	called(SOCK_SEQPACKET, "/tmp/../seqpacket.listener" + 8);
	unix_listen(SOCK_STREAM, "@not-abstract", 0);
	unix_at(SOCK_DGRAM, "log", 3);
	check(send(unix_call(SOCK_DGRAM, "log"), "unread", 6, 0), "send");
	check(shutdown(unix_call(SOCK_STREAM, "stream listener"), SHUT_RDWR), "shutdown");
}

static void packet(int type, int protocol, const char *dev)
{
	struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_protocol = htons(protocol) };
	int fd = socket(AF_PACKET, type | SOCK_CLOEXEC, 0);

	check(fd, "packet socket");
	drop_all(fd);
	ll.sll_ifindex = dev ? (int)if_nametoindex(dev) : 0;
	check(bind(fd, (struct sockaddr *)&ll, sizeof ll), "packet bind");
}

static void netlink(int protocol, unsigned pid, unsigned groups)
{
	struct sockaddr_nl nl = { .nl_family = AF_NETLINK, .nl_pid = pid, .nl_groups = groups };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);

	check(fd, "netlink socket");
	check(bind(fd, (struct sockaddr *)&nl, sizeof nl), "netlink bind");
}

void netlink_packet(void)
{
	netlink(NETLINK_ROUTE, 0, 0);
	netlink(NETLINK_ROUTE, 4000000001u, 1);
	netlink(NETLINK_KOBJECT_UEVENT, 0, 1);
	netlink(NETLINK_GENERIC, 0, 0);
	netlink(NETLINK_SOCK_DIAG, 77777, 0);
	packet(SOCK_RAW, ETH_P_ALL, "lo");
	packet(SOCK_DGRAM, ETH_P_IPV6, "lo");
	packet(SOCK_DGRAM, ETH_P_ARP, NULL);
	packet(SOCK_RAW, 0, NULL);
}
