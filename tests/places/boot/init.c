/* SPDX-License-Identifier: 0BSD */
/*
 * The first and only program of a booted machine beside the one under test. It does what /script says,
 * a line each, and tells on the console what it did:
 *
 *	sockets             makes the known sockets, see made.c and describe.c
 *	families            makes those that need modules, see families.c
 *	sick                makes what socklet check finds, see sick.c
 *	modules DIR         loads what is in it, by name
 *	run [X=Y] PROG ...  runs /PROG; its output between `>>>` and `<<< status N cpu MS rss KB`
 *	beside SCENE ...    runs /peer/ss, /ss and /peer/ss again, see beside.c
 *	crowd N             makes N TCP sockets more
 *	tally PROG ...      runs /PROG, which shows that crowd, and checks each of its rows
 *	leave MB            takes memory until so much is free
 *	proc [OPTIONS]      mounts /proc anew, with these options
 *	bare                the same with nothing in it but processes and net
 *	cgroups             mounts control groups
 *	hide DIR            puts an empty directory over it
 *	gone DIR            takes away what is mounted there, and the directory
 *	show FILE           copies a file to the console
 *	router              forwards and masquerades, see router.c
 *	sink PORT           a process that takes whatever is sent there
 *	terminal            says how the console is set
 *	enter               goes on when somebody has pressed Enter
 *
 * A line with `!!!` says what went wrong here; the last line is `=== end`.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

static int crowd_size;

static void end(void)
{
	printf("=== end\n");
	fflush(stdout);
	sync();
	nap(100);
	reboot(RB_AUTOBOOT);
	for (;;)
		pause();
}

/* The zoo calls these. */
void die(const char *what)
{
	printf("!!! %s: %s\n", what, strerror(errno));
	end();
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

static void load(const char *path)
{
	int fd = open(path, O_RDONLY);

	check(fd, path);
	if (syscall(SYS_finit_module, fd, "", 0) < 0 && errno != EEXIST)
		die(path);
	close(fd);
}

static void modules(char **words)
{
	struct dirent **list;
	int n = scandir(words[0], &list, NULL, alphasort);
	char path[512];

	check(n, words[0]);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", words[0], list[i]->d_name);
		if (list[i]->d_name[0] != '.')
			load(path);
	}
}

static void sockets(char **words)
{
	(void)words;
	make_sockets();
}

static void families(char **words)
{
	(void)words;
	make_families();
}

static void run(char **words)
{
	finish(start(words, 1));
}

static void run_and_tally(char **words)
{
	int ends[2];
	FILE *table;
	pid_t pid;

	check(pipe2(ends, O_CLOEXEC), "pipe");
	pid = start(words, ends[1]);
	close(ends[1]);
	table = fdopen(ends[0], "r");
	tally(table, crowd_size);
	fclose(table);
	finish(pid);
}

static void crowd(char **words)
{
	struct rlimit r = { 8192, 8192 };

	setrlimit(RLIMIT_NOFILE, &r);
	crowd_size = atoi(words[0] ? words[0] : "");
	many(crowd_size);
}

/* Not MemAvailable, which takes what the crowd has in the kernel's caches for memory that could be had back. */
static long free_kb(void)
{
	char line[128];
	long kb = -1;
	FILE *f = fopen("/proc/meminfo", "r");

	if (!f)
		die("/proc/meminfo");
	while (kb < 0 && fgets(line, sizeof line, f))
		sscanf(line, "MemFree: %ld", &kb);
	fclose(f);
	return kb;
}

/* The pages of a file in ramfs can be neither written out nor dropped. */
static void leave(char **words)
{
	static const char page[4096] = "x";
	long wanted = atol(words[0] ? words[0] : "") * 1024;
	int fd;

	mkdir("/ballast", 0700);
	check(mount("none", "/ballast", "ramfs", 0, ""), "ramfs");
	fd = open("/ballast/file", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	check(fd, "/ballast/file");
	while (free_kb() > wanted)
		for (int i = 0; i < 64; i++)
			check(write(fd, page, sizeof page), "write");
	printf("free %ld KB\n", free_kb());
}

static void show(char **words)
{
	char line[4096];
	FILE *f = fopen(words[0], "r");

	if (!f)
		die(words[0]);
	while (fgets(line, sizeof line, f))
		printf("| %s", line);
	fclose(f);
}

static const struct {
	const char *name;
	void (*act)(char **words);
} acts[] = {
	{ "sockets", sockets }, { "families", families }, { "sick", sick }, { "modules", modules }, { "run", run }, { "crowd", crowd },
	{ "tally", run_and_tally }, { "leave", leave }, { "proc", proc }, { "bare", bare_proc }, { "hide", hide },
	{ "gone", gone }, { "show", show }, { "beside", beside }, { "cgroups", cgroups },
	{ "router", router }, { "sink", sink }, { "terminal", terminal },
	{ "enter", enter },
};

static void act(char *line)
{
	char *words[WORDS + 1] = { NULL };
	int n = 0;

	for (char *w = strtok(line, " \n"); w && n < WORDS; w = strtok(NULL, " \n"))
		words[n++] = w;
	for (size_t i = 0; n && i < sizeof acts / sizeof *acts; i++) {
		if (strcmp(acts[i].name, words[0]) == 0) {
			acts[i].act(words + 1);
			return;
		}
	}
	errno = EINVAL;
	die(n ? words[0] : "empty line");
}

int main(void)
{
	char line[1024];
	FILE *script = fopen("/script", "re");

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("=== begin\n");
	if (!script)
		die("/script");
	mkdir("/proc", 0555);
	check(mount("proc", "/proc", "proc", 0, ""), "/proc");
	lo_up();
	while (fgets(line, sizeof line, script))
		act(line);
	end();
}
