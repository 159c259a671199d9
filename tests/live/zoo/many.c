/* SPDX-License-Identifier: 0BSD */
/*
 * A crowd: N TCP sockets, a hundredth of them listeners, the others the two
 * ends of connections.  Each process holds a limited number, because of the
 * descriptor limit.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "zoo.h"

enum { PAIRS = 49, PER_ROOM = 2 * PAIRS + 1 };

/*
 * Room n of the crowd: one listener and its connections, all on one address of
 * 127.0.0.0/8.  An even number takes a second listener.
 */
static void room(int n, int sockets)
{
	char host[32];
	int l;

	snprintf(host, sizeof host, "127.%d.%d.1", 1 + n / 250, 1 + n % 250);
	l = tcp_listen(host, 8000, PAIRS);
	for (int i = 0; i < (sockets - 1) / 2; i++)
		tcp_pair(l, host, 10000 + i, host, 8000);
	if (sockets % 2 == 0)
		tcp_listen(host, 8001, 1);
}

static int rooms_per_process(void)
{
	struct rlimit r;
	int n;

	check(getrlimit(RLIMIT_NOFILE, &r), "getrlimit");
	r.rlim_cur = r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
	n = (r.rlim_max > 20000 ? 20000 : (int)r.rlim_max) / 100 - 1;
	return n > 0 ? n : 1;
}

static void crowd_child(int first, int rooms, int sockets, int report)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int n = first; n < first + rooms && sockets > 0; n++, sockets -= PER_ROOM)
		room(n, sockets < PER_ROOM ? sockets : PER_ROOM);
	check(write(report, "", 1), "report");
	for (;;)
		pause();
}

void many(int n)
{
	int per = rooms_per_process();
	int ends[2];
	char c;

	check(pipe(ends), "pipe");
	for (int first = 0; n > 0; first += per, n -= per * PER_ROOM) {
		pid_t pid = fork();

		check(pid, "fork");
		if (!pid)
			crowd_child(first, per, n, ends[1]);
		if (read(ends[0], &c, 1) != 1)
			die("crowd");
	}
}
