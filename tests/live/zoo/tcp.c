/* SPDX-License-Identifier: 0BSD */
/*
 * TCP: each state that /proc/net/tcp can show, in several families.  A socket
 * whose filter drops everything stops the handshake or the farewell where we
 * want it.  CLOSE is not here: the kernel takes a socket off its table as it
 * gets there.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <unistd.h>

#include "zoo.h"

/* Where a set of states is made; clients sit on the ports after the server's. */
struct place {
	const char *listen, *server, *client;
	int port;
};

static const struct place places[] = {
	{ "127.0.0.1", "127.0.0.1", "127.0.0.1", 2000 },
	{ "::1", "::1", "::1", 3000 },
	{ "::", "::ffff:127.0.0.1", "::ffff:127.11.22.33", 4000 },
	{ "2001:db8:1111:2222:3333:4444:5555:6666", "2001:db8:1111:2222:3333:4444:5555:6666",
	  "2001:db8:1111:2222:3333:4444:5555:7777", 50000 },
};

int tcp_listen(const char *host, int port, int backlog)
{
	int fd = bound(host, port, SOCK_STREAM, 0);

	check(listen(fd, backlog), "listen");
	return fd;
}

int tcp_client(const char *host, int port)
{
	return bound(host, port, SOCK_STREAM, 0);
}

/* Begins to connect and does not wait. */
void tcp_dial(int fd, const char *host, int port)
{
	struct addr a = at(host, port);

	check(fcntl(fd, F_SETFL, O_NONBLOCK), "O_NONBLOCK");
	if (connect(fd, &a.sa, a.len) < 0 && errno != EINPROGRESS)
		die(host);
}

struct pair tcp_pair(int listener, const char *from, int from_port, const char *to, int to_port)
{
	struct pair p;

	p.client = tied(from, from_port, to, to_port, SOCK_STREAM, 0);
	p.server = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	check(p.server, "accept");
	return p;
}

/* The acknowledgement may come late: wait until the state is there. */
static void await(int fd, int state)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof info;

	for (int i = 0; i < 2000; i++, len = sizeof info) {
		check(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len), "TCP_INFO");
		if (info.tcpi_state == state)
			return;
		nap(1);
	}
	fprintf(stderr, "state %d, not %d\n", info.tcpi_state, state);
	errno = ETIMEDOUT;
	die("TCP state");
}

static void half_close(int fd, int state)
{
	check(shutdown(fd, SHUT_WR), "shutdown");
	await(fd, state);
}

static void syn_sent_syn_recv(struct place p)
{
	int fd = tcp_client(p.client, p.port + 1);

	drop_all(fd);
	tcp_dial(fd, p.server, p.port);
}

static struct pair pair_at(struct place p, int listener, int n)
{
	return tcp_pair(listener, p.client, p.port + n, p.server, p.port);
}

static void fin_wait2_close_wait(struct pair c)
{
	half_close(c.client, TCP_FIN_WAIT2);
	await(c.server, TCP_CLOSE_WAIT);
}

static void fin_wait1(struct pair c)
{
	drop_all(c.server);
	half_close(c.client, TCP_FIN_WAIT1);
}

static void last_ack(struct pair c)
{
	fin_wait2_close_wait(c);
	drop_all(c.client);
	half_close(c.server, TCP_LAST_ACK);
}

static void closing(struct pair c)
{
	drop_all(c.server);
	half_close(c.client, TCP_FIN_WAIT1);
	check(shutdown(c.server, SHUT_WR), "shutdown");
	await(c.client, TCP_CLOSING);
}

static void time_wait(struct pair c)
{
	fin_wait2_close_wait(c);
	close(c.client);
	close(c.server);
}

void tcp_states_at(const char *listen, const char *server, const char *client, int port)
{
	struct place p = { listen, server, client, port };
	int l = tcp_listen(p.listen, p.port, 16);

	pair_at(p, l, 2);
	fin_wait2_close_wait(pair_at(p, l, 3));
	fin_wait1(pair_at(p, l, 4));
	last_ack(pair_at(p, l, 5));
	closing(pair_at(p, l, 6));
	time_wait(pair_at(p, l, 7));
	syn_sent_syn_recv(p);
}

void tcp_states(void)
{
	for (const struct place *p = places; p < places + sizeof places / sizeof *places; p++)
		tcp_states_at(p->listen, p->server, p->client, p->port);
}

/* States whose process has let go of them: inode 0, owner 0. */
void tcp_orphans(void)
{
	int l = tcp_listen("127.0.0.2", 2100, 16);
	struct pair c = tcp_pair(l, "127.0.0.2", 2101, "127.0.0.2", 2100);

	fin_wait2_close_wait(c);
	close(c.client);
	c = tcp_pair(l, "127.0.0.2", 2102, "127.0.0.2", 2100);
	drop_all(c.server);
	close(c.client);
	c = tcp_pair(l, "127.0.0.2", 2103, "127.0.0.2", 2100);
	fin_wait2_close_wait(c);
	drop_all(c.client);
	close(c.server);
}
