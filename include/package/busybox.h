/* SPDX-License-Identifier: 0BSD */
/*
 * Stands in front of every source file inside a busybox tree (Kbuild.src includes it): what busybox's library has
 * takes the place of ours, and the texts of --help are with busybox's, packed.
 */
#ifndef BUSYBOX_H
#define BUSYBOX_H

#include "libbb.h"
#undef ARRAY_SIZE

#define ENABLE_FEATURE_LONG_OPTIONS ENABLE_LONG_OPTS
#define IF_FEATURE_LONG_OPTIONS IF_LONG_OPTS
#define HELP_TEXTS 0

extern unsigned applet_call;
#define APPLET_CALL applet_call

#include "lib/lib.h"

#define error_text strerror
#define put_path(path, size, root, below) ((size_t)snprintf(path, size, "%s/%s", root, below) < (size))
#define enlarge(memory, size, wanted) realloc(memory, wanted)
#define release(memory, size) free(memory)

/* busybox's way into one of our doors. */
#define DOOR(name)                                                                \
	int socklet_##name##_main(int argc, char **argv) MAIN_EXTERNALLY_VISIBLE; \
	int socklet_##name##_main(int argc UNUSED_PARAM, char **argv)             \
	{                                                                         \
		applet_call++;                                                    \
		if (WRITES_SOCKETS)                                               \
			hold_standard_descriptors();                              \
		return name##_main(argv);                                         \
	}

#endif
