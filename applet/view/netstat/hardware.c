/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -ie: what an interface is made of, and where in the machine it is.
 */
#include <net/if.h>
#include <string.h>

#include "view/ifconfig.h"

static const struct hardware {
	uint16_t number;
	uint8_t separator, length;
} hardware[] = {
#define HARDWARE(number, name, title, separator, length) { number, separator, length },
#include "record/hardware-types.def"
#undef HARDWARE
};
/* The name and the title of each. */
static const char hardware_names[] =
#define HARDWARE(number, name, title, separator, length) name "\0" title "\0"
#include "record/hardware-types.def"
#undef HARDWARE
	;

enum { ETHER = 1 };

static const struct hardware *find_hardware(const struct iface *i)
{
	const struct hardware *h = hardware + ARRAY_SIZE(hardware) - 1;

	while (h > hardware && h->number != i->hardware)
		h--;
	return h;
}

/* Ethernet's digits are small ones. What we have of an address is eight bytes, the others are shown as 00. */
void ifconfig_hardware_address(struct out *o, const struct iface *i)
{
	const struct hardware *h = find_hardware(i);
	const char *digits = h->number == ETHER ? "0123456789abcdef" : "0123456789ABCDEF";

	for (unsigned n = 0; n < h->length; n++) {
		uint8_t byte = n < sizeof i->hardware_address ? i->hardware_address[n] : 0;

		if (n)
			out_char(o, h->separator);
		out_char(o, digits[byte >> 4]);
		out_char(o, digits[byte & 15]);
	}
}

const char *ifconfig_hardware(const struct iface *i)
{
	return word_at(hardware_names, (find_hardware(i) - hardware) * 2);
}

void ifconfig_out_hardware(struct out *o, const struct iface *i)
{
	const char *name = ifconfig_hardware(i);

	out_text(o, "        ");
	out_text(o, name);
	if (find_hardware(i)->separator)
		out_char(o, ' ');
	ifconfig_hardware_address(o, i);
	if (i->queue >= 0)
		out_field(o, "  txqueuelen ", i->queue);
	out_text(o, "  (");
	out_text(o, word_at(name, 1));
	out_text(o, ")\n");
}

/* The kind of plug, of cards that have several. */
void ifconfig_out_media(struct out *o, const struct iface *i)
{
	static const char ports[][10] = { "unknown", "10base2", "10baseT", "AUI", "100baseT", "100baseTX", "100baseFX" };

	if (!(i->flags & IFF_PORTSEL))
		return;
	out_text(o, "        media ");
	out_text(o, ports[i->port < ARRAY_SIZE(ports) ? i->port : 0]);
	if (i->flags & IFF_AUTOMEDIA)
		out_text(o, "autoselect");
	out_char(o, '\n');
}

/* Where the card is, when it is a card. */
void ifconfig_out_device(struct out *o, const struct iface *i)
{
	bool based = i->base >= 0x100;

	if (!i->irq && !based && !i->memory && !i->dma)
		return;
	out_text(o, "        device ");
	if (i->irq) {
		out_field(o, "interrupt ", i->irq);
		out_text(o, "  ");
	}
	if (based) {
		out_text(o, "base 0x");
		out_hex(o, i->base);
		out_text(o, "  ");
	}
	if (i->memory) {
		out_text(o, "memory 0x");
		out_hex(o, i->memory);
		out_char(o, '-');
		out_hex(o, i->memory_end);
		out_text(o, "  ");
	}
	if (i->dma) {
		out_text(o, "  dma 0x");
		out_hex(o, i->dma);
	}
	out_char(o, '\n');
}
