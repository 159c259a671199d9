/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -M: masqueraded connections. Of tracked ones it has the state too, and -e what was put in place of source
 * and destination; of those of old kernels -e has sequence numbers.
 */
#include <string.h>

#include "record/masquerade.h"
#include "view/view.h"

/* "tcp  15:00.00": the protocol, then minutes, seconds and hundredths on the right of what is left. */
static void out_begin(const struct view *v, const struct masquerade *m, unsigned protocol_width, unsigned minute_width)
{
	size_t start = out_position(v->out);
	unsigned hundredths = m->expires % 6000;
	char rest[] = { ':', '0' + hundredths / 1000, '0' + hundredths / 100 % 10, '.',
			'0' + hundredths / 10 % 10, '0' + hundredths % 10 };

	out_escaped(v->out, m->protocol, strlen(m->protocol), ESCAPE_BLANKS);
	out_pad(v->out, start, protocol_width);
	out_number(v->out, m->expires / 6000, minute_width);
	out_bytes(v->out, rest, sizeof rest);
}

static void cell_own_begin(const struct view *v, const void *record)
{
	out_begin(v, record, 4, 3);
}

static void cell_tracked_begin(const struct view *v, const void *record)
{
	out_begin(v, record, 7, 4);
}

static void cell_sequence(const struct view *v, const void *record)
{
	out_number(v->out, ((const struct masquerade *)record)->sequence, 10);
}

static void cell_delta(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct masquerade *)record)->delta, 5);
}

static void cell_previous(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	if (m->has_previous)
		out_signed(v->out, m->previous, 5);
	else
		out_text(v->out, "    -");
}

static void out_address(const struct view *v, uint8_t family, const struct endpoint *e)
{
	char digits[ADDRESS_TEXT];
	struct text name = address_text(v, family, e->address, digits);

	out_escaped(v->out, name.p, name.length, ESCAPE_BLANKS);
}

static void cell_source(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	out_address(v, m->family, &m->source);
}

static void cell_destination(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	out_address(v, m->family, &m->destination);
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
static void cell_ports(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	out_port(v, m, m->source.port);
	out_text(v->out, " -> ");
	out_port(v, m, m->destination.port);
	out_text(v->out, " (");
	out_port(v, m, m->port);
	out_char(v->out, ')');
}

static void cell_state(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	out_escaped(v->out, m->state.p, m->state.length, ESCAPE_BLANKS);
}

static void cell_as_source(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	out_address(v, m->family, &m->as_source);
}

static void cell_as_destination(const struct view *v, const void *record)
{
	const struct masquerade *m = record;

	out_address(v, m->family, &m->as_destination);
}

#define OWN(C) \
	C("prot   expire", cell_own_begin, 0, 0) \
	C("   initseq", cell_sequence, 0, COLUMNS_EXTENDED) \
	C("delta", cell_delta, 0, COLUMNS_EXTENDED) \
	C("prevd", cell_previous, 0, COLUMNS_EXTENDED) \
	C("source", cell_source, 20, 0) \
	C("destination", cell_destination, 20, 0) \
	C("ports", cell_ports, 0, 0)

#define TRACKED(C) \
	C("prot       expire", cell_tracked_begin, 0, 0) \
	C("source", cell_source, 20, 0) \
	C("destination", cell_destination, 20, 0) \
	C("ports", cell_ports, 24, 0) \
	C("state", cell_state, 11, 0) \
	C("new source", cell_as_source, 20, COLUMNS_EXTENDED) \
	C("new destination", cell_as_destination, 20, COLUMNS_EXTENDED)

const struct layout masquerade_layouts[] = {
	[MASQUERADE_OWN] = LAYOUT("IP masquerading entries\n", OWN),
	[MASQUERADE_TRACKED] = LAYOUT("IP masquerading entries\n", TRACKED),
};
