/* SPDX-License-Identifier: 0BSD */
/*
 * Owners: sockets of several users, and processes with names of their own.
 * A holder is this program again (`NAME hold COMM FD UID`) with one socket
 * handed down, because argv[0] is set for good by execve.
 */
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "zoo.h"

enum { NOBODY = 65534, NAMELESS = 4242 };

/* A listener made as another user; where only one uid is mapped, as ourselves. */
int owned_by(unsigned uid, const char *host, int port)
{
	int changed = !seteuid(uid);
	struct addr a = at(host, port);
	int fd = new_socket(&a, SOCK_STREAM, 0);

	if (changed)
		check(seteuid(0), "seteuid");
	check(bind(fd, &a.sa, a.len), host);
	check(listen(fd, 5), "listen");
	return fd;
}

static void become(unsigned uid)
{
	if (uid && (setgroups(0, NULL) || setgid(uid) || setuid(uid)))
		fputs("zoo: one uid only\n", stderr);
}

/* The holder's side.  argv: name, "hold", comm, fd to report ready on, uid. */
int hold(char **argv)
{
	int report = atoi(argv[3]);

	become(atoi(argv[4]));
	prctl(PR_SET_DUMPABLE, 1);	/* or setuid would hide our descriptors from our own user */
	prctl(PR_SET_NAME, argv[2]);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	check(write(report, "", 1), "holder");
	close(report);
	for (;;)
		pause();
}

static void become_holder(int fd, int report, const char *argv0, const char *comm, unsigned uid)
{
	char where[16], who[16];

	close(0);
	close(1);
	check(fcntl(fd, F_SETFD, 0), "F_SETFD");
	snprintf(where, sizeof where, "%d", report);
	snprintf(who, sizeof who, "%u", uid);
	execl("/proc/self/exe", argv0, "hold", comm, where, who, (char *)NULL);
	_exit(1);
}

/* Starts a process that holds fd under these names; the caller may close fd. */
void held_as(int fd, const char *argv0, const char *comm, unsigned uid)
{
	int ends[2];
	char c;
	pid_t pid;

	check(pipe(ends), "pipe");
	check(fcntl(ends[0], F_SETFD, FD_CLOEXEC), "F_SETFD");
	pid = fork();
	check(pid, "fork");
	if (!pid)
		become_holder(fd, ends[1], argv0, comm, uid);
	close(ends[1]);
	if (read(ends[0], &c, 1) != 1)
		die("holder did not start");
	close(ends[0]);
}

static void handed_over(int port, const char *argv0, const char *comm, unsigned uid)
{
	int fd = owned_by(uid, "127.0.0.10", port);

	held_as(fd, argv0, comm, uid);
	close(fd);
}

void owners(void)
{
	int fd = tcp_listen("127.0.0.10", 7000, 5);

	held_as(fd, "/usr/sbin/worker", "worker", 0);
	held_as(fd, "/usr/sbin/worker", "worker", 0);
	close(fd);
	owned_by(NOBODY, "127.0.0.10", 7001);
	owned_by(NAMELESS, "127.0.0.10", 7002);
	handed_over(7003, "/usr/lib/postgresql/15/bin/postgres-with-a-long-name", "postgres", 0);
	handed_over(7004, "nginx: master process /usr/sbin/nginx", "nginx", NOBODY);
	handed_over(7005, "relative/path/tool", "tool", NAMELESS);
	handed_over(7006, "", "empty-argv0", 0);
	held_as(unix_at(SOCK_DGRAM, "held", 4), "/usr/bin/daemon", "daemon", 0);
}
