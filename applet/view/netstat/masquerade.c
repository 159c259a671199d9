/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -M: masqueraded connections. Of tracked ones it has the state too, and -e what was put in place of source
 * and destination; of those of old kernels -e has sequence numbers.
 */
#include <string.h>

#include "record/masquerade.h"
#include "record/tables.def"
#include "view/column.h"

/* "tcp  15:00.00": the protocol, then minutes, seconds and hundredths on the right of what is left. */
static void cell_expires(const struct view *v, const struct column *c, const void *record)
{
	const struct masquerade *m = record;
	size_t start = out_position(v->out);
	unsigned hundredths = m->expires % 6000, minute_width = c->right;
	char rest[] = { ':', '0' + hundredths / 1000, '0' + hundredths / 100 % 10, '.',
			'0' + hundredths / 10 % 10, '0' + hundredths % 10 };

	out_escaped(v->out, m->protocol, strlen(m->protocol), ESCAPE_BLANKS);
	out_pad(v->out, start, c->width - minute_width - sizeof rest);
	out_number(v->out, m->expires / 6000, minute_width);
	out_bytes(v->out, rest, sizeof rest);
}

static void out_port(const struct view *v, const struct masquerade *m, uint16_t port)
{
	bool tcp = !strcmp(m->protocol, "tcp");
	struct text name = { 0, 0 };

	if (!port) {
		out_char(v->out, '*');
		return;
	}
	if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_ports && (tcp || !strcmp(m->protocol, "udp")))
		name = service_name(port, tcp ? PROTOCOL_TCP : PROTOCOL_UDP);
	if (name.length)
		out_escaped(v->out, name.p, name.length, ESCAPE_BLANKS);
	else
		out_number(v->out, port, 0);
}

/* "1024 -> http (61440)" */
static void cell_ports(const struct view *v, const struct column *c, const void *record)
{
	const struct masquerade *m = record;

	(void)c;
	out_port(v, m, m->source.port);
	out_text(v->out, " -> ");
	out_port(v, m, m->destination.port);
	out_text(v->out, " (");
	out_port(v, m, m->port);
	out_char(v->out, ')');
}

#define OWN(V, F) \
	F("prot   expire", cell_expires, masquerade, expires, .width = 13, .right = 3) \
	V("   initseq", NUMBER, masquerade, sequence, .right = 10, .added = COLUMNS_EXTENDED) \
	V("delta", SIGNED, masquerade, delta, .right = 5, .added = COLUMNS_EXTENDED) \
	V("prevd", SIGNED, masquerade, previous, .right = 5, .added = COLUMNS_EXTENDED, \
	  WHERE_KNOWN(MASQUERADE_HAS_PREVIOUS)) \
	V("source", ADDRESS, masquerade, source.address, .width = 20) \
	V("destination", ADDRESS, masquerade, destination.address, .width = 20) \
	F("ports", cell_ports, masquerade, source.port)

#define TRACKED(V, F) \
	F("prot       expire", cell_expires, masquerade, expires, .width = 17, .right = 4) \
	V("source", ADDRESS, masquerade, source.address, .width = 20) \
	V("destination", ADDRESS, masquerade, destination.address, .width = 20) \
	F("ports", cell_ports, masquerade, source.port, .width = 24) \
	V("state", STRING, masquerade, state, .width = 11) \
	V("new source", ADDRESS, masquerade, as_source.address, .width = 20, .added = COLUMNS_EXTENDED) \
	V("new destination", ADDRESS, masquerade, as_destination.address, .width = 20, .added = COLUMNS_EXTENDED)

_Static_assert(!offsetof(struct masquerade, family), "a record begins with the family of its addresses");
const struct layout masquerade_layouts[] = {
	[MASQUERADE_OWN] = { LAYOUT("IP masquerading entries\n", OWN) },
	[MASQUERADE_TRACKED] = { LAYOUT("IP masquerading entries\n", TRACKED) },
};
