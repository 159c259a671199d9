/* SPDX-License-Identifier: 0BSD */
/*
 * What no option of an applet asks for alone of the netlink source:
 *
 *   diag rows TABLE          a line a socket: what struct sock holds
 *   diag filter <EXPRESSIONS makes sockets, and holds what the kernel lets through against expression_matches
 *   diag copy TABLE FILE     the same, and the messages into FILE
 *   diag replay FILE         the rows of such a file
 *   diag events              makes connections, and prints those that the kernel says are gone
 *   diag destroy             makes a connection, has it destroyed, and says what became of it
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag-bytecode.h"

static const struct {
	struct table table;
	const struct diag_kind *kind;
} tables[] = {
	{ { "tcp", PROTOCOL_TCP, AF_INET, false }, &diag_inet },
	{ { "tcp6", PROTOCOL_TCP, AF_INET6, false }, &diag_inet },
	{ { "udp", PROTOCOL_UDP, AF_INET, false }, &diag_inet },
	{ { "udp6", PROTOCOL_UDP, AF_INET6, false }, &diag_inet },
	{ { "both", PROTOCOL_TCP, 0, false }, &diag_inet },
	{ { "raw", PROTOCOL_RAW, AF_INET, false }, &diag_inet },
	{ { "mptcp", PROTOCOL_MPTCP, AF_INET, false }, &diag_inet },
	{ { "sctp", PROTOCOL_SCTP, AF_INET, false }, &diag_inet },
	{ { "dccp", PROTOCOL_DCCP, AF_INET, false }, &diag_inet },
	{ { "unix", PROTOCOL_UNIX, AF_UNIX, false }, &diag_unix },
	{ { "packet", PROTOCOL_PACKET, AF_PACKET, false }, &diag_packet },
	{ { "netlink", PROTOCOL_NETLINK, AF_NETLINK, false }, &diag_netlink },
	{ { "vsock", PROTOCOL_VSOCK, AF_VSOCK, false }, &diag_vsock },
	{ { "tipc", PROTOCOL_TIPC, AF_TIPC, false }, &diag_tipc },
	{ { "xdp", PROTOCOL_XDP, AF_XDP, false }, &diag_xdp },
};

static struct context where;

static void print_end(const char *which, const struct sock *s, const struct endpoint *e)
{
	char text[64];

	if (s->family == AF_INET || s->family == AF_INET6)
		inet_ntop(s->family, e->address, text, sizeof text);
	else
		snprintf(text, sizeof text, "%02x%02x%02x%02x", e->address[0], e->address[1], e->address[2], e->address[3]);
	printf(" %s=%s:%u", which, text, e->port);
}

static int print(void *ctx, const struct sock *s)
{
	(void)ctx;
	printf("protocol=%u family=%u state=%u type=%u", s->protocol, s->family, s->state, s->type);
	print_end("local", s, &s->local);
	print_end("peer", s, &s->peer);
	printf(" queues=%u/%u uid=%u inode=%lu interface=%u mark=%u cookie=%d with_peer=%d flags=%x path=",
	       s->receive_queue, s->send_queue, s->uid, (unsigned long)s->inode, s->interface, s->mark,
	       s->cookie != 0, s->peer_inode != 0, s->flags);
	for (size_t i = 0; i < s->path_length; i++)
		printf(s->path[i] > ' ' && s->path[i] < 127 ? "%c" : "\\x%02x", (unsigned char)s->path[i]);
	printf("\n");
	return 0;
}

static int told(int answer)
{
	if (answer < 0)
		printf("no: %s\n", strerror(errno));
	return answer < 0 || where.faults.count;
}

/* What is received goes to `copy` as well, unless that is null. */
static int rows(const char *name, struct out *copy)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		struct wanted w = { .kind = tables[i].kind, .copy = copy };

		if (!strcmp(tables[i].table.name, name))
			return told(diag_read(&tables[i].table, &w, print, 0, &where));
	}
	return 2;
}

static int copy(const char *name, const char *file)
{
	static char buffer[4096];
	struct out o;

	out_open(&o, open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600), buffer, sizeof buffer);
	return rows(name, &o) || out_flush(&o);
}

static void *address(int family, const char *host, int port, socklen_t *length)
{
	static struct sockaddr_storage s;
	struct sockaddr_in *v4 = (void *)&s;
	struct sockaddr_in6 *v6 = (void *)&s;

	memset(&s, 0, sizeof s);
	s.ss_family = family;
	v4->sin_port = htons(port);
	inet_pton(family, host, family == AF_INET6 ? (void *)&v6->sin6_addr : (void *)&v4->sin_addr);
	if (family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr))
		v6->sin6_scope_id = 1;
	*length = family == AF_INET6 ? sizeof *v6 : sizeof *v4;
	return &s;
}

/* A socket at one of these addresses and ports, bound to lo or not, marked or not; some listen, some have a peer. */
static void make_socket(int family, const char *const *hosts, int n)
{
	static const uint16_t ports[] = { 0, 1, 22, 53, 80, 443, 631, 5000, 8000, 8500, 8999, 9000, 32767, 32768, 40000, 60999, 61000, 65535 };
	int type = rand() % 2 ? SOCK_STREAM : SOCK_DGRAM, fd = socket(family, type, 0), one = 1, mark = rand() % 4;
	socklen_t length;
	void *a;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	setsockopt(fd, SOL_IP, IP_FREEBIND, &one, sizeof one);
	setsockopt(fd, SOL_IPV6, 78 /* IPV6_FREEBIND */, &one, sizeof one);
	setsockopt(fd, SOL_SOCKET, SO_MARK, &mark, sizeof mark);
	if (rand() % 3 == 0)
		setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
	a = address(family, hosts[rand() % n], ports[rand() % ARRAY_SIZE(ports)], &length);
	if (bind(fd, a, length) || (type == SOCK_STREAM && listen(fd, 1))) {
		close(fd);
		return;
	}
	a = address(family, hosts[rand() % n], ports[rand() % ARRAY_SIZE(ports)], &length);
	if (type == SOCK_DGRAM && rand() % 2 && connect(fd, a, length))
		close(fd);
}

