/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's tables of sockets.
 */
#include <sys/socket.h>

#include "record/sock.h"
#include "source/tables.h"

const struct table kernel_tables[] = {
#define KERNEL_TABLE(id, name, protocol, family) { name, protocol, family, false },
#include "source/tables.def"
#undef KERNEL_TABLE
};
