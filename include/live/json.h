/* SPDX-License-Identifier: 0BSD */
/*
 * Objects of JSON about connections: a line each.
 */
#ifndef LIVE_JSON_H
#define LIVE_JSON_H

#include "live/live.h"
#include "view/rows.h"

/* An object in a line, which has its time, and the namespace unless it is null. json_end ends it. */
void live_json_begin(struct rows *r, struct out *o, struct text netns);
/* A number with three digits behind its point. */
void live_json_thousandths(struct rows *r, const char *key, uint64_t number);
/* What a connection has in every table, and its first holder. */
void live_json_sock(struct rows *r, const struct live *l, const struct sock *s, uint32_t pid);
/* ROLE_address and ROLE_port */
void live_json_end(struct rows *r, const char *role, uint8_t family, const struct endpoint *e);

#endif
