/* SPDX-License-Identifier: 0BSD */
/*
 * spaces N SOCKETS: N network namespaces, each bound to a name in /run/netns as `ip netns` does it, with SOCKETS
 * sockets in each, half of them TCP listeners, half UDP. Held until stdin ends. One process holds as many namespaces as it
 * may have descriptors for; none is in any of them.
 *
 * Meant for namespaces of its own for mounts, with a tmpfs on /run/netns. When all are made it prints `ready N`.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SPARE_FDS = 32, FIRST_PORT = 9000 };

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void make_sockets(int count)
{
	for (int i = 0; i < count; i++) {
		struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(FIRST_PORT + i) };
		int fd = socket(AF_INET, i % 2 ? SOCK_DGRAM : SOCK_STREAM, 0);

		if (fd < 0 || bind(fd, (void *)&a, sizeof a) < 0 || (i % 2 == 0 && listen(fd, 5) < 0))
			die("spaces: socket");
	}
}

static void make_space(int number, int sockets)
{
	char path[64];
	int fd;

	if (unshare(CLONE_NEWNET) < 0)
		die("spaces: unshare");
	snprintf(path, sizeof path, "/run/netns/n%d", number);
	fd = open(path, O_CREAT | O_RDONLY, 0444);
	if (fd < 0 || close(fd) < 0 || mount("/proc/self/ns/net", path, "none", MS_BIND, 0) < 0)
		die(path);
	make_sockets(sockets);
}

/* Makes those of one process, and waits for the end. */
static void hold(int first, int count, int sockets, int home, int ready)
{
	char c;

	for (int i = first; i < first + count; i++)
		make_space(i, sockets);
	if (setns(home, CLONE_NEWNET) < 0 || write(ready, "x", 1) != 1)
		die("spaces: home");
	while (read(0, &c, 1) > 0)
		;
	_exit(0);
}

int main(int argc, char **argv)
{
	int n = argc == 3 ? atoi(argv[1]) : 0, sockets = argc == 3 ? atoi(argv[2]) : 0, each, ready[2], children = 0;
	int home = open("/proc/self/ns/net", O_RDONLY);
	struct rlimit lim;
	char c;

	if (n <= 0 || sockets <= 0 || home < 0 || pipe(ready) < 0 || getrlimit(RLIMIT_NOFILE, &lim) < 0)
		die("usage: spaces N SOCKETS");
	lim.rlim_cur = lim.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &lim) < 0)
		die("spaces: descriptor limit");
	each = (lim.rlim_cur > 20000 ? 20000 - SPARE_FDS : (int)lim.rlim_cur - SPARE_FDS) / sockets;
	for (int first = 0; first < n; first += each, children++)
		if (!fork())
			hold(first, n - first < each ? n - first : each, sockets, home, ready[1]);
	close(ready[1]);
	for (int i = 0; i < children; i++)
		if (read(ready[0], &c, 1) != 1)
			return 1;
	printf("ready %d\n", n);
	fflush(stdout);
	while (wait(0) > 0)
		;
	return 0;
}
