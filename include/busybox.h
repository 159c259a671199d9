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

#include "lib.h"

#define error_text strerror

#endif
