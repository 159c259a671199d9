/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets that have something to say for themselves: congestion controls, keys, marks, memory, filters, rings.
 * What this kernel lacks is left out.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "zoo.h"

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif

static void set(int fd, int level, int option, int value)
{
	setsockopt(fd, level, option, &value, sizeof value);
}

static void talk(struct pair p, size_t bytes)
{
	char data[4000] = "";

	for (; bytes; bytes -= bytes < sizeof data ? bytes : sizeof data)
		check(write(p.client, data, bytes < sizeof data ? bytes : sizeof data), "write");
	nap(20);
	check(read(p.server, data, sizeof data), "read");
	check(write(p.server, data, 100), "write");
	check(read(p.client, data, sizeof data), "read");
}

/* A connection for each congestion control there is. */
static void congestion(void)
{
	char names[256] = "reno", *rest = names, *name;
	FILE *f = fopen("/proc/sys/net/ipv4/tcp_available_congestion_control", "r");
	int port = 2100;

	if (f) {
		if (!fgets(names, sizeof names, f))
			strcpy(names, "reno");
		fclose(f);
	}
	while ((name = strsep(&rest, " \n"))) {
		struct pair p;
		int l;

		if (!*name)
			continue;
		l = tcp_listen("127.0.0.1", port, 4);
		setsockopt(l, IPPROTO_TCP, TCP_CONGESTION, name, strlen(name));
		p = tcp_pair(l, "127.0.0.1", 0, "127.0.0.1", port);
		setsockopt(p.client, IPPROTO_TCP, TCP_CONGESTION, name, strlen(name));
		talk(p, 30000);
		port++;
	}
}

static void key(int fd, const char *host, int prefix, const char *text)
{
	struct { struct tcp_md5sig md5; } k = { 0 };
	struct addr a = at(host, 0);

	memcpy(&k.md5.tcpm_addr, &a.sa, a.len);
	k.md5.tcpm_flags = TCP_MD5SIG_FLAG_PREFIX;
	k.md5.tcpm_prefixlen = prefix;
	k.md5.tcpm_keylen = strlen(text);
	memcpy(k.md5.tcpm_key, text, strlen(text));
	setsockopt(fd, IPPROTO_TCP, TCP_MD5SIG_EXT, &k, sizeof k);
}

static void keys(void)
{
	int l = tcp_listen("127.0.0.1", 2200, 1);

	key(l, "10.0.0.0", 8, "plain");
	key(l, "127.0.0.9", 32, "k e,y\\=\"\377\001");
	key(tcp_listen("::1", 2200, 1), "2001:db8::", 32, "six");
}

static void marks(void)
{
	int l = tcp_listen("127.0.0.1", 2201, 7);
	struct pair p;

	set(l, SOL_SOCKET, SO_MARK, 0x55);
	set(l, IPPROTO_IP, IP_TOS, 0x10);
	set(l, SOL_SOCKET, SO_PRIORITY, 3);
	setsockopt(l, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
	p = tcp_pair(l, "127.0.0.1", 0, "127.0.0.1", 2201);
	set(p.client, IPPROTO_IP, IP_RECVERR, 1);
	set(p.client, IPPROTO_IP, IP_FREEBIND, 1);
	set(p.client, IPPROTO_IP, IP_TRANSPARENT, 1);
	set(p.client, IPPROTO_IP, IP_MULTICAST_LOOP, 0);
	set(p.client, IPPROTO_IP, 24 /* IP_BIND_ADDRESS_NO_PORT */, 1);
	l = tcp_listen("::1", 2202, 7);
	set(l, IPPROTO_IPV6, IPV6_TCLASS, 0x28);
	p = tcp_pair(l, "::1", 0, "::1", 2202);
	check(shutdown(p.client, SHUT_RD), "shutdown");
	bound("127.0.0.1", 2203, SOCK_STREAM, 0);
	bound("::1", 2203, SOCK_STREAM, 0);
	set(bound("127.0.0.1", 2204, SOCK_DGRAM, 0), SOL_SOCKET, SO_RCVBUF, 9999);
	bound("::1", 2204, SOCK_DGRAM, 0);
}

static void only_inet6(int port, int only)
{
	struct addr a = at("::", port);
	int fd = new_socket(&a, SOCK_STREAM, 0);

	set(fd, IPPROTO_IPV6, IPV6_V6ONLY, only);
	check(bind(fd, &a.sa, a.len), "bind");
	check(listen(fd, 3), "listen");
}

/* What is sent is never acknowledged, what is received is never read. */
static void losses(void)
{
	int l = tcp_listen("127.0.0.1", 2205, 7);
	struct pair p = tcp_pair(l, "127.0.0.1", 0, "127.0.0.1", 2205);
	char data[5000] = "";

	check(write(p.server, data, sizeof data), "write");
	drop_all(p.server);
	check(write(p.client, data, sizeof data), "write");
}

static void multipath(void)
{
	struct addr a = at("127.0.0.1", 2206);
	int l = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP), c;

	if (l < 0)
		return;
	check(bind(l, &a.sa, a.len), "bind");
	check(listen(l, 3), "listen");
	c = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
	check(connect(c, &a.sa, a.len), "connect");
	talk((struct pair){ c, accept(l, 0, 0) }, 500);
}

