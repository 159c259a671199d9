/* SPDX-License-Identifier: 0BSD */
/*
 * What the table of interfaces has besides columns.
 */
#ifndef IFACE_VIEW_H
#define IFACE_VIEW_H

#include "record/iface.h"
#include "view/column.h"

/* The columns of interfaces with counters, and of those without, in the view's `columns`. */
enum { IFACES_COUNTED = 16, IFACES_UNCOUNTED = 32 };

/* A letter for each of the flags. */
void out_iface_flags(struct out *o, const struct iface *i);

#endif
