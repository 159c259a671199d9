/* SPDX-License-Identifier: 0BSD */
/*
 * Runs the program under test and says how it ended.
 */
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

/* The child's side: `X=Y` before the program's name is its environment. */
static void execute(char **words, int out, int err)
{
	char path[64];
	char *environment[WORDS] = { NULL };
	int n = 0;

	while (*words && strchr(*words, '='))
		environment[n++] = *words++;
	if (!*words)
		_exit(127);
	snprintf(path, sizeof path, "/%s", *words);
	dup2(out, 1);
	dup2(err, 2);
	execve(path, words, environment);
	_exit(127);
}

/* A program starts with none of our descriptors and does not inherit our size. */
pid_t spawn(char **words, int out, int err)
{
	pid_t pid;

	fflush(stdout);
	pid = vfork();
	check(pid, "vfork");
	if (!pid)
		execute(words, out, err);
	return pid;
}

int ended(pid_t pid, struct rusage *usage)
{
	int status;

	check(wait4(pid, &status, 0, usage), "wait4");
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

pid_t start(char **words, int out)
{
	printf(">>>");
	for (char **w = words; *w; w++)
		printf(" %s", *w);
	printf("\n");
	return spawn(words, out, out);
}

static long milliseconds(const struct timeval *t)
{
	return t->tv_sec * 1000L + t->tv_usec / 1000;
}

void finish(pid_t pid)
{
	struct rusage usage;
	int status = ended(pid, &usage);

	printf("<<< status %d cpu %ld rss %ld\n", status, milliseconds(&usage.ru_utime) + milliseconds(&usage.ru_stime),
	       usage.ru_maxrss);
}
