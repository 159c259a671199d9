/* SPDX-License-Identifier: 0BSD */
/*
 * Three illnesses for `socklet check': a program that does not accept, by TCP and by a unix socket, and a service for
 * inside that is open to all.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

static int listener(const struct sockaddr *at, socklen_t length, int backlog)
{
	int fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	check(fd, "socket");
	check(bind(fd, at, length), "bind");
	check(listen(fd, backlog), "listen");
	return fd;
}

/* So many clients that never are accepted; one that finds no room goes on trying, or is refused. */
static void clients(const struct sockaddr *to, socklen_t length, int count)
{
	while (count--) {
		int fd = socket(to->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

		check(fd, "socket");
		if (connect(fd, to, length) < 0 && errno != EINPROGRESS && errno != EAGAIN)
			die("connect");
	}
}

static struct sockaddr_in inet(uint32_t address, int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address) };
}

void sick(char **words)
{
	struct sockaddr_in slow = inet(INADDR_LOOPBACK, 8001), open = inet(INADDR_ANY, 6379);
	struct sockaddr_un path = { .sun_family = AF_UNIX, .sun_path = "/sick.sock" };

	(void)words;
	listener((void *)&slow, sizeof slow, 8);
	clients((void *)&slow, sizeof slow, 12);
	listener((void *)&path, sizeof path, 2);
	clients((void *)&path, sizeof path, 5);
	listener((void *)&open, sizeof open, 8);
	nap(200);
}
