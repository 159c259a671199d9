/* SPDX-License-Identifier: 0BSD */
/*
 * timer CAP OUT [NAME=VALUE]... COMMAND [ARGUMENT]...: runs COMMAND once, its stdout to the file OUT, its
 * stderr to nowhere, and prints `WALL CPU PEAK STATUS`: seconds, seconds of user and system time, peak
 * resident KB, and the exit status, or `cap` for a command that had to be killed after CAP seconds.
 *
 * Time and memory are measured in separate runs: PEAK is 0 without -m, and with -m (first) the times are those of
 * a traced run. ru_maxrss would do for neither: execve() carries this process's own peak over into it
 * (fs/exec.c:exec_mmap), and since Linux 6.2 the counters behind it and VmHWM may each be off by some dozen pages
 * a processor, which is more than a small program has. So -m stops the command before each munmap() and before
 * its exit, and there has smaps_rollup count its pages one by one. VmHWM is asked too, for what was given back
 * in another way.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct result {
	double wall, cpu;
	long peak; /* KB */
	int status;
};

static pid_t command;
static volatile sig_atomic_t over_cap;

static void die(const char *what)
{
	perror(what);
	exit(125);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void on_alarm(int sig)
{
	(void)sig;
	over_cap = 1;
	kill(command, SIGKILL);
}

static void redirect(int to, const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd < 0 || dup2(fd, to) < 0)
		die(path);
}

/* Has munmap() stop for the tracer, who says by PTRACE_O_TRACESECCOMP that it wants to know. */
static void trace_munmap(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_munmap, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { sizeof(code) / sizeof(code[0]), code };

	if (ptrace(PTRACE_TRACEME, 0, 0, 0) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) < 0)
		die("timer: tracing");
}

static void run_command(int memory, const char *out, char **argv)
{
	int said = fcntl(2, F_DUPFD_CLOEXEC, 3);

	redirect(1, out, O_WRONLY | O_CREAT);
	while (*argv && strchr(*argv, '='))
		putenv(*argv++);
	if (memory)
		trace_munmap();
	redirect(2, "/dev/null", O_WRONLY);
	if (*argv)
		execvp(*argv, argv);
	dprintf(said, "timer: cannot run it: %s\n", strerror(errno));
	_exit(127);
}

/* The number of KB behind a label at a line's start in /proc/PID/FILE; 0 when there is none. */
static long field(pid_t pid, const char *file, const char *label)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	f = fopen(path, "r");
	if (!f)
		return 0;
	while (!kb && fgets(line, sizeof(line), f))
		if (!strncmp(line, label, strlen(label)))
			kb = atol(line + strlen(label));
	fclose(f);
	return kb;
}

static void note_peak(long *peak)
{
	long pages = field(command, "smaps_rollup", "Rss:"), mark = field(command, "status", "VmHWM:");

	if (pages > *peak)
		*peak = pages;
	if (mark > *peak)
		*peak = mark;
}

/* Lets a stopped command go on. The first stop is at its execve(). */
static void resume(int status, struct result *r, int *seen_exec)
{
	int sig = WSTOPSIG(status);

	if (sig == SIGTRAP && status >> 16) {
		note_peak(&r->peak);
		sig = 0;
	} else if (sig == SIGTRAP && !*seen_exec) {
		ptrace(PTRACE_SETOPTIONS, command, 0,
		       PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL);
		*seen_exec = 1;
		sig = 0;
	}
	ptrace(PTRACE_CONT, command, 0, sig);
}

static void watch(struct result *r)
{
	struct rusage use;
	int seen_exec = 0;

	for (;;) {
		if (wait4(command, &r->status, 0, &use) < 0) {
			if (errno != EINTR)
				die("timer: wait");
			continue;
		}
		if (!WIFSTOPPED(r->status))
			break;
		resume(r->status, r, &seen_exec);
	}
	r->cpu = seconds(use.ru_utime) + seconds(use.ru_stime);
}

static void print(const struct result *r)
{
	printf("%.4f %.4f %ld ", r->wall, r->cpu, r->peak);
	if (over_cap)
		puts("cap");
	else if (WIFEXITED(r->status))
		printf("%d\n", WEXITSTATUS(r->status));
	else
		printf("%d\n", 128 + WTERMSIG(r->status));
}

int main(int argc, char **argv)
{
	int memory = argc > 1 && !strcmp(argv[1], "-m");
	struct result r = { 0, 0, 0, 0 };
	double start;

	argv += memory;
	if (argc - memory < 4) {
		fputs("usage: timer [-m] CAP OUT [NAME=VALUE]... COMMAND [ARGUMENT]...\n", stderr);
		return 2;
	}
	/* emptied before the clock starts: giving back a large file's pages takes its time */
	if (truncate(argv[2], 0) < 0 && errno != ENOENT && errno != EINVAL)
		die(argv[2]);
	signal(SIGALRM, on_alarm);
	start = now();
	command = fork();
	if (command < 0)
		die("timer: fork");
	if (command == 0)
		run_command(memory, argv[2], argv + 3);
	alarm((unsigned)atoi(argv[1]));
	watch(&r);
	r.wall = now() - start;
	print(&r);
	return 0;
}
