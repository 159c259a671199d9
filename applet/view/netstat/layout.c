/* SPDX-License-Identifier: 0BSD */
/*
 * Tables of columns, whatever their rows are made from.
 */
#include <string.h>

#include "view/column.h"

/* Which tables there are besides those of sockets, for the sake of what only they need. */
enum {
	ROUTES = ENABLE_FEATURE_NETSTAT_ROUTE,
	MASQUERADES = ENABLE_FEATURE_NETSTAT_MASQUERADE,
	FAMILIES = ENABLE_FEATURE_NETSTAT_OTHER_FAMILIES || ENABLE_FEATURE_NETSTAT_BLUETOOTH,
	OTHER_TABLES = ROUTES || MASQUERADES || FAMILIES || ENABLE_FEATURE_NETSTAT_GROUPS || ENABLE_FEATURE_NETSTAT_IFACE,
	ONLY_PATHS = !OTHER_TABLES && !ENABLE_FEATURE_NAMESPACES,
	MAY_BE_UNKNOWN = ROUTES || MASQUERADES || ENABLE_FEATURE_NETSTAT_SCTP,
};

static bool is_known(const struct column *c, uint32_t known)
{
	unsigned when = c->field.when;

	return !MAY_BE_UNKNOWN || known == UINT32_MAX || when < WHEN_KNOWN || known >> (when - WHEN_KNOWN) & 1;
}

static void out_unknown(struct out *o, const struct layout *l, const struct column *c)
{
	out_pad(o, out_position(o), c->right ? c->right - 1 : 0);
	out_char(o, ENABLE_FEATURE_NETSTAT_SCTP && l->unknown ? l->unknown : '-');
}

/* A struct text, mostly. Addresses may come as digits, which are put into `digits`. */
static struct text text_of(const struct view *v, const struct column *c, const void *record, char *digits)
{
	const void *member = cell_member(c, record);
	struct text t;

	if (OTHER_TABLES && c->field.kind == FIELD_ADDRESS)
		return address_text(v, *(const uint8_t *)record, member, digits);
	if (OTHER_TABLES && c->field.kind == FIELD_CHARS)
		return (struct text){ member, strlen(member) };
	memcpy(&t, member, sizeof t);
	return t;
}

static void out_text_value(const struct view *v, const struct column *c, const void *record)
{
	char digits[ADDRESS_TEXT];
	struct text t = text_of(v, c, record, digits);

	if (ENABLE_FEATURE_NETSTAT_ROUTE_CACHE && c->right > t.length)
		out_pad(v->out, out_position(v->out), c->right - t.length);
	if (ONLY_PATHS || c->field.kind == FIELD_PATH)
		out_escaped(v->out, t.p, t.length, ESCAPE_CONTROLS);
	else
		out_name_or_digits(v->out, t, digits, v->wide ? 0 : c->limit);
}

void cell_value(const struct view *v, const struct column *c, const void *record)
{
	const void *member = cell_member(c, record);
	bool four = c->field.size == 4;

	if (c->field.kind == FIELD_NUMBER)
		out_number(v->out, four ? *(const uint32_t *)member : *(const uint64_t *)member, c->right);
	else if (OTHER_TABLES && c->field.kind == FIELD_SIGNED)
		out_signed(v->out, four ? *(const int32_t *)member : *(const int64_t *)member, c->right);
	else if (ENABLE_FEATURE_NETSTAT_ROUTE_CACHE && c->field.kind == FIELD_HEX)
		out_hex(v->out, *(const uint64_t *)member);
	else
		out_text_value(v, c, record);
}

/* A line of cells, or of titles where there are any. */
static void out_line(const struct layout *l, const struct view *v, const char *titles, const void *record, uint32_t known)
{
	column_fn *const *next = l->functions;
	const struct column *c = l->columns, *end = c + l->count;
	struct out *o = v->out;
	size_t line = out_position(o), start;

	for (; c < end; c++) {
		const char *title = titles;
		column_fn *write = c->field.kind == FIELD_CELL ? *next++ : cell_value;

		if (titles)
			titles += strlen(titles) + 1;
		if (c->added & ~v->columns)
			continue;
		if (out_position(o) != line && !(FAMILIES && l->close))
			out_char(o, ' ');
		start = out_position(o);
		if (title)
			out_text(o, title);
		else if (is_known(c, known))
			write(v, c, record);
		else
			out_unknown(o, l, c);
		out_pad(o, start, c->width);
	}
	out_char(o, '\n');
}

void layout_row(const struct layout *l, const struct view *v, const void *record, uint32_t known)
{
	out_line(l, v, 0, record, known);
}

void layout_titles(const struct layout *l, const struct view *v)
{
	out_line(l, v, l->titles, 0, 0);
}

void layout_title(const struct layout *l, const struct view *v, const char *which)
{
	out_text(v->out, "Active ");
	out_text(v->out, l->title);
	out_text(v->out, " (");
	out_text(v->out, which);
	out_text(v->out, ")\n");
	layout_titles(l, v);
}
