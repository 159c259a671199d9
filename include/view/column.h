/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's tables: each is a list of columns over the fields of its record.
 */
#ifndef COLUMN_H
#define COLUMN_H

#include "record/field.h"
#include "view/view.h"

struct column {
	struct field field; /* FIELD_CELL: a column_fn writes it */
	uint8_t width; /* cells are padded to it, longer ones push the rest on */
	uint8_t right; /* what is shorter than this stands to the right in so many columns */
	uint8_t limit; /* a text is cut to it unless the view is wide; 0: never */
	uint8_t added; /* COLUMNS_*: it is there where all these are; 0: always */
};

/* Writes the cell of a FIELD_CELL: a name for a number, letters for flags, several values. */
typedef void column_fn(const struct view *v, const struct column *c, const void *record);
/* Writes the value of any other field, as its kind is: a number of four or eight bytes, or text. */
column_fn cell_value;
static inline const void *cell_member(const struct column *c, const void *record)
{
	return (const uint8_t *)record + c->field.offset;
}

/*
 * The columns of a table are a macro LIST(V, F) of
 *
 *   V(title, kind, record, member, ...)       the value of a field, written as its kind is
 *   F(title, function, record, member, ...)   what a column_fn writes
 *
 * and behind these the members of struct column that are not zero. LAYOUT makes of it arrays, the titles as one string
 * with each ended by a NUL: pointers to them, and functions for all of them, would take more room than they do.
 */
#define COLUMN(kind_, record, member, ...) { \
	.field.kind = FIELD_##kind_, .field.size = MEMBER_SIZE(record, member) & 15, \
	.field.offset = offsetof(struct record, member), __VA_ARGS__ \
},
#define COLUMN_VALUE(title, kind, record, member, ...) COLUMN(kind, record, member, __VA_ARGS__)
#define COLUMN_CELL(title, function, record, member, ...) COLUMN(CELL, record, member, __VA_ARGS__)
#define COLUMN_TITLE(title, ...) title "\0"
#define COLUMN_FUNCTION(title, function, ...) function,
#define NO_FUNCTION(...)
#define COLUMNS_OF(list) (const struct column[]){ list(COLUMN_VALUE, COLUMN_CELL) }
#define LAYOUT_OF(list) \
	.columns = COLUMNS_OF(list), .functions = (column_fn *const[]){ list(NO_FUNCTION, COLUMN_FUNCTION) }, \
	.count = sizeof COLUMNS_OF(list) / sizeof(struct column)
#define TITLES_OF(list) list(COLUMN_TITLE, COLUMN_TITLE)
#define LAYOUT(heading, list) .title = heading, .titles = TITLES_OF(list), LAYOUT_OF(list)
/* A column that holds its value only where that bit of what is known of the record is set. */
#define WHERE_KNOWN(bit) .field.when = WHEN_KNOWN + (bit)

struct layout {
	const char *title;             /* above the columns' titles */
	const char *titles;
	const struct column *columns;
	column_fn *const *functions;   /* of the columns that have one, in their order */
	uint8_t count;                 /* of columns */
	bool close;                    /* no blank stands between them: their widths have it */
	char unknown;                  /* what stands where a value is not known; 0: "-" */
};
extern const struct layout inet_layout, unix_layout, group_layout, iface_layout, masquerade_layouts[];
extern const struct layout route_layout, route6_layout;

/* "Active <title> (<which>)" and the columns' titles. */
void layout_title(const struct layout *l, const struct view *v, const char *which);
void layout_titles(const struct layout *l, const struct view *v);
/*
 * The cells of a record. `known` has bits that columns may ask for by WHEN_KNOWN: what of the record is known. A record
 * with a FIELD_ADDRESS begins with the family of its addresses.
 */
void layout_row(const struct layout *l, const struct view *v, const void *record, uint32_t known);

/* The user's name, or its number. */
column_fn cell_user;
/* "PID/program" of the first holder of an inode, "-" when there is none or it may not be known. */
column_fn cell_program;
/* The SELinux context of the first holder, "-" likewise. */
column_fn cell_context;
/* "name (seconds/retransmits/probes)" */
column_fn cell_timer;

#endif
