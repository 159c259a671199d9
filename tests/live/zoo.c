/* SPDX-License-Identifier: 0BSD */
/*
 * The zoo: every kind of socket a table may have to show, made in the network
 * namespace it is started in.  It prints "ready", waits for the end of its
 * standard input, and is gone with its children.
 *
 *	zoo             the plain zoo: what any well-behaved machine may hold
 *	zoo hostile     the same and names chosen to break a terminal or a parser
 *	zoo many N      N TCP sockets, most of them in connections
 *	zoo options     sockets with options set, for what ss tells of them
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
	enum { PLAIN, HOSTILE, OPTIONS } kind;
} scenes[] = {
	{ "tcp listeners", tcp_listeners, PLAIN },
	{ "tcp states", tcp_states, PLAIN },
	{ "tcp orphans", tcp_orphans, PLAIN },
	{ "tcp queues", tcp_queues, PLAIN },
	{ "tcp timers", tcp_timers, PLAIN },
	{ "udp", udp, PLAIN },
	{ "udplite", udplite, PLAIN },
	{ "raw", raw, PLAIN },
	{ "unix sockets", unix_sockets, PLAIN },
	{ "unix states", unix_states, PLAIN },
	{ "netlink and packet", netlink_packet, PLAIN },
	{ "owners", owners, PLAIN },
	{ "hostile unix names", hostile_unix, HOSTILE },
	{ "hostile program names", hostile_names, HOSTILE },
	{ "options", options, OPTIONS },
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

/* The hostile zoo is the plain one and more. */
static void play(unsigned kind)
{
	char dir[] = "/tmp/zoo.XXXXXX";

	if (!mkdtemp(dir) || chdir(dir))
		die(dir);
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		stage = scenes[i].name;
		if (scenes[i].kind == kind || (kind == HOSTILE && scenes[i].kind == PLAIN))
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
	const char *what = argc > 1 ? argv[1] : "plain";

	if (!strcmp(what, "hold"))
		return hold(argv);
	signal(SIGPIPE, SIG_IGN);
	lo_up();
	addresses();
	if (argc > 2 && !strcmp(what, "many"))
		many(atoi(argv[2]));
	else
		play(!strcmp(what, "hostile") ? HOSTILE : !strcmp(what, "options") ? OPTIONS : PLAIN);
	wait_for_end();
	return 0;
}
