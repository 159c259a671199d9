/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -ie: interfaces in the words of ifconfig, a paragraph each.
 */
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

#include "view/ifconfig.h"
#include "record/sock.h"

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

enum { CSLIP = 257, CSLIP6 = 259, ETHER = 1 };

/* A row of texts with numbers between them, up to a null pointer. */
static void out_row(struct out *o, const char *const *texts, const uint64_t *counters, const uint8_t *which)
{
	while (*texts) {
		out_text(o, *texts++);
		out_number(o, counters[*which++], 0);
	}
}

static void out_address(struct out *o, const char *what, const uint8_t address[4])
{
	char digits[ADDRESS_TEXT];

	out_text(o, what);
	out_bytes(o, digits, put_ipv4(digits, address) - digits);
}

/* "flags=73<UP,LOOPBACK,RUNNING>" */
static void out_flags(struct out *o, uint16_t flags)
{
	static const char names[] = "UP\0BROADCAST\0DEBUG\0LOOPBACK\0POINTOPOINT\0NOTRAILERS\0RUNNING\0NOARP\0"
				    "PROMISC\0ALLMULTI\0SLAVE\0MASTER\0MULTICAST\0DYNAMIC\0";
	static const uint8_t bits[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 10, 12, 15 };
	char before = '<';

	out_text(o, "flags=");
	out_number(o, flags, 0);
	for (size_t i = 0; i < ARRAY_SIZE(bits); i++) {
		if (!(flags >> bits[i] & 1))
			continue;
		out_char(o, before);
		out_text(o, word_at(names, i));
		before = ',';
	}
	out_text(o, before == '<' ? "<>" : ">");
}

void ifconfig_begin(struct out *o, const struct iface *i)
{
	out_escaped(o, i->name, strlen(i->name), ESCAPE_BLANKS);
	out_text(o, ": ");
	out_flags(o, i->flags);
	out_text(o, "  mtu ");
	out_signed(o, i->mtu, 0);
	out_char(o, '\n');
	if (!i->has_address)
		return;
	out_address(o, "        inet ", i->address);
	out_address(o, "  netmask ", i->mask);
	if (i->flags & IFF_BROADCAST)
		out_address(o, "  broadcast ", i->broadcast);
	if (i->flags & IFF_POINTOPOINT)
		out_address(o, "  destination ", i->peer);
	out_char(o, '\n');
}

/* The kernel's IPV6_ADDR_* that say how far an address reaches. */
static void out_scope(struct out *o, uint8_t scope)
{
	static const struct { uint8_t bit; char name[8]; } names[] = {
		{ 0x80, "compat" }, { 0, "global" }, { 0x20, "link" }, { 0x40, "site" }, { 0x10, "host" },
	};
	char before = '<';

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (names[i].bit ? !(scope & names[i].bit) : scope & 0x7f)
			continue;
		out_char(o, before);
		out_text(o, names[i].name);
		before = ',';
	}
	out_text(o, before == '<' ? "<>" : ">");
}

void ifconfig_address(struct out *o, const struct iface_address *a)
{
	char digits[ADDRESS_TEXT];

	out_text(o, "        inet6 ");
	out_bytes(o, digits, put_ipv6(digits, a->address) - digits);
	out_text(o, "  prefixlen ");
	out_number(o, a->prefix, 0);
	out_text(o, "  scopeid 0x");
	out_hex(o, a->scope);
	out_scope(o, a->scope);
	out_char(o, '\n');
}

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

static void out_hardware(struct out *o, const struct iface *i)
{
	const char *name = ifconfig_hardware(i);

	out_text(o, "        ");
	out_text(o, name);
	if (find_hardware(i)->separator)
		out_char(o, ' ');
	ifconfig_hardware_address(o, i);
	if (i->queue >= 0) {
		out_text(o, "  txqueuelen ");
		out_number(o, i->queue, 0);
	}
	out_text(o, "  (");
	out_text(o, word_at(name, 1));
	out_text(o, ")\n");
}

/* The kind of plug, of cards that have several. */
static void out_media(struct out *o, const struct iface *i)
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

/* " (8.4 KiB)": a unit is left when there is more than 1024 of it. */
static void out_size(struct out *o, uint64_t bytes)
{
	static const char units[] = "BKMGTPE";
	unsigned unit = 0;

	while (unit < 6 && bytes > (uint64_t)1024 << 10 * unit)
		unit++;
	out_text(o, " (");
	out_number(o, bytes >> 10 * unit, 0);
	out_char(o, '.');
	out_char(o, '0' + ((bytes & (((uint64_t)1 << 10 * unit) - 1)) * 10 >> 10 * unit));
	out_char(o, ' ');
	out_char(o, units[unit]);
	out_text(o, unit ? "iB)\n" : ")\n");
}

static void out_counters(struct out *o, const struct iface *i)
{
	static const char *const packets[][3] = { { "        RX packets ", "  bytes " },
						  { "        TX packets ", "  bytes " } };
	static const char *const errors[][6] = {
		{ "        RX errors ", "  dropped ", "  overruns ", "  frame " },
		{ "        TX errors ", "  dropped ", " overruns ", "  carrier ", "  collisions " },
	};
	static const char *const compressed[][2] = { { "        RX compressed:" }, { "        TX compressed " } };
	static const uint8_t which[][9] = {
		{ RX_PACKETS, RX_BYTES, RX_COMPRESSED, RX_ERRORS, RX_DROPPED, RX_FIFO, RX_FRAME },
		{ TX_PACKETS, TX_BYTES, TX_COMPRESSED, TX_ERRORS, TX_DROPPED, TX_FIFO, TX_CARRIER, TX_COLLISIONS },
	};

	for (int way = 0; i->counted && way < 2; way++) {
		out_row(o, packets[way], i->counters, which[way]);
		out_size(o, i->counters[which[way][1]]);
		if (i->hardware == CSLIP || i->hardware == CSLIP6) {
			out_row(o, compressed[way], i->counters, which[way] + 2);
			out_char(o, '\n');
		}
		out_row(o, errors[way], i->counters, which[way] + 3);
		out_char(o, '\n');
	}
}

/* Where in the machine the card is, when it is a card. */
static void out_device(struct out *o, const struct iface *i)
{
	bool based = i->base >= 0x100;

	if (!i->irq && !based && !i->memory && !i->dma)
		return;
	out_text(o, "        device ");
	if (i->irq) {
		out_text(o, "interrupt ");
		out_number(o, i->irq, 0);
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

void ifconfig_end(struct out *o, const struct iface *i)
{
	out_hardware(o, i);
	out_media(o, i);
	out_counters(o, i);
	out_device(o, i);
	out_char(o, '\n');
}
