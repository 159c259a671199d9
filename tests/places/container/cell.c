/* SPDX-License-Identifier: 0BSD */
/*
 * A container without an engine: starts a program in user, mount, process and network namespaces of its own, as
 * uid 65534, with a read-only root that holds what ROOT holds, and with no capability to be had again.
 *
 *	cell [-p] [-o OPTIONS] [-n ERRNO] ROOT PROGRAM [ARGUMENT]...
 *	cell [-p] [-o OPTIONS] [-n ERRNO] -w ROOT
 *
 *	-p  mounts /proc (ROOT must have the directory)
 *	-o  does so with these options
 *	-n  the kernel refuses netlink sockets, by seccomp, with this error
 *	-w  in place of a program: prints the process ID that the holder of the sockets has outside, and lives
 *	    until standard input ends
 *
 * Besides the program there is one process, 2, called cell. It holds a TCP listener on port 8080, both ends of a
 * connection to it from port 40000, a UDP socket on port 5353 and a listening unix socket named @inside.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(long result, const char *what)
{
	if (result >= 0)
		return;
	fprintf(stderr, "cell: %s: %s\n", what, strerror(errno));
	exit(125);
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	check(fd, path);
	check(write(fd, text, strlen(text)), path);
	close(fd);
}

/* One user, who is nobody, and one group. */
static void own_user(void)
{
	int uid = getuid(), gid = getgid();
	char map[40];

	check(unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET), "unshare");
	write_file("/proc/self/setgroups", "deny");
	snprintf(map, sizeof map, "65534 %d 1", uid);
	write_file("/proc/self/uid_map", map);
	snprintf(map, sizeof map, "65534 %d 1", gid);
	write_file("/proc/self/gid_map", map);
}

static void lo_up(void)
{
	struct ifreq r = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	check(fd, "socket");
	check(ioctl(fd, SIOCSIFFLAGS, &r), "lo");
	close(fd);
}

/* A remount must keep what the mount that it covers was locked with. */
static void own_root(const char *root, const char *proc)
{
	unsigned long flags = MS_BIND | MS_REMOUNT | MS_RDONLY;
	struct statvfs s;

	check(mount("none", "/", 0, MS_REC | MS_PRIVATE, 0), "mounts");
	check(mount(root, root, 0, MS_BIND | MS_REC, 0), root);
	check(chdir(root), root);
	check(statvfs(".", &s), root);
	flags |= s.f_flag & (ST_NOSUID | ST_NODEV | ST_NOEXEC | ST_NOATIME | ST_NODIRATIME);
	flags |= s.f_flag & ST_RELATIME ? MS_RELATIME : 0;
	if (proc)
		check(mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, proc), "proc");
	check(mount(0, ".", 0, flags, 0), "read-only root");
	check(chroot("."), "chroot");
	check(chdir("/"), "/");
}

static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct none[2] = { { 0 } };

	for (int i = 0; prctl(PR_CAPBSET_DROP, i) == 0; i++)
		;
	check(syscall(SYS_capset, &header, none), "capset");
	check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
	check(prctl(PR_SET_DUMPABLE, 1), "dumpable");
}

/* A cell that is less bare than it says would test nothing. */
static void confirm(int proc)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct caps[2];
	struct statvfs s;

	check(syscall(SYS_capget, &header, caps), "capget");
	for (int i = 0; i < 2; i++)
		if (caps[i].effective | caps[i].permitted | caps[i].inheritable)
			check(-1, "capabilities are left");
	if (getuid() != 65534 || geteuid() != 65534 || getgid() != 65534)
		check(-1, "not nobody");
	if (access("/etc", F_OK) == 0 || access("/dev", F_OK) == 0 || (!proc && access("/proc/self", F_OK) == 0))
		check(-1, "not bare");
	check(statvfs("/", &s), "/");
	if (!(s.f_flag & ST_RDONLY) || mount("none", "/bin", "tmpfs", 0, 0) == 0)
		check(-1, "not read-only");
}

