/* SPDX-License-Identifier: 0BSD */
/*
 * The known sockets: each state of TCP, queues that are not empty, UDP, UDP-Lite, raw and unix sockets, those of
 * another user; over IPv6 as well where the kernel has it.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

enum { OTHER_USER = 4242 };

static void states(const char *listen, const char *server, const char *client, int port)
{
	tcp_states_at(listen, server, client, port);
	describe_orphan(client, port + 7, server, port, "TIME_WAIT");
	describe_orphan(server, port, client, port + 1, "SYN_RECV");
}

/* Bytes that arrived and that nobody reads; and a caller whom nobody lets in. */
static void unread(const char *host, int port)
{
	int l = tcp_listen(host, port, 5);
	struct pair p = tcp_pair(l, host, port + 1, host, port);

	check(send(p.client, "unread bytes", 12, 0), "send");
	for (int n = 0; n < 12; nap(1))
		ioctl(p.server, FIONREAD, &n);
	tcp_dial(tcp_client(host, port + 2), host, port);
	describe_orphan(host, port, host, port + 2, "ESTABLISHED");
}

/* One that has no peer, but bytes that nobody reads; and one that sent them. */
static void datagrams(const char *host, int protocol, int port)
{
	int two;

	bound(host, port, SOCK_DGRAM, protocol);
	two = tied(host, port + 1, host, port, SOCK_DGRAM, protocol);
	check(send(two, "unread bytes", 12, 0), "send");
}

static void inet(const char *any, const char *host, int port)
{
	tcp_listen(any, port, 128);
	unread(host, port + 10);
	datagrams(host, IPPROTO_UDP, port + 20);
	bound(any, port + 30, SOCK_DGRAM, IPPROTO_UDPLITE);
	bound(host, 0, SOCK_RAW, 253); /* which shows in place of a port */
}

static void unix_named(int type, const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
	size_t len = strlen(name);

	memcpy(a.sun_path, name, len);
	if (*name == '@')
		a.sun_path[0] = 0;
	check(bind(fd, (struct sockaddr *)&a, offsetof(struct sockaddr_un, sun_path) + len + (*name != '@')), name);
	if (type != SOCK_DGRAM)
		check(listen(fd, 7), name);
}

static void unix_domain(void)
{
	int ends[2];

	unix_named(SOCK_STREAM, "@abstract");
	unix_named(SOCK_SEQPACKET, "/path");
	unix_named(SOCK_DGRAM, "/log");
	check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "socketpair");
	check(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends), "socketpair");
}

/* A process of another user with a socket of its own, which it describes itself. */
static void other_user(void)
{
	int ends[2];
	char c;

	check(pipe2(ends, 0), "pipe");
	fflush(stdout);
	if (fork() == 0) {
		for (int fd = 3; fd < DESCRIPTORS; fd++)
			if (fd != ends[1])
				close(fd);
		check(setuid(OTHER_USER), "setuid");
		tcp_listen("127.0.0.9", 9000, 3);
		describe_all();
		fflush(stdout);
		check(write(ends[1], "", 1), "write");
		for (;;)
			pause();
	}
	check(read(ends[0], &c, 1), "read");
	close(ends[0]);
	close(ends[1]);
}

void make_sockets(void)
{
	int six = socket(AF_INET6, SOCK_DGRAM, 0);

	states("127.0.0.1", "127.0.0.1", "127.1.2.3", 2000);
	inet("0.0.0.0", "127.0.0.2", 2100);
	unix_domain();
	other_user();
	if (six >= 0) {
		close(six);
		states("::1", "::1", "::1", 3000);
		inet("::", "::1", 3100);
		states("::", "::ffff:127.0.0.1", "::ffff:127.11.22.33", 4000);
	}
	describe_all();
}
