/* SPDX-License-Identifier: 0BSD */
/*
 * Files, and who may name them.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "lib/lib.h"

/* musl tells in BSD's way, in fewer bytes; the same to glibc is the kernel's own word. */
#ifdef __GLIBC__
#include <sys/auxv.h>
#define issetugid() (getauxval(AT_SECURE) != 0)
#endif

/* openat, as this is in the program anyway. */
int file_open(const char *path)
{
	return path ? openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
}

bool may_name_files(void)
{
	if (!issetugid())
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
