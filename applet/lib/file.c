/* SPDX-License-Identifier: 0BSD */
#include <fcntl.h>

#include "lib/lib.h"

/* openat, as this is in the program anyway. */
int file_open(const char *path)
{
	return path ? openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
}
