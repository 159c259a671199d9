/* SPDX-License-Identifier: 0BSD */
/*
 * What no program can do without, to hold the measured ones against. Nothing is kept, nothing is shown but a
 * count at the end.
 *
 * floor walk   every /proc/PID/fd by getdents64, fstatat on each descriptor (the inode of a socket is its
 *              st_ino): what -p costs before the first owner is looked up. Prints `DESCRIPTORS SOCKETS`.
 * floor walks  the same by as many processes as there are processors, the processes that are looked into divided
 *              evenly among them: what workers cannot beat. Prints nothing.
 * floor dump   every TCP socket, IPv4 then IPv6, by sock_diag netlink, received and thrown away.
 *              Prints how many messages came.
 * floor values the same with TCP's values and memory.
 * floor looks  that twice, two seconds apart: what no two looks do without.
 *
 * For reading /proc/net the floor is cat.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* struct linux_dirent64 of getdents64(2) */
struct dirent64_raw {
	uint64_t ino;
	int64_t off;
	uint16_t reclen;
	uint8_t type;
	char name[];
};

struct count {
	long descriptors;
	long sockets;
};

typedef void entry_fn(int dir, const char *name, struct count *n);

static void die(const char *what)
{
	perror(what);
	exit(1);
}

/* Calls fn for each entry whose name begins with a digit. A directory that went away is empty. */
static void each_entry(int dir, entry_fn *fn, struct count *n)
{
	_Alignas(8) char buf[32768];
	long len, at;

	while ((len = syscall(SYS_getdents64, dir, buf, sizeof(buf))) > 0) {
		for (at = 0; at < len;) {
			struct dirent64_raw *d = (void *)(buf + at);

			if (d->name[0] >= '0' && d->name[0] <= '9')
				fn(dir, d->name, n);
			at += d->reclen;
		}
	}
}

static void count_fd(int dir, const char *name, struct count *n)
{
	struct stat st;

	n->descriptors++;
	if (fstatat(dir, name, &st, 0) == 0 && S_ISSOCK(st.st_mode))
		n->sockets++;
}

static void count_process(int proc, const char *pid, struct count *n)
{
	char path[32];
	int dir;

	snprintf(path, sizeof(path), "%.20s/fd", pid);
	dir = openat(proc, path, O_RDONLY | O_DIRECTORY);
	if (dir < 0)
		return;
	each_entry(dir, count_fd, n);
	close(dir);
}

static int walk(void)
{
	struct count n = { 0, 0 };
	int proc = open("/proc", O_RDONLY | O_DIRECTORY);

	if (proc < 0)
		die("floor: /proc");
	each_entry(proc, count_process, &n);
	printf("%ld %ld\n", n.descriptors, n.sockets);
	return 0;
}

/* Which of how many walkers this is. */
static long walker, walkers;

static void count_share(int proc, const char *pid, struct count *n)
{
	static long processes;

	if (processes++ % walkers == walker)
		count_process(proc, pid, n);
}

static int walks(void)
{
	struct count n = { 0, 0 };
	int proc;

	walkers = sysconf(_SC_NPROCESSORS_ONLN);
	while (walker < walkers && fork())
		walker++;
	if (walker == walkers) {
		while (wait(NULL) > 0)
			;
		return 0;
	}
	proc = open("/proc", O_RDONLY | O_DIRECTORY);
	if (proc < 0)
		die("floor: /proc");
	each_entry(proc, count_share, &n);
	return 0;
}

static void request(int fd, int family, int extensions)
{
	struct {
		struct nlmsghdr h;
		struct inet_diag_req_v2 r;
	} m = {
		.h = {
			.nlmsg_len = sizeof(m),
			.nlmsg_type = SOCK_DIAG_BY_FAMILY,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		},
		.r = {
			.sdiag_family = (uint8_t)family,
			.sdiag_protocol = IPPROTO_TCP,
			.idiag_ext = (uint8_t)extensions,
			.idiag_states = ~0u,
		},
	};

	if (send(fd, &m, sizeof(m), 0) != sizeof(m))
		die("floor: send");
}

/* Returns 0 when the dump is at its end. */
static int take(const char *buf, long len, long *n)
{
	const struct nlmsghdr *h = (const void *)buf;

	for (; NLMSG_OK(h, len); h = NLMSG_NEXT(h, len)) {
		if (h->nlmsg_type == NLMSG_DONE)
			return 0;
		if (h->nlmsg_type == NLMSG_ERROR) {
			fputs("floor: the kernel refuses the dump\n", stderr);
			exit(1);
		}
		++*n;
	}
	return 1;
}

static int dump(int extensions)
{
	static const int families[] = { AF_INET, AF_INET6 };
	static _Alignas(8) char buf[32768];
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
	long len, n = 0;
	unsigned i;

	if (fd < 0)
		die("floor: netlink");
	for (i = 0; i < 2; i++) {
		request(fd, families[i], extensions);
		do {
			len = recv(fd, buf, sizeof(buf), 0);
			if (len <= 0)
				die("floor: recv");
		} while (take(buf, len, &n));
	}
	printf("%ld\n", n);
	return 0;
}

enum { VALUES = 1 << (INET_DIAG_INFO - 1) | 1 << (INET_DIAG_SKMEMINFO - 1) };

static int looks(void)
{
	int status = dump(VALUES);

	sleep(2);
	return status | dump(VALUES);
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "walk"))
		return walk();
	if (argc == 2 && !strcmp(argv[1], "walks"))
		return walks();
	if (argc == 2 && !strcmp(argv[1], "dump"))
		return dump(0);
	if (argc == 2 && !strcmp(argv[1], "values"))
		return dump(VALUES);
	if (argc == 2 && !strcmp(argv[1], "looks"))
		return looks();
	fputs("usage: floor walk|walks|dump|values|looks\n", stderr);
	return 2;
}