static void make_sockets(void)
{
	static const char *const v4[] = { "0.0.0.0", "127.0.0.1", "127.0.0.2", "10.0.0.1", "10.0.1.2", "10.1.0.1", "192.168.1.1", "192.168.1.129", "8.8.8.8" };
	static const char *const v6[] = { "::", "::1", "fe80::1", "2001:db8::1", "2001:db8:0:1::1", "2001:db8:8000::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:192.168.1.129" };

	srand(1);
	for (int i = 0; i < 150; i++) {
		make_socket(AF_INET, v4, ARRAY_SIZE(v4));
		make_socket(AF_INET6, v6, ARRAY_SIZE(v6));
	}
}

struct chosen {
	const struct expression *e;
	size_t count, inodes;
};

/* Sums of inodes tell sets apart well enough. */
static int choose(void *ctx, const struct sock *s)
{
	struct chosen *c = ctx;

	if (c->e && !expression_matches(c->e, s))
		return 0;
	c->count++;
	c->inodes += s->inode * s->inode;
	return 0;
}

/* 1 when the kernel chooses others than we do. The kernel must take the program: then it is not asked without. */
static int compare(const struct expression *e, size_t *filtered)
{
	static uint8_t code[DIAG_BYTECODE];
	size_t length = diag_bytecode(e, code);
	int wrong = 0;

	for (int i = 0; i < 4; i++) {
		struct wanted plain = { .kind = &diag_inet }, helped = { .kind = &diag_inet, .code = code, .code_length = length };
		struct chosen ours = { e, 0, 0 }, kernels = { 0, 0, 0 };

		if (!length)
			helped.code = 0;
		if (diag_read(&tables[i].table, &plain, choose, &ours, &where) || diag_read(&tables[i].table, &helped, choose, &kernels, &where))
			return 1;
		wrong |= ours.count != kernels.count || ours.inodes != kernels.inodes;
		*filtered += ours.count;
	}
	return wrong;
}

static int filter(void)
{
	static struct expression e;
	char line[8192], *words[8192];
	size_t right = 0, wrong = 0, matches = 0;

	make_sockets();
	while (fgets(line, sizeof line, stdin)) {
		char kept[8192];
		size_t n = 0;

		line[strcspn(line, "\n")] = '\0';
		strcpy(kept, line);
		for (char *word = strtok(line, "\t"); word; word = strtok(0, "\t"))
			words[n++] = word;
		words[n] = 0;
		memset(&e, 0, sizeof e);
		e.where = &where;
		if (expression_parse(&e, words))
			continue;
		if (compare(&e, &matches)) {
			wrong++;
			printf("differs: %s\n", kept);
		} else {
			right++;
		}
	}
	printf("%zu alike, %zu not\n", right, wrong);
	return wrong || where.faults.count || matches < right;
}

/* A connection over lo: its ends. */
static void make_connection(int fd[2])
{
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t length;
	struct sockaddr_in *a = address(AF_INET, "127.0.0.1", 0, &length);

	fd[0] = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(listener, (void *)a, length) || listen(listener, 1) || getsockname(listener, (void *)a, &length) ||
	    connect(fd[0], (void *)a, length) || (fd[1] = accept(listener, 0, 0)) < 0)
		exit(2);
	close(listener);
}

static int print_and_stop(void *ctx, const struct sock *s)
{
	return print(ctx, s), fflush(stdout), 1;
}

static int events(void)
{
	pid_t child = fork();
	int bad;

	if (!child) {
		for (int i = 0; i < 1000; i++) {
			struct linger reset = { 1, 0 };
			int fd[2];

			make_connection(fd);
			setsockopt(fd[0], SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
			close(fd[0]);
			close(fd[1]);
			usleep(10000);
		}
		_exit(0);
	}
	bad = told(diag_events(15, print_and_stop, 0, &where));
	kill(child, SIGTERM);
	return bad;
}

static int destroy_first(void *ctx, const struct sock *s)
{
	int error = diag_destroy(s);

	(void)ctx;
	printf("destroyed: %s, and again: %s\n", strerror(error), strerror(diag_destroy(s)));
	return 1;
}

static int destroy(void)
{
	struct wanted w = { .kind = &diag_inet, .states = 1 << STATE_ESTABLISHED };
	int fd[2];
	char c;

	make_connection(fd);
	if (told(diag_read(&tables[0].table, &w, destroy_first, 0, &where)))
		return 1;
	printf("ends: %s, ", read(fd[0], &c, 1) < 0 ? strerror(errno) : "whole");
	printf("%s\n", read(fd[1], &c, 1) < 0 ? strerror(errno) : "whole");
	return 0;
}

int main(int argc, char **argv)
{
	context_open(&where);
	applet_name = "diag";
	if (argc == 2 && !strcmp(argv[1], "filter"))
		return filter();
	if (argc == 2 && !strcmp(argv[1], "events"))
		return events();
	if (argc == 2 && !strcmp(argv[1], "destroy"))
		return destroy();
	if (argc == 3 && !strcmp(argv[1], "rows"))
		return rows(argv[2], 0);
	if (argc == 4 && !strcmp(argv[1], "copy"))
		return copy(argv[2], argv[3]);
	if (argc == 3 && !strcmp(argv[1], "replay"))
		return told(diag_replay(argv[2], print, 0, &where));
	return 2;
}
