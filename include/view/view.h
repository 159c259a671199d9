/* SPDX-License-Identifier: 0BSD */
/*
 * The room that writes stdout. A table is an array of columns; options choose among them.
 */
#ifndef VIEW_H
#define VIEW_H

#include "lib/lib.h"
#include "record/sock.h"
#include "source/source.h"

/* Columns that an option adds: -e, -p, -o, -Z, --net=all. */
enum { COLUMNS_EXTENDED = 1, COLUMNS_PROGRAMS = 2, COLUMNS_TIMERS = 4, COLUMNS_CONTEXTS = 8, COLUMNS_NETNS = 128 };

/* What a table is to look like. */
struct view {
	struct out *out;
	struct owners *owners;
	uint8_t columns; /* COLUMNS_*: those added */
	bool wide;       /* nothing is cut to its column */
	bool numeric_hosts, numeric_ports, numeric_users;
};

typedef void cell_fn(const struct view *v, const void *record);
struct column {
	uint8_t width; /* cells are padded to it, longer ones push the rest on */
	uint8_t added; /* COLUMNS_*; 0: always there */
};

/*
 * A table is a list, COLUMNS(C), of C(title, cell, width, added). LAYOUT makes of it arrays that run in parallel, the
 * titles as one string with each ended by a NUL: pointers to them, and padding, would take more room than they do.
 */
#define COLUMN(title, cell, width, added) { width, added },
#define COLUMN_CELL(title, cell, width, added) cell,
#define COLUMN_TITLE(title, cell, width, added) title "\0"
#define LAYOUT(title, list) { \
	title, list(COLUMN_TITLE), (const struct column[]){ list(COLUMN) }, (cell_fn *const[]){ list(COLUMN_CELL) }, \
	sizeof (struct column[]){ list(COLUMN) } / sizeof(struct column) \
}

struct layout {
	const char *title;
	const char *titles;
	const struct column *columns;
	cell_fn *const *cells;
	size_t count;
};
extern const struct layout inet_layout, unix_layout, group_layout, iface_layout, masquerade_layouts[];

/* "Active <title> (<which>)" and the columns' titles. */
void layout_title(const struct layout *l, const struct view *v, const char *which);
void layout_row(const struct layout *l, const struct view *v, const void *record);

/* The name of an address, or its digits, which are then put into `digits` (of ADDRESS_TEXT bytes). */
struct text address_text(const struct view *v, uint8_t family, const uint8_t *address, char *digits);

/* The network namespace that a socket is in. */
void cell_netns(const struct view *v, const void *record);
/* Letters, one for each of an interface's flags. */
void iface_cell_flags(const struct view *v, const void *record);
void cell_inode(const struct view *v, const void *record);
/* The user's name, or its number. */
void cell_user(const struct view *v, const void *record);
/* "PID/program" of the first holder, "-" when there is none or it may not be known. */
void cell_program(const struct view *v, const void *record);
/* The SELinux context of the first holder, "-" likewise. */
void cell_context(const struct view *v, const void *record);
/* "name (seconds/retransmits/probes)" */
void cell_timer(const struct view *v, const void *record);

/* A table of which nothing is known but where its fields go. */
struct family {
	const char *name;
	const char *titles;
	const char *states; /* names of 0, 1, ..., each ended by NUL */
	const struct cell *cells;
	uint8_t count;      /* of cells */
	bool titled;        /* so is the kernel's file */
	IF_FEATURE_JSON(const char *keys;) /* the family's name for JSON, then a key for each cell, "" for none */
};
extern const struct family ipx_family, ax25_family, x25_family, netrom_family, rose_family;
extern const struct family l2cap_family, rfcomm_family;

void family_titles(const struct family *family, const struct view *v);
/* False when the fields are not what they should be; then nothing is written. */
bool family_row(const struct family *family, const struct view *v, const struct fields *f);

/* The counters of -s, on their way out. Zero but for what is described. */
struct statistics {
	struct out *out;
	uint8_t protocols;     /* 1 << PROTOCOL_*: groups of which are shown */
	bool others;           /* and groups that belong to none of them */
	bool hidden;           /* the group at hand is not shown */
	uint8_t indent;        /* of the next line: 4 at first */
	char histogram;        /* which of ICMP's two we are in */
	const char *sentences; /* of the group at hand */
	struct rows *rows;     /* objects are wanted, or null */
	bool begun;            /* one of them is */
};
/* A counter_fn, its context a struct statistics. */
void statistics_show(void *ctx, const struct counter *c);
/* After the last one. */
void statistics_end(struct statistics *s);

#endif