static void tls(void)
{
	struct pair p = tcp_pair(tcp_listen("127.0.0.1", 2207, 1), "127.0.0.1", 0, "127.0.0.1", 2207);

	setsockopt(p.client, IPPROTO_TCP, 31 /* TCP_ULP */, "tls", 3);
}

static void rings(void)
{
	struct sockaddr_ll lo = { .sll_family = AF_PACKET, .sll_protocol = htons(3), .sll_ifindex = 1 };
	struct sock_filter code[] = { { 0x28, 0, 0, 12 }, { 0x15, 0, 1, 0x800 }, { 6, 0, 0, 65535 }, { 6, 0, 0, 0 } };
	struct sock_fprog program = { 4, code };
	struct tpacket_req3 r3 = { 16384, 4, 2048, 32, 60, 0, 0 };
	struct tpacket_req r1 = { 4096, 2, 2048, 4 };
	int version = TPACKET_V3;

	for (int type = 0; type < 6; type++) {
		int fd = socket(AF_PACKET, SOCK_DGRAM, 0), fanout = (7 + type) | type << 16;

		check(fd, "packet socket");
		check(bind(fd, (struct sockaddr *)&lo, sizeof lo), "bind");
		setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
		setsockopt(fd, SOL_PACKET, PACKET_FANOUT, &fanout, sizeof fanout);
	}
	for (int i = 0; i < 2; i++) {
		int fd = socket(AF_PACKET, SOCK_RAW, 0);

		check(fd, "packet socket");
		set(fd, SOL_PACKET, i ? PACKET_AUXDATA : PACKET_VNET_HDR, 1);
		set(fd, SOL_PACKET, PACKET_ORIGDEV, i);
		if (i) {
			setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version);
			setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &r3, sizeof r3);
		} else {
			setsockopt(fd, SOL_PACKET, PACKET_TX_RING, &r1, sizeof r1);
			setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &r1, sizeof r1);
		}
	}
}

static void local(void)
{
	int l = unix_at(SOCK_STREAM, "options.listener", 16), two[2];
	struct addr a = { .un = { AF_UNIX, "options.listener" }, .len = sizeof a.un };

	check(listen(l, 5), "listen");
	for (int i = 0; i < 3; i++)
		check(connect(socket(AF_UNIX, SOCK_STREAM, 0), &a.sa, a.len), "connect");
	for (int how = 0; how < 3; how++) {
		check(socketpair(AF_UNIX, how == 2 ? SOCK_SEQPACKET : SOCK_STREAM, 0, two), "socketpair");
		check(shutdown(two[0], how), "shutdown");
		if (how == SHUT_RD)
			check(write(two[0], "xyz", 3), "write");
	}
	unix_at(SOCK_DGRAM, "options.datagram", 16);
}

void options(void)
{
	congestion();
	keys();
	marks();
	only_inet6(2208, 0);
	only_inet6(2209, 1);
	multipath();
	tls();
	rings();
	local();
	losses();
}
