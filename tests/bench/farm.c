/* SPDX-License-Identifier: 0BSD */
/*
 * farm N [one]: N established TCP connections, both ends on this machine, held open until stdin ends.
 *
 * A process may hold only so many descriptors, and a connection takes two, so the work is spread over as
 * many children as that needs; with `one` a single child holds all, which takes root and at most fs.nr_open. Each child has one listener on all addresses at a port of its own and
 * connects to a new 127.x.y.z each time, which keeps the choice of a local port quick and gives the table
 * addresses of every width. One more listener is on port 22, for the lines that look for just that one.
 *
 * Meant for a network namespace of its own: it brings lo up itself. When all are made it prints
 * `ready CONNECTIONS PROCESSES` to stdout. Sockets are closed by reset, so that nothing lingers in TIME_WAIT.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SPARE_FDS = 32, FIRST_PORT = 8000 };

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void lo_up(void)
{
	struct ifreq ifr = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	if (fd < 0 || ioctl(fd, SIOCGIFFLAGS, &ifr) < 0)
		die("farm: lo");
	ifr.ifr_flags |= IFF_UP;
	if (ioctl(fd, SIOCSIFFLAGS, &ifr) < 0)
		die("farm: lo up");
	close(fd);
}

/* Raises the soft limit to the hard one and returns how many connections a process may hold. */
static long connections_each(long all_in_one)
{
	struct rlimit lim;

	if (getrlimit(RLIMIT_NOFILE, &lim) < 0)
		die("farm: descriptor limit");
	if (all_in_one)
		lim.rlim_max = (rlim_t)(2 * all_in_one + SPARE_FDS);
	lim.rlim_cur = lim.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &lim) < 0)
		die("farm: descriptor limit");
	if (all_in_one)
		return all_in_one;
	if (lim.rlim_cur > 20000)
		lim.rlim_cur = 20000;
	return ((long)lim.rlim_cur - SPARE_FDS) / 2;
}

static int tcp_socket(void)
{
	static const struct linger reset = { 1, 0 };
	static const int on = 1;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0)
		die("farm: socket");
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	return fd;
}

static int listener(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = tcp_socket();

	if (bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0 || listen(fd, 16) < 0)
		die("farm: listen");
	return fd;
}

/* The i-th address of 127.0.0.0/8, each once, in an order that mixes short and long ones; host order. */
static uint32_t loopback(long i)
{
	uint32_t x = (uint32_t)(1 + i % 250), y = (uint32_t)(i / 250 % 250), z = (uint32_t)(1 + (i * 7 + i / 62500) % 250);

	return 127u << 24 | x << 16 | y << 8 | z;
}

static void connect_pair(int lfd, int port, long i)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr = { htonl(loopback(i)) },
	};

	if (connect(tcp_socket(), (struct sockaddr *)&a, sizeof(a)) < 0)
		die("farm: connect");
	/* an accepted socket has its listener's SO_LINGER */
	if (accept(lfd, NULL, NULL) < 0)
		die("farm: accept");
}

static void hold(void)
{
	char c;

	while (read(0, &c, 1) > 0)
		;
}

/* Its connections are those from the number `first` on. */
static void child(int index, long first, long count, int done)
{
	int lfd = listener(FIRST_PORT + index);
	long i;

	if (index == 0)
		listener(22);
	for (i = 0; i < count; i++)
		connect_pair(lfd, FIRST_PORT + index, first + i);
	if (write(done, "", 1) != 1)
		die("farm: tell");
	close(done);
	hold();
	_exit(0);
}

static void spawn(int index, long first, long count, const int *done)
{
	pid_t pid = fork();

	if (pid < 0)
		die("farm: fork");
	if (pid)
		return;
	close(done[0]);
	child(index, first, count, done[1]);
}

/* A child that fails closes its end without its byte, so the count falls short at end of file. */
static void await(int fd, int children)
{
	char c;
	int n = 0;

	while (n < children && read(fd, &c, 1) == 1)
		n++;
	if (n == children)
		return;
	fprintf(stderr, "farm: %d of %d processes gave up\n", children - n, children);
	exit(1);
}

int main(int argc, char **argv)
{
	long total = argc == 2 || (argc == 3 && !strcmp(argv[2], "one")) ? atol(argv[1]) : 0, left, each;
	int done[2], children = 0;

	if (total < 1) {
		fputs("usage: farm CONNECTIONS [one]\n", stderr);
		return 2;
	}
	lo_up();
	each = connections_each(argc == 3 ? total : 0);
	if (pipe(done) < 0)
		die("farm: pipe");
	for (left = total; left > 0; left -= each, children++)
		spawn(children, total - left, left < each ? left : each, done);
	close(done[1]);
	await(done[0], children);
	printf("ready %ld %d\n", total, children);
	fflush(stdout);
	close(1);
	hold();
	while (wait(NULL) > 0)
		;
	return 0;
}
