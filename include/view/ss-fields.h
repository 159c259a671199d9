/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's structures as ss shows them: what walks a list of their fields.
 */
#ifndef SS_FIELDS_H
#define SS_FIELDS_H

#include "record/details.h"
#include "ss/ss.h"

struct field_view {
	struct out *out;
	const struct details *details; /* the record is a part of these */
	bool listening;     /* the socket does */
	bool exact;         /* rates in full, not in thousands */
	const void *record; /* the one that is being shown, */
	size_t length;      /* and how much of it there is */
};

/* Shows the fields of a record of which `length` bytes are there. */
void fields_show(struct field_view *v, const struct field_list *list, const void *record, size_t length);

/* n / 10^scale as printf's %g has it, with that many significant digits. */
void out_significant(struct out *o, uint64_t n, int scale, int digits);

/* In front of what has a line of its own; with -O that is the row's, and a blank if `blank`. */
void ss_break(struct out *o, const struct ss_request *r, bool blank);
/* One of the structures of `d`: none of its fields where it was not told. */
void ss_structure(struct out *o, const struct details *d, enum detail detail, const struct field_list *fields,
		  const void *structure);
/* " skmem:(...)", if it was told. */
void ss_memory(struct out *o, const struct details *d);
/* The name, then "0x" and hexadecimal digits, or 0. */
void ss_flag(struct out *o, const char *name, uint64_t value);
/* All of a packet or XDP socket's. */
void ss_packet(struct out *o, const struct ss_request *r, const struct sock *s);
void ss_xdp(struct out *o, const struct ss_request *r, const struct sock *s);

#endif
