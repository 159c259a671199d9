/* SPDX-License-Identifier: 0BSD */
/*
 * The ground the zoo stands on: lo, its addresses, and sockets bound to them.
 * Numeric addresses only, so that the zoo needs no file of the machine.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "zoo.h"

/* What SIOCSIFADDR takes for IPv6 (linux/ipv6.h, which clashes with libc). */
struct in6_request {
	struct in6_addr addr;
	unsigned prefix;
	int ifindex;
};

void lo_up(void)
{
	struct ifreq r = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	check(fd, "socket");
	check(ioctl(fd, SIOCGIFFLAGS, &r), "SIOCGIFFLAGS");
	r.ifr_flags |= IFF_UP;
	check(ioctl(fd, SIOCSIFFLAGS, &r), "SIOCSIFFLAGS");
	close(fd);
}

/* An alias (lo:1, ...) holds one further IPv4 address. */
static void add4(const char *alias, const char *host)
{
	struct addr a = at(host, 0);
	struct ifreq r = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	strcpy(r.ifr_name, alias);
	memcpy(&r.ifr_addr, &a.in, sizeof a.in);
	check(ioctl(fd, SIOCSIFADDR, &r), host);
	close(fd);
}

/* The kernel lets a new IPv6 address be used a little later. */
static void await_address(const char *host)
{
	struct addr a = at(host, 0);
	int fd = new_socket(&a, SOCK_DGRAM, 0);

	for (int i = 0; bind(fd, &a.sa, a.len) < 0; i++) {
		if (errno != EADDRNOTAVAIL || i == 2000)
			die(host);
		nap(1);
	}
	close(fd);
}

static void add6(const char *host, int prefix)
{
	struct in6_request r = { at(host, 0).in6.sin6_addr, prefix, if_nametoindex("lo") };
	int fd = socket(AF_INET6, SOCK_DGRAM, 0);

	check(fd, "socket");
	if (ioctl(fd, SIOCSIFADDR, &r) < 0 && errno != EEXIST)
		die(host);
	close(fd);
	await_address(host);
}

void addresses(void)
{
	add4("lo:1", "192.168.100.200");
	add6("2001:db8::1", 128);
	add6("2001:db8:1111:2222:3333:4444:5555:6666", 128);
	add6("2001:db8:1111:2222:3333:4444:5555:7777", 128);
	add6("fe80::1%lo", 64);
}

/* The address of a numeric host: IPv4, or IPv6 with an optional %DEVICE. */
struct addr at(const char *host, int port)
{
	struct addr a;
	char text[64];
	char *dev;

	memset(&a, 0, sizeof a);
	if (inet_pton(AF_INET, host, &a.in.sin_addr) == 1) {
		a.in.sin_family = AF_INET;
		a.in.sin_port = htons(port);
		a.len = sizeof a.in;
		return a;
	}
	strcpy(text, host);
	dev = strchr(text, '%');
	if (dev)
		*dev++ = 0;
	if (inet_pton(AF_INET6, text, &a.in6.sin6_addr) != 1)
		die(host);
	a.in6.sin6_family = AF_INET6;
	a.in6.sin6_port = htons(port);
	a.in6.sin6_scope_id = dev ? if_nametoindex(dev) : 0;
	a.len = sizeof a.in6;
	return a;
}

int new_socket(const struct addr *a, int type, int protocol)
{
	int one = 1;
	int fd = socket(a->sa.sa_family, type | SOCK_CLOEXEC, protocol);

	check(fd, "socket");
	if (type == SOCK_STREAM)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	return fd;
}

int bound(const char *host, int port, int type, int protocol)
{
	struct addr a = at(host, port);
	int fd = new_socket(&a, type, protocol);

	check(bind(fd, &a.sa, a.len), host);
	return fd;
}

/* Bound to one address and connected to another. */
int tied(const char *host, int port, const char *to, int to_port, int type, int protocol)
{
	struct addr a = at(to, to_port);
	int fd = bound(host, port, type, protocol);

	check(connect(fd, &a.sa, a.len), to);
	return fd;
}

/* From now on no packet that comes to this socket gets in: a firewall for one. */
void drop_all(int fd)
{
	struct sock_filter ret0 = BPF_STMT(BPF_RET | BPF_K, 0);
	struct sock_fprog prog = { 1, &ret0 };

	check(setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &prog, sizeof prog), "SO_ATTACH_FILTER");
}
