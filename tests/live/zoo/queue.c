/* SPDX-License-Identifier: 0BSD */
/*
 * TCP again: listeners and their accept queues, data on its way, and each
 * kind of timer.
 */
#include <netinet/tcp.h>
#include <string.h>
#include <sys/ioctl.h>

#include "zoo.h"

/* Ports with a name in /etc/services, of several lengths, and some without. */
static const struct {
	const char *host;
	int port;
} listeners[] = {
	{ "0.0.0.0", 22 }, { "0.0.0.0", 80 }, { "127.0.0.1", 25 }, { "192.168.100.200", 5432 },
	{ "192.168.100.200", 65535 }, { "127.100.100.100", 1 }, { "::", 443 }, { "::1", 5432 },
	{ "2001:db8::1", 80 }, { "2001:db8:1111:2222:3333:4444:5555:6666", 8080 },
	{ "fe80::1%lo", 993 }, { "::ffff:127.0.0.1", 143 }, { "::ffff:192.168.100.200", 27017 },
};

static void unaccepted(const char *host, int port, int backlog, int callers)
{
	int fd = tcp_listen(host, port, backlog);

	for (int i = 1; i <= callers; i++)
		tcp_dial(tcp_client(host, port + i), host, port);
	(void)fd;
}

/* A queue half full, one full, and one so full that the last call waits. */
void tcp_listeners(void)
{
	for (size_t i = 0; i < sizeof listeners / sizeof *listeners; i++)
		tcp_listen(listeners[i].host, listeners[i].port, 128);
	unaccepted("127.0.0.4", 2200, 5, 2);
	unaccepted("127.0.0.4", 2210, 1, 2);
	unaccepted("127.0.0.4", 2220, 0, 2);
	unaccepted("::1", 3200, 5, 2);
	tcp_pair(tcp_listen("fe80::1%lo", 3300, 5), "fe80::1%lo", 3301, "fe80::1%lo", 3300);
	tcp_pair(tcp_listen("::", 3400, 5), "127.0.0.7", 3401, "127.0.0.7", 3400);
	tcp_pair(tcp_listen("::", 3410, 5), "::1", 3411, "::1", 3410);
}

/*
 * Fills the buffers of both ends.  Then the receiver turns deaf, or each probe
 * of its window would bring a little more in.
 */
static void stuff(int fd, int to)
{
	static char data[65536];
	int dry = 0;

	while (dry < 5) {
		if (send(fd, data, sizeof data, MSG_DONTWAIT) > 0) {
			dry = 0;
			continue;
		}
		dry++;
		nap(5);
	}
	drop_all(to);
}

static void limit(int fd, int option, int bytes)
{
	check(setsockopt(fd, SOL_SOCKET, option, &bytes, sizeof bytes), "buffer size");
}

static void full_queues(const char *host, int port)
{
	int l = tcp_listen(host, port, 5);
	struct pair c;

	limit(l, SO_RCVBUF, 8192);
	c = tcp_pair(l, host, port + 1, host, port);
	limit(c.client, SO_SNDBUF, 16384);
	stuff(c.client, c.server);
}

void tcp_queues(void)
{
	int l = tcp_listen("127.0.0.5", 2300, 5);
	struct pair c;

	limit(l, SO_RCVBUF, 65536);
	c = tcp_pair(l, "127.0.0.5", 2301, "127.0.0.5", 2300);
	check(send(c.client, "seven b", 7, 0), "send");
	c = tcp_pair(l, "127.0.0.5", 2302, "127.0.0.5", 2300);
	stuff(c.client, c.server);
	full_queues("127.0.0.5", 2310);
	full_queues("::1", 3310);
}

/* Nobody answers this one: the retransmit timer runs. */
static void retransmit(int listener, const char *host, int from, int port)
{
	struct pair c = tcp_pair(listener, host, from, host, port);

	drop_all(c.server);
	check(send(c.client, "hello", 5, 0), "send");
}

static void keepalive(int listener, const char *host, int from, int port)
{
	struct pair c = tcp_pair(listener, host, from, host, port);
	int one = 1;

	check(setsockopt(c.client, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one), "SO_KEEPALIVE");
	check(setsockopt(c.server, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one), "SO_KEEPALIVE");
}

/* Probes go unanswered: the last number of the timer column counts them. */
static void keepalive_lost(int listener, const char *host, int from, int port)
{
	struct pair c = tcp_pair(listener, host, from, host, port);
	int one = 1, idle = 1, every = 600;

	drop_all(c.server);
	check(setsockopt(c.client, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle), "TCP_KEEPIDLE");
	check(setsockopt(c.client, IPPROTO_TCP, TCP_KEEPINTVL, &every, sizeof every), "TCP_KEEPINTVL");
	check(setsockopt(c.client, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one), "SO_KEEPALIVE");
}

void tcp_timers(void)
{
	int l = tcp_listen("127.0.0.6", 2400, 5);
	int l6 = tcp_listen("2001:db8::1", 3500, 5);

	retransmit(l, "127.0.0.6", 2401, 2400);
	keepalive(l, "127.0.0.6", 2402, 2400);
	keepalive_lost(l, "127.0.0.6", 2403, 2400);
	retransmit(l6, "2001:db8::1", 3501, 3500);
	keepalive(l6, "2001:db8::1", 3502, 3500);
}
