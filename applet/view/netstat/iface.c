/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -i: interfaces, a line each.
 */
#include <net/if.h>

#include "view/iface.h"

#define BIT(flag) __builtin_ctz(flag)

void out_iface_flags(struct out *o, const struct iface *i)
{
	static const struct { uint8_t bit; char letter; } letters[] = {
		{ BIT(IFF_ALLMULTI), 'A' }, { BIT(IFF_BROADCAST), 'B' }, { BIT(IFF_DEBUG), 'D' },
		{ BIT(IFF_LOOPBACK), 'L' }, { BIT(IFF_MULTICAST), 'M' }, { BIT(IFF_DYNAMIC), 'd' },
		{ BIT(IFF_PROMISC), 'P' }, { BIT(IFF_NOTRAILERS), 'N' }, { BIT(IFF_NOARP), 'O' },
		{ BIT(IFF_POINTOPOINT), 'p' }, { BIT(IFF_SLAVE), 's' }, { BIT(IFF_MASTER), 'm' },
		{ BIT(IFF_RUNNING), 'R' }, { BIT(IFF_UP), 'U' },
	};

	if (!i->flags)
		out_text(o, "[NO FLAGS]");
	for (size_t n = 0; n < ARRAY_SIZE(letters); n++)
		if (i->flags >> letters[n].bit & 1)
			out_char(o, letters[n].letter);
}

static void cell_flags(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	out_iface_flags(v->out, record);
}

/* In place of the counters. */
static void cell_uncounted(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	(void)record;
	out_text(v->out, "     - no statistics available -");
}

#define COUNTER(V, title, counter, right_) \
	V(title, NUMBER, iface, counters[counter], .width = 6, .right = right_, .added = IFACES_COUNTED)
#define COLUMNS(V, F) \
	V("Iface", CHARS, iface, name, .width = 15) \
	V("  MTU", SIGNED, iface, mtu, .right = 5) \
	COUNTER(V, "   RX-OK", RX_PACKETS, 8) \
	COUNTER(V, "RX-ERR", RX_ERRORS, 6) \
	COUNTER(V, "RX-DRP", RX_DROPPED, 6) \
	COUNTER(V, "RX-OVR", RX_FIFO, 0) \
	COUNTER(V, "   TX-OK", TX_PACKETS, 8) \
	COUNTER(V, "TX-ERR", TX_ERRORS, 6) \
	COUNTER(V, "TX-DRP", TX_DROPPED, 6) \
	COUNTER(V, "TX-OVR", TX_FIFO, 6) \
	F("", cell_uncounted, iface, counted, .width = 55, .added = IFACES_UNCOUNTED) \
	F("Flg", cell_flags, iface, flags)

const struct layout iface_layout = { LAYOUT("", COLUMNS) };
