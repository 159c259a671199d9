/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -ie: interfaces in the words of ifconfig, a paragraph each.
 */
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

#include "record/sock.h"
#include "view/ifconfig.h"

/* ARPHRD_* */
enum { CSLIP = 257, CSLIP6 = 259 };

static void out_address(struct out *o, const char *what, const uint8_t address[4])
{
	out_text(o, what);
	out_ip(o, AF_INET, address, false);
}

#define NAME_OF(flag, name) name "\0"
#define BIT_OF(flag, name) __builtin_ctz(flag),
/* Names of flags, and their bits by number. */
#define NAMES_AND_BITS(list) list(NAME_OF), (const uint8_t[]){ list(BIT_OF) }

/* "<UP,LOOPBACK,RUNNING>": the names of those bits that are set. */
static void out_set(struct out *o, unsigned set, const char *names, const uint8_t *bits)
{
	char before = '<';

	for (; *names; names += strlen(names) + 1, bits++) {
		if (!(set >> *bits & 1))
			continue;
		out_char(o, before);
		out_text(o, names);
		before = ',';
	}
	out_text(o, before == '<' ? "<>" : ">");
}

#define FLAGS(F) \
	F(IFF_UP, "UP") \
	F(IFF_BROADCAST, "BROADCAST") \
	F(IFF_DEBUG, "DEBUG") \
	F(IFF_LOOPBACK, "LOOPBACK") \
	F(IFF_POINTOPOINT, "POINTOPOINT") \
	F(IFF_NOTRAILERS, "NOTRAILERS") \
	F(IFF_RUNNING, "RUNNING") \
	F(IFF_NOARP, "NOARP") \
	F(IFF_PROMISC, "PROMISC") \
	F(IFF_ALLMULTI, "ALLMULTI") \
	F(IFF_SLAVE, "SLAVE") \
	F(IFF_MASTER, "MASTER") \
	F(IFF_MULTICAST, "MULTICAST") \
	F(IFF_DYNAMIC, "DYNAMIC")

void ifconfig_begin(struct out *o, const struct iface *i)
{
	out_escaped(o, i->name, strlen(i->name), ESCAPE_BLANKS);
	out_field(o, ": flags=", i->flags);
	out_set(o, i->flags, NAMES_AND_BITS(FLAGS));
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

/* The kernel's IPV6_ADDR_* (include/net/ipv6.h) that say how far an address reaches; it is global without any. */
enum { SCOPE_HOST = 0x10, SCOPE_LINK = 0x20, SCOPE_SITE = 0x40, SCOPE_COMPAT = 0x80, SCOPE_GLOBAL = 0x100 };
#define SCOPES(F) \
	F(SCOPE_COMPAT, "compat") \
	F(SCOPE_GLOBAL, "global") \
	F(SCOPE_LINK, "link") \
	F(SCOPE_SITE, "site") \
	F(SCOPE_HOST, "host")

void ifconfig_address(struct out *o, const struct iface_address *a)
{
	unsigned global = a->scope & 0x7f ? 0 : SCOPE_GLOBAL;

	out_text(o, "        inet6 ");
	out_ip(o, AF_INET6, a->address, false);
	out_field(o, "  prefixlen ", a->prefix);
	out_text(o, "  scopeid 0x");
	out_hex(o, a->scope);
	out_set(o, a->scope | global, NAMES_AND_BITS(SCOPES));
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

/* What stands behind a counter: the next one; the line's end; that, with a size before; it is of CSLIP only. */
enum { MORE, LAST, SIZE, COMPRESSED };
#define COUNTERS(C) \
	C("        RX packets ", RX_PACKETS, MORE) \
	C("  bytes ", RX_BYTES, SIZE) \
	C("        RX compressed:", RX_COMPRESSED, COMPRESSED) \
	C("        RX errors ", RX_ERRORS, MORE) \
	C("  dropped ", RX_DROPPED, MORE) \
	C("  overruns ", RX_FIFO, MORE) \
	C("  frame ", RX_FRAME, LAST) \
	C("        TX packets ", TX_PACKETS, MORE) \
	C("  bytes ", TX_BYTES, SIZE) \
	C("        TX compressed ", TX_COMPRESSED, COMPRESSED) \
	C("        TX errors ", TX_ERRORS, MORE) \
	C("  dropped ", TX_DROPPED, MORE) \
	C(" overruns ", TX_FIFO, MORE) \
	C("  carrier ", TX_CARRIER, MORE) \
	C("  collisions ", TX_COLLISIONS, LAST)
#define COUNTER_TEXT(text, counter, then) text "\0"
#define COUNTER_THEN(text, counter, then) { counter, then },

static void out_counters(struct out *o, const struct iface *i)
{
	static const struct { uint8_t counter, then; } shown[] = { COUNTERS(COUNTER_THEN) };
	const char *text = COUNTERS(COUNTER_TEXT);
	bool compressed = i->hardware == CSLIP || i->hardware == CSLIP6;

	for (unsigned n = 0; i->counted && n < ARRAY_SIZE(shown); n++, text += strlen(text) + 1) {
		uint64_t value = i->counters[shown[n].counter];

		if (shown[n].then == COMPRESSED && !compressed)
			continue;
		out_field(o, text, value);
		if (shown[n].then == SIZE)
			out_size(o, value);
		else if (shown[n].then != MORE)
			out_char(o, '\n');
	}
}

void ifconfig_end(struct out *o, const struct iface *i)
{
	ifconfig_out_hardware(o, i);
	ifconfig_out_media(o, i);
	out_counters(o, i);
	ifconfig_out_device(o, i);
	out_char(o, '\n');
}
