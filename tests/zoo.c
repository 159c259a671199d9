/* SPDX-License-Identifier: 0BSD */
/*
 * The zoo: every kind of socket a table may have to show, made in the network
 * namespace it is started in.  It prints "ready", waits for the end of its
 * standard input, and is gone with its children.
 *
 *	zoo             the plain zoo: what any well-behaved machine may hold
 *	zoo hostile     the same and names chosen to break a terminal or a parser
 *	zoo many N      N TCP sockets, most of them in connections
 *
 * It wants a namespace of its own (`unshare -n`, or `unshare -Urn` for an
 * ordinary user: there all uids are one) and brings up lo and the addresses
 * it needs.  Unix paths are bound in a directory that is gone by "ready".
 */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "zoo/zoo.h"

static const struct scene {
	const char *name;
	void (*make)(void);
	int hostile;
} scenes[] = {
	{ "tcp listeners", tcp_listeners, 0 },
	{ "tcp states", tcp_states, 0 },
	{ "tcp orphans", tcp_orphans, 0 },
	{ "tcp queues", tcp_queues, 0 },
	{ "tcp timers", tcp_timers, 0 },
	{ "udp", udp, 0 },
	{ "udplite", udplite, 0 },
	{ "raw", raw, 0 },
	{ "unix sockets", unix_sockets, 0 },
	{ "unix states", unix_states, 0 },
	{ "netlink and packet", netlink_packet, 0 },
	{ "owners", owners, 0 },
	{ "hostile unix names", hostile_unix, 1 },
	{ "hostile program names", hostile_names, 1 },
};

static const char *stage = "start";

void die(const char *what)
{
	fprintf(stderr, "zoo: %s: %s: %s\n", stage, what, strerror(errno));
	exit(1);
}

void check(int ret, const char *what)
{
	if (ret < 0)
		die(what);
}

void nap(int ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&t, NULL);
}

static void empty_directory(void)
{
	DIR *d = opendir(".");
	struct dirent *e;

	if (!d)
		die("opendir");
	while ((e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			unlink(e->d_name);
	closedir(d);
}

static void play(int hostile)
{
	char dir[] = "/tmp/zoo.XXXXXX";

	if (!mkdtemp(dir) || chdir(dir))
		die(dir);
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		stage = scenes[i].name;
		if (hostile || !scenes[i].hostile)
			scenes[i].make();
	}
	stage = "end";
	nap(250);	/* the last delayed acknowledgement is out: queues stand still */
	empty_directory();
	check(chdir("/"), "chdir");
	check(rmdir(dir), dir);
}

static void wait_for_end(void)
{
	char c;

	puts("ready");
	fflush(stdout);
	while (read(0, &c, 1) > 0)
		;
}

int main(int argc, char **argv)
{
	int hostile = argc > 1 && !strcmp(argv[1], "hostile");

	if (argc > 1 && !strcmp(argv[1], "hold"))
		return hold(argv);
	signal(SIGPIPE, SIG_IGN);
	lo_up();
	addresses();
	if (argc > 2 && !strcmp(argv[1], "many"))
		many(atoi(argv[2]));
	else
		play(hostile);
	wait_for_end();
	return 0;
}
