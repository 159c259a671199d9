/* SPDX-License-Identifier: 0BSD */
/*
 * The room that chooses: pure predicates over a socket.
 */
#ifndef FILTER_H
#define FILTER_H

#include "sock.h"

/* What netstat shows: by default what has a peer, with -l what has none, with -a both. */
enum show { SHOW_CONNECTED, SHOW_LISTENING, SHOW_ALL };

bool filter_show(enum show show, const struct sock *s);
/* As titles of tables have it. */
const char *show_name(enum show show);

#endif
