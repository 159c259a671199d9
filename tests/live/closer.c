/* SPDX-License-Identifier: 0BSD */
/*
 * closer SECONDS RATE: connections over the loopback, port 7000, that end as soon as they are made: by a reset, for
 * a byte that was not read, so that none of them waits. Prints how many there were; both ends of each are
 * destroyed.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void one(int listener, const struct sockaddr_in *to)
{
	int c = socket(AF_INET, SOCK_STREAM, 0), s;

	if (connect(c, (const struct sockaddr *)to, sizeof *to)) {
		perror("connect");
		exit(1);
	}
	s = accept(listener, 0, 0);
	if (write(c, "x", 1) != 1)
		exit(1);
	close(s);
	close(c);
}

int main(int argc, char **argv)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(7000) };
	int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
	double start, seconds = argc > 1 ? atof(argv[1]) : 1, rate = argc > 2 ? atof(argv[2]) : 1000;
	long made = 0;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(listener, (struct sockaddr *)&to, sizeof to) || listen(listener, 100))
		return 1;
	for (start = now(); now() - start < seconds; made++) {
		while (made > (now() - start) * rate)
			usleep(500);
		one(listener, &to);
	}
	printf("%ld %.2f\n", made, now() - start);
	return 0;
}
