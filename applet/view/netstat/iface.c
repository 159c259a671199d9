/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -i: interfaces, a line each.
 */
#include <string.h>

#include "record/iface.h"
#include "view/view.h"

static void cell_name(const struct view *v, const void *record)
{
	const struct iface *i = record;

	out_escaped(v->out, i->name, strlen(i->name), ESCAPE_BLANKS);
}

static void cell_mtu(const struct view *v, const void *record)
{
	out_signed(v->out, ((const struct iface *)record)->mtu, 5);
}

/* Two times packets, errors, dropped and overruns; of the received ones overruns stand on the left. */
static void cell_counters(const struct view *v, const void *record)
{
	static const uint8_t shown[] = { RX_PACKETS, RX_ERRORS, RX_DROPPED, RX_FIFO,
					 TX_PACKETS, TX_ERRORS, TX_DROPPED, TX_FIFO };
	const struct iface *i = record;
	size_t start = out_position(v->out);

	if (!i->counted) {
		out_text(v->out, "     - no statistics available -");
		out_pad(v->out, start, 55);
		return;
	}
	for (const uint8_t *c = shown; c < shown + ARRAY_SIZE(shown); c++) {
		if (c > shown)
			out_char(v->out, ' ');
		start = out_position(v->out);
		out_number(v->out, i->counters[*c], *c == RX_FIFO ? 0 : c - shown == 0 || c - shown == 4 ? 8 : 6);
		out_pad(v->out, start, 6);
	}
}

/* Pairs of a bit, counted from 'A', and its letter. */
void iface_cell_flags(const struct view *v, const void *record)
{
	static const char letters[] = "JABBCDDLMMPdIPFNHOEpLsKmGRAU";
	const struct iface *i = record;

	if (!i->flags)
		out_text(v->out, "[NO FLAGS]");
	for (const char *l = letters; *l; l += 2)
		if (i->flags >> (*l - 'A') & 1)
			out_char(v->out, l[1]);
}

#define COLUMNS(C) \
	C("Iface", cell_name, 15, 0) \
	C("  MTU", cell_mtu, 0, 0) \
	C("   RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR", cell_counters, 0, 0) \
	C("Flg", iface_cell_flags, 0, 0)

const struct layout iface_layout = LAYOUT("", COLUMNS);
