/* SPDX-License-Identifier: 0BSD */
/*
 * The room that chooses: pure predicates over a socket.
 */
#ifndef FILTER_H
#define FILTER_H

#include "record/sock.h"

/* What netstat shows: by default what has a peer, with -l what has none, with -a, which adds a bit, both. */
enum { SHOW_CONNECTED = 0, SHOW_LISTENING = 1, SHOW_ALL = 3 };

bool filter_show(unsigned show, const struct sock *s);
/* As titles of tables have it. */
const char *show_name(unsigned show);

#endif
