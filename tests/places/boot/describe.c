/* SPDX-License-Identifier: 0BSD */
/*
 * Says what sockets are, without /proc and netlink: those that a process holds by getsockname, SO_PEERNAME,
 * TCP_INFO, SO_MEMINFO, SIOCINQ, SIOCOUTQ and fstat, the few that none holds by what was done to make them.
 *
 *	made PROTO RECV-Q SEND-Q LOCAL PEER STATE UID INODE PID/PROGRAM FD BACKLOG
 *	made unix REFERENCES FLAGS TYPE STATE INODE PID/PROGRAM PATH FD BACKLOG
 *
 * in netstat's words, `_` for an empty column.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

#define PROGRAM "init" /* our name in a table */

enum { SO_PEERNAME_ = 28, SO_MEMINFO_ = 55, MEMINFO_WORDS = 9 };

/* A socket as getsockopt has it. */
struct facts {
	int fd, type, protocol, accepts;
	struct tcp_info tcp;
	uint32_t memory[MEMINFO_WORDS]; /* how much was received and sent, and four more (linux/sock_diag.h) */
	struct addr local, peer;
	struct stat st;
};

static int option(int fd, int name)
{
	int value = 0;
	socklen_t len = sizeof value;

	getsockopt(fd, SOL_SOCKET, name, &value, &len);
	return value;
}

/* SO_PEERNAME also knows whom a socket still tries to reach, but wants just the length of an address. */
static void peer_of(int fd, struct addr *a, int family)
{
	socklen_t len = family == AF_INET6 ? sizeof a->in6 : sizeof a->in;

	if (family == AF_UNIX) {
		len = sizeof a->un;
		if (getpeername(fd, &a->sa, &len) == 0)
			a->len = len;
	} else if (getsockopt(fd, SOL_SOCKET, SO_PEERNAME_, a, &len) == 0) {
		a->len = len;
	}
	a->sa.sa_family = family;
}

static void learn(struct facts *f, int fd)
{
	socklen_t len;

	memset(f, 0, sizeof *f);
	f->fd = fd;
	f->type = option(fd, SO_TYPE);
	f->protocol = option(fd, SO_PROTOCOL);
	f->accepts = option(fd, SO_ACCEPTCONN);
	check(fstat(fd, &f->st), "fstat");
	f->local.len = sizeof f->local.un;
	check(getsockname(fd, &f->local.sa, &f->local.len), "getsockname");
	peer_of(fd, &f->peer, f->local.sa.sa_family);
	len = sizeof f->tcp;
	if (f->protocol == IPPROTO_TCP)
		check(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &f->tcp, &len), "TCP_INFO");
	len = sizeof f->memory;
	check(getsockopt(fd, SOL_SOCKET, SO_MEMINFO_, f->memory, &len), "SO_MEMINFO");
}

static void put_end(const struct addr *a)
{
	char text[INET6_ADDRSTRLEN];
	int six = a->sa.sa_family == AF_INET6;
	int port = ntohs(six ? a->in6.sin6_port : a->in.sin_port);

	inet_ntop(a->sa.sa_family, six ? (const void *)&a->in6.sin6_addr : &a->in.sin_addr, text, sizeof text);
	printf(port ? " %s:%d" : " %s:*", text, port);
}

static void put_protocol(int protocol, int family)
{
	printf("made %s%s", protocol == IPPROTO_TCP ? "tcp" : protocol == IPPROTO_UDP ? "udp" :
		protocol == IPPROTO_UDPLITE ? "udpl" : "raw", family == AF_INET6 ? "6" : "");
}

static const char *tcp_name(int state)
{
	static const char *const names[] = {
		[TCP_ESTABLISHED] = "ESTABLISHED", [TCP_SYN_SENT] = "SYN_SENT", [TCP_FIN_WAIT1] = "FIN_WAIT1",
		[TCP_FIN_WAIT2] = "FIN_WAIT2", [TCP_CLOSE_WAIT] = "CLOSE_WAIT", [TCP_LAST_ACK] = "LAST_ACK",
		[TCP_LISTEN] = "LISTEN", [TCP_CLOSING] = "CLOSING",
	};

	return names[state];
}

/* The system calls leave out the SYN and the FIN, which the tables count as a byte each. */
static void put_tcp_queues(const struct facts *f)
{
	int received = 0, sent = 0, state = f->tcp.tcpi_state;

	if (state == TCP_LISTEN) {
		printf(" %u 0", f->tcp.tcpi_unacked);
		return;
	}
	ioctl(f->fd, FIONREAD, &received);
	ioctl(f->fd, TIOCOUTQ, &sent);
	received += state == TCP_CLOSE_WAIT || state == TCP_LAST_ACK || state == TCP_CLOSING;
	sent += state == TCP_SYN_SENT;
	printf(" %d %d", received, sent);
}

static const char *inet_state(const struct facts *f)
{
	if (f->protocol == IPPROTO_TCP)
		return tcp_name(f->tcp.tcpi_state);
	if (f->type == SOCK_RAW)
		return "7";
	return f->peer.len ? "ESTABLISHED" : "_";
}

static void describe_inet(const struct facts *f)
{
	put_protocol(f->protocol, f->local.sa.sa_family);
	if (f->protocol == IPPROTO_TCP)
		put_tcp_queues(f);
	else
		printf(" %u %u", f->memory[0], f->memory[2]);
	put_end(&f->local);
	put_end(&f->peer);
	printf(" %s %d %lu %d/%s %d %d\n", inet_state(f), (int)f->st.st_uid, (unsigned long)f->st.st_ino,
		(int)getpid(), PROGRAM, f->fd, f->accepts ? (int)f->tcp.tcpi_sacked : 0);
}

static void put_path(const struct addr *a)
{
	int n = (int)a->len - (int)offsetof(struct sockaddr_un, sun_path);
	const char *path = a->un.sun_path;

	if (n <= 0)
		printf(" _");
	else if (!*path)
		printf(" @%.*s", n - 1, path + 1);
	else
		printf(" %.*s", n, path);
}

static void describe_unix(const struct facts *f)
{
	const char *type = f->type == SOCK_STREAM ? "STREAM" : f->type == SOCK_DGRAM ? "DGRAM" : "SEQPACKET";

	printf("made unix %d %s %s %s %lu %d/%s", f->peer.len ? 3 : 2, f->accepts ? "[ACC]" : "[]", type,
		f->accepts ? "LISTENING" : f->peer.len ? "CONNECTED" : "_", (unsigned long)f->st.st_ino,
		(int)getpid(), PROGRAM);
	put_path(&f->local);
	printf(" %d %d\n", f->fd, f->accepts ? 7 : 0);
}

void describe_all(void)
{
	struct stat st;
	struct facts f;

	for (int fd = 3; fd < DESCRIPTORS; fd++) {
		if (fstat(fd, &st) < 0 || !S_ISSOCK(st.st_mode))
			continue;
		learn(&f, fd);
		if (f.local.sa.sa_family == AF_UNIX)
			describe_unix(&f);
		else
			describe_inet(&f);
	}
}

void describe_orphan(const char *host, int port, const char *to, int to_port, const char *state)
{
	struct addr a = at(host, port), b = at(to, to_port);

	put_protocol(IPPROTO_TCP, a.sa.sa_family);
	printf(" 0 0");
	put_end(&a);
	put_end(&b);
	printf(" %s 0 0 - 0 0\n", state);
}
