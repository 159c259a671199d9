/* SPDX-License-Identifier: 0BSD */
/*
 * UDP, UDP-Lite and raw sockets: unconnected, connected, with data waiting.
 * Raw sockets drop what they see, or they would count the zoo's own traffic.
 */
#include <netinet/udp.h>
#include <string.h>
#include <unistd.h>

#include "zoo.h"

static const struct {
	const char *host;
	int port;
	const char *to;
	int to_port;
} datagrams[] = {
	{ "0.0.0.0", 123, NULL, 0 },
	{ "127.0.0.1", 514, NULL, 0 },
	{ "127.0.0.53", 53, NULL, 0 },	/* a name server that never answers */
	{ "127.0.0.1", 6001, "127.0.0.1", 6002 },
	{ "127.0.0.1", 6002, "127.0.0.1", 6001 },
	{ "192.168.100.200", 60000, "192.168.100.200", 60001 },
	{ "127.0.0.1", 6003, "127.0.0.1", 123 },
	{ "::", 161, NULL, 0 },
	{ "::1", 6101, "::1", 6102 },
	{ "::ffff:127.0.0.1", 6103, NULL, 0 },
	{ "::ffff:127.0.0.1", 6104, "::ffff:127.0.0.1", 6105 },
	{ "2001:db8:1111:2222:3333:4444:5555:6666", 61000,
	  "2001:db8:1111:2222:3333:4444:5555:7777", 61001 },
	{ "2001:db8::1", 5353, NULL, 0 },
	{ "fe80::1%lo", 546, NULL, 0 },
	{ "fe80::1%lo", 6106, "fe80::1%lo", 6107 },
};

static void send_to(int fd, const char *host, int port, int bytes, int flags)
{
	static const char data[1400];
	struct addr a = at(host, port);

	check(sendto(fd, data, bytes, flags, &a.sa, a.len), "sendto");
}

/* One datagram waits to be read, one (corked) to be sent. */
static void waiting(const char *host, int port, int protocol)
{
	int cork = 1;
	int fd = bound(host, port, SOCK_DGRAM, protocol);

	send_to(fd, host, port, 1000, 0);
	fd = bound(host, port + 1, SOCK_DGRAM, protocol);
	check(setsockopt(fd, protocol, UDP_CORK, &cork, sizeof cork), "UDP_CORK");
	send_to(fd, host, port, 300, MSG_MORE);
}

static void all_datagrams(int protocol)
{
	for (size_t i = 0; i < sizeof datagrams / sizeof *datagrams; i++)
		if (datagrams[i].to)
			tied(datagrams[i].host, datagrams[i].port, datagrams[i].to,
			     datagrams[i].to_port, SOCK_DGRAM, protocol);
		else
			bound(datagrams[i].host, datagrams[i].port, SOCK_DGRAM, protocol);
	waiting("127.0.0.8", 6200, protocol);
	waiting("::1", 6210, protocol);
}

void udp(void)
{
	all_datagrams(IPPROTO_UDP);
}

void udplite(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE);

	if (fd < 0)	/* gone from kernels of the 7 series */
		return;
	close(fd);
	all_datagrams(IPPROTO_UDPLITE);
}

static const struct {
	const char *host, *to;
	int protocol;
} raws[] = {
	{ "0.0.0.0", NULL, IPPROTO_ICMP },
	{ "127.0.0.1", NULL, IPPROTO_TCP },
	{ "0.0.0.0", NULL, IPPROTO_RAW },
	{ "127.0.0.1", "127.0.0.1", IPPROTO_GRE },
	{ "0.0.0.0", NULL, 253 },
	{ "192.168.100.200", "192.168.100.200", IPPROTO_UDP },
	{ "::", NULL, IPPROTO_ICMPV6 },
	{ "::1", NULL, IPPROTO_UDP },
	{ "::1", "2001:db8::1", 253 },
	{ "::", NULL, IPPROTO_RAW },
	{ "fe80::1%lo", NULL, 89 },
	{ "2001:db8:1111:2222:3333:4444:5555:6666",
	  "2001:db8:1111:2222:3333:4444:5555:7777", IPPROTO_ICMPV6 },
};

/* Its own datagram of protocol 254 comes back and stays unread. */
static void raw_waiting(void)
{
	int fd = bound("127.0.0.8", 0, SOCK_RAW, 254);

	send_to(fd, "127.0.0.8", 0, 500, 0);
}

void raw(void)
{
	for (size_t i = 0; i < sizeof raws / sizeof *raws; i++) {
		int fd = bound(raws[i].host, 0, SOCK_RAW, raws[i].protocol);

		drop_all(fd);
		if (raws[i].to) {
			struct addr a = at(raws[i].to, 0);

			check(connect(fd, &a.sa, a.len), raws[i].to);
		}
	}
	raw_waiting();
}
