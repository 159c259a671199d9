/* SPDX-License-Identifier: 0BSD */
/*
 * What is no socket, as objects of JSON. Nonzero: no more are wanted.
 */
#ifndef OBJECTS_H
#define OBJECTS_H

#include "record/group.h"
#include "record/masquerade.h"
#include "view/family.h"
#include "view/iface.h"
#include "view/ifconfig.h"
#include "view/route.h"
#include "view/rows.h"

int json_route(struct rows *r, const struct route *route);
/* `all`: what ifconfig tells, too. */
int json_iface(struct rows *r, const struct iface *i, bool all, struct context *where);
int json_group(struct rows *r, const struct membership *g);
int json_masquerade(struct rows *r, const struct masquerade *m, bool tracked, bool extended);
/* A member of the group's object. */
void json_counter(struct rows *r, const struct counter *c);
/* A row of the lesser families; false as family_row. */
bool json_family(struct rows *r, const struct family *family, const struct view *v, const struct fields *f);

#endif
