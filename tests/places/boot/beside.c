/* SPDX-License-Identifier: 0BSD */
/*
 * Runs an option line by the peer, by the program under test and by the peer again, and tells what each printed as
 * tests/live/compare wants to have it:
 *
 *	@@ 1 SCENE OPTIONS      1, 2 or 3 for the three runs
 *	| ...                   its output, then its errors behind `stderr: ', then its exit status
 *
 * Where ours printed what the peer did, `=' stands in place of it, and the peer does not run again: a machine that is
 * emulated takes its time. Where the peer's two differ, all three run again, for sockets come to their ends.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

enum { PRINTED = 1 << 18, TRIES = 3 };

struct printed {
	size_t length;
	char text[PRINTED];
};

static int room_for(const char *name)
{
	int fd = memfd_create(name, MFD_CLOEXEC);

	check(fd, name);
	return fd;
}

/* Adds a file's lines. */
static void take(struct printed *p, int fd, const char *before)
{
	FILE *f = fdopen(fd, "r");
	char line[4096];

	rewind(f);
	while (fgets(line, sizeof line, f))
		p->length += snprintf(p->text + p->length, sizeof p->text - p->length, "| %s%s%s", before, line,
				      strchr(line, '\n') ? "" : "\n");
	if (p->length >= sizeof p->text)
		die("too much to compare");
	fclose(f);
}

static void collect(struct printed *p, char *program, char **line)
{
	int out = room_for("out"), err = room_for("err");
	struct rusage unused;
	int status;

	line[0] = program;
	status = ended(spawn(line, out, err), &unused);
	p->length = 0;
	take(p, out, "");
	p->length += snprintf(p->text + p->length, sizeof p->text - p->length, "| exit %d\n", status);
	take(p, err, "stderr: ");
}

static void tell(int n, char **words, const char *text)
{
	printf("@@ %d", n);
	for (char **w = words; *w; w++)
		printf(" %s", *w);
	printf("\n%s", text);
}

void beside(char **words)
{
	static struct printed peer, ours, again;
	char *line[WORDS + 1] = { NULL };
	bool same = false, still = false;

	for (int i = 1; words[0] && words[i]; i++)
		line[i] = words[i];
	for (int tries = 0; tries < TRIES && !still; tries++) {
		collect(&peer, "peer/ss", line);
		collect(&ours, "ss", line);
		same = strcmp(peer.text, ours.text) == 0;
		if (!same)
			collect(&again, "peer/ss", line);
		still = same || strcmp(peer.text, again.text) == 0;
	}
	tell(1, words, peer.text);
	tell(2, words, same ? "=\n" : ours.text);
	tell(3, words, same ? "=\n" : again.text);
}
