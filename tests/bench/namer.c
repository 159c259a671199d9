/* SPDX-License-Identifier: 0BSD */
/*
 * namer DELAY: a name server on 127.0.0.1:53 that answers each question after so many milliseconds, as many at a time as
 * come: every address has the name hDIGITS.test. It says `ready` when it is there, and ends with its standard input.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WAITING = 4096 };

/* An answer, and when it goes. All wait equally long, so they leave in the order in which they have come. */
struct answer {
	double due;
	struct sockaddr_in to;
	unsigned char bytes[300];
	size_t length;
};
static struct answer waiting[WAITING];
static unsigned long come, gone;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The question becomes its answer: one PTR record, whose name is the question's first label and another one. */
static void make(struct answer *a)
{
	unsigned char *p = a->bytes + a->length, *label = a->bytes + 12;
	unsigned length = *label > 50 ? 50 : *label;

	a->bytes[2] |= 0x80;
	a->bytes[7] = 1;
	memcpy(p, "\xc0\x0c\0\x0c\0\1\0\0\0\x3c\0", 11);
	p[11] = (unsigned char)(length + 8);
	p[12] = (unsigned char)(length + 1);
	p[13] = 'h';
	memcpy(p + 14, label + 1, length);
	memcpy(p + 14 + length, "\4test", 6);
	a->length += length + 20;
}

static void take(int fd, double delay)
{
	while (come - gone < WAITING) {
		struct answer *a = &waiting[come % WAITING];
		socklen_t size = sizeof(a->to);
		ssize_t n = recvfrom(fd, a->bytes, 200, MSG_DONTWAIT, (struct sockaddr *)&a->to, &size);

		if (n < 0)
			return;
		if (n < 17)
			continue;
		a->length = (size_t)n;
		a->due = now() + delay;
		make(a);
		come++;
	}
}

/* Milliseconds until the next one goes, -1 when none waits. */
static int give(int fd)
{
	while (come > gone) {
		struct answer *a = &waiting[gone % WAITING];
		double left = a->due - now();

		if (left > 0)
			return left < 0.001 ? 0 : (int)(left * 1000);
		sendto(fd, a->bytes, a->length, 0, (struct sockaddr *)&a->to, sizeof(a->to));
		gone++;
	}
	return -1;
}

int main(int argc, char **argv)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(53), .sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct pollfd ready[2] = { { .fd = socket(AF_INET, SOCK_DGRAM, 0), .events = POLLIN }, { .fd = 0, .events = POLLIN } };
	double delay = argc == 2 ? atof(argv[1]) / 1000 : 0;

	if (bind(ready[0].fd, (struct sockaddr *)&here, sizeof(here)) < 0) {
		perror("namer");
		return 1;
	}
	puts("ready");
	fflush(stdout);
	do {
		poll(ready, 2, give(ready[0].fd));
		if (ready[0].revents)
			take(ready[0].fd, delay);
	} while (!ready[1].revents);
	fprintf(stderr, "%lu questions\n", come);
	return 0;
}