/* socket(AF_NETLINK, ...) fails. */
static void refuse_netlink(int error)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, args[0]) + (htons(1) == 1 ? 4 : 0)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof code / sizeof *code, code };

	check(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), "seccomp");
	if (socket(AF_NETLINK, SOCK_RAW, 0) >= 0 || errno != error)
		check(-1, "netlink is not refused");
}

static int bound(int type, const char *address, int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) };
	int fd = socket(AF_INET, type, 0);

	inet_pton(AF_INET, address, &a.sin_addr);
	check(bind(fd, (struct sockaddr *)&a, sizeof a), "bind");
	return fd;
}

static void make_sockets(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(8080), .sin_addr = { htonl(0x7f000001) } };
	struct sockaddr_un u = { .sun_family = AF_UNIX, .sun_path = "\0inside" };
	int listener = bound(SOCK_STREAM, "0.0.0.0", 8080), client = bound(SOCK_STREAM, "127.0.0.1", 40000);
	int unix_listener = socket(AF_UNIX, SOCK_STREAM, 0);

	bound(SOCK_DGRAM, "0.0.0.0", 5353);
	check(listen(listener, 5), "listen");
	check(connect(client, (struct sockaddr *)&to, sizeof to), "connect");
	check(accept(listener, 0, 0), "accept");
	check(bind(unix_listener, (struct sockaddr *)&u, offsetof(struct sockaddr_un, sun_path) + 7), "bind");
	check(listen(unix_listener, 5), "listen");
}

/* Process 2: ready when it has written a byte. */
static void hold_sockets(void)
{
	int ready[2];
	char byte = 0;
	pid_t pid;

	check(pipe(ready), "pipe");
	pid = fork();
	check(pid, "fork");
	if (pid == 0) {
		make_sockets();
		drop_capabilities();
		check(write(ready[1], &byte, 1), "ready");
		close(ready[0]);
		close(ready[1]);
		for (;;)
			pause();
	}
	check(read(ready[0], &byte, 1) == 1 ? 0 : -1, "the holder of the sockets");
	close(ready[0]);
	close(ready[1]);
}

/* The process that `pid` has started, from outside: its only child. */
static int child_of(int pid)
{
	char path[80];
	int child = -1;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", pid, pid);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%d", &child) != 1)
		check(-1, path);
	fclose(f);
	return child;
}

static void inside(char **argv, const char *proc, int netlink, int report)
{
	static char *environment[] = { 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	lo_up();
	hold_sockets();
	own_root(argv[0], proc);
	drop_capabilities();
	confirm(proc != 0);
	if (netlink)
		refuse_netlink(netlink);
	check(write(report, "", 1), "report");
	if (!argv[1])
		for (;;)
			pause();
	close(report);
	execve(argv[1], argv + 1, environment);
	check(-1, argv[1]);
}

int main(int argc, char **argv)
{
	int netlink = 0, wait_here = 0, option, status, report[2];
	const char *proc = 0;
	char byte;
	pid_t pid;

	while ((option = getopt(argc, argv, "+po:n:w")) != -1) {
		if (option == 'p' && !proc)
			proc = "";
		else if (option == 'o')
			proc = optarg;
		else if (option == 'n')
			netlink = atoi(optarg);
		wait_here |= option == 'w';
	}
	argv += optind;
	if (!argv[0] || (wait_here && argv[1]) || (!wait_here && !argv[1]))
		return 125;
	check(pipe(report), "pipe");
	own_user();
	pid = fork();
	check(pid, "fork");
	if (pid == 0)
		inside(argv, proc, netlink, report[1]);
	close(report[1]);
	if (read(report[0], &byte, 1) == 1 && wait_here) {
		printf("%d\n", child_of(pid));
		fflush(stdout);
		while (read(0, &byte, 1) > 0)
			;
		kill(pid, SIGKILL);
	}
	check(waitpid(pid, &status, 0), "wait");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
