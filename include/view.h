/* SPDX-License-Identifier: 0BSD */
/*
 * The room that writes stdout. A table is an array of columns; options choose among them.
 */
#ifndef VIEW_H
#define VIEW_H

#include "lib.h"
#include "sock.h"
#include "source.h"

/* Columns that an option adds: -e, -p, -o. */
enum { COLUMNS_EXTENDED = 1, COLUMNS_PROGRAMS = 2, COLUMNS_TIMERS = 4 };

/* What a table is to look like. */
struct view {
	struct out *out;
	struct owners *owners;
	uint8_t columns; /* COLUMNS_*: those added */
	bool wide;       /* nothing is cut to its column */
	bool numeric_hosts, numeric_ports, numeric_users;
};

struct column {
	const char *title;
	void (*cell)(const struct view *v, const void *record);
	uint8_t width; /* cells are padded to it, longer ones push the rest on */
	uint8_t added; /* COLUMNS_*; 0: always there */
};

struct layout {
	const char *title;
	const struct column *columns;
	size_t count;
};
extern const struct layout inet_layout, unix_layout, group_layout, iface_layout, masquerade_layouts[];

/* "Active <title> (<which>)" and the columns' titles. */
void layout_title(const struct layout *l, const struct view *v, const char *which);
void layout_row(const struct layout *l, const struct view *v, const void *record);

/* The name of an address, or its digits, which are then put into `digits` (of ADDRESS_TEXT bytes). */
struct text address_text(const struct view *v, uint8_t family, const uint8_t *address, char *digits);

void cell_inode(const struct view *v, const void *record);
/* The user's name, or its number. */
void cell_user(const struct view *v, const void *record);
/* "PID/program" of the first holder, "-" when there is none or it may not be known. */
void cell_program(const struct view *v, const void *record);
/* "name (seconds/retransmits/probes)" */
void cell_timer(const struct view *v, const void *record);

#endif
