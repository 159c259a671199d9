/* SPDX-License-Identifier: 0BSD */
/*
 * The targets' own /proc, a directory in /dev/shm that goes when the process does.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/dns.h"
#include "fuzz.h"
#include "lib/lib.h"

static char root[64];

static void remove_root(void)
{
	char command[96];

	snprintf(command, sizeof command, "rm -rf %s", root);
	if (system(command))
		_exit(1);
}

static void make_root(void)
{
	snprintf(root, sizeof root, "%s/fuzz-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
	if (!mkdtemp(root) || setenv("PROC_ROOT", root, 1))
		abort();
	atexit(remove_root);
}

void fuzz_file(const char *dir, const char *name, const uint8_t *data, size_t size)
{
	char path[128];
	int fd;

	if (!*root)
		make_root();
	snprintf(path, sizeof path, "%s/%s", root, dir);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/%s/%s", root, dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size || close(fd))
		abort();
}

const char *fuzz_path(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", root, name);
	return path;
}

/* Told faults are what the decoders owe us; thousands a second of them are not worth reading. */
void complain(const char *text, ...)
{
	(void)text;
}

void notice(const char *text)
{
	(void)text;
}

/* No target asks a server: a silent one would be waited for at each new name. */
void dns_ask(const char *name, uint16_t type, const struct dns_asker *asker)
{
	(void)name, (void)type;
	asker->answered(asker, 0, -1);
}

void dns_make_room(void)
{
}

bool dns_wait(void)
{
	return false;
}

void fault(struct faults *f, const char *file, unsigned long line, const char *what)
{
	volatile size_t n = 0;

	for (n = 0; file[n] || what[n]; n++)
		if (!file[n] || !what[n])
			break;
	(void)line;
	f->count++;
}

const char *error_text(int error)
{
	(void)error;
	return "error";
}

