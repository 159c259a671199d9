/* SPDX-License-Identifier: 0BSD */
/*
 * Files, and who may name them.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "lib/lib.h"

/* openat, as this is in the program anyway. */
int file_open(const char *path)
{
	return path ? openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
}

bool may_name_files(void)
{
	if (!getauxval(AT_SECURE))
		return true;
	errno = EPERM;
	return false;
}

/*
 * Input is only to be written and output only to be read, so that using what was closed is still an error. Where
 * there is no /dev any directory does as well.
 */
void hold_standard_descriptors(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (dup2(fd, fd) < 0 && openat(AT_FDCWD, "/dev/null", fd ? O_RDONLY : O_WRONLY) < 0)
			openat(AT_FDCWD, "/", O_RDONLY);
}
