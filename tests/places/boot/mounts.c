/* SPDX-License-Identifier: 0BSD */
/*
 * A /proc that has less in it than usual: what mounts and options can take away, and what kernels are built without.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

static void unmount_all(const char *dir)
{
	while (umount2(dir, MNT_DETACH) == 0)
		;
	if (errno != EINVAL)
		die(dir);
}

void proc(char **words)
{
	unmount_all("/proc");
	check(mount("proc", "/proc", "proc", 0, words[0] ? words[0] : ""), "/proc");
}

static void bind_process(const char *name)
{
	char from[300], to[300];

	snprintf(from, sizeof from, "/proc/%s", name);
	snprintf(to, sizeof to, "/bare/%s", name);
	check(mkdir(to, 0555), to);
	check(mount(from, to, NULL, MS_BIND, NULL), to);
}

/*
 * /proc/sys is not there at all, as where the kernel has no PROC_SYSCTL; nor is anything else that is not a process.
 * /proc/net is a link into one, as ever.
 */
void bare_proc(char **words)
{
	struct dirent **list;
	int n;

	(void)words;
	proc(words);
	n = scandir("/proc", &list, NULL, alphasort);
	check(n, "/proc");
	mkdir("/bare", 0555);
	check(mount("none", "/bare", "tmpfs", 0, ""), "/bare");
	for (int i = 0; i < n; i++)
		if (atoi(list[i]->d_name))
			bind_process(list[i]->d_name);
	check(symlink("1/net", "/bare/net"), "/bare/net");
	unmount_all("/proc");
	check(mount("/bare", "/proc", NULL, MS_MOVE, NULL), "/proc");
	if (access("/proc/sys", F_OK) == 0 || access("/proc/net/tcp", R_OK) < 0)
		die("bare /proc");
}

void hide(char **words)
{
	check(mount("none", words[0], "tmpfs", 0, ""), words[0]);
}

void gone(char **words)
{
	unmount_all(words[0]);
	check(rmdir(words[0]), words[0]);
}

void cgroups(char **words)
{
	(void)words;
	mkdir("/sys", 0555);
	mkdir("/sys/fs", 0555);
	mkdir("/sys/fs/cgroup", 0555);
	check(mount("none", "/sys/fs/cgroup", "cgroup2", 0, ""), "/sys/fs/cgroup");
}
