/* SPDX-License-Identifier: 0BSD */
/*
 * Addresses, read and written: record/address.c, record/parse.c, put_ipv6.
 */
#include <sys/socket.h>

#include "record/sock.h"
#include "unit.h"

/* What is written is read as the same address again. */
static const struct { uint8_t address[16]; const char *text; } ipv6[] = {
	{ { 0 }, "::" },
	{ { [15] = 1 }, "::1" },
	{ { 0xfe, 0x80, [15] = 1 }, "fe80::1" },
	{ { 0xfe, 0x80 }, "fe80::" },
	{ { 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1 }, "2001:db8::1:0:0:1" }, /* the first of two runs */
	{ { 0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 }, "2001:db8:0:1:1:1:1:1" }, /* one group is no run */
	{ { [10] = 0xff, 0xff, 10, 1, 2, 3 }, "::ffff:10.1.2.3" },
	{ { [12] = 1, 2, 3, 4 }, "::1.2.3.4" },
	{ { 0, 0x64, 0xff, 0x9b, [12] = 192, 0, 2, 33 }, "64:ff9b::c000:221" },
};

static const struct { const char *text; uint8_t family; const char *rest; } scans[] = {
	{ "127.0.0.1", AF_INET, "" },
	{ "10.1/16", AF_INET, "/16" },
	{ "::/0", AF_INET6, "/0" },
	{ "fe80::1%eth0", AF_INET6, "%eth0" },
	{ "1:2:3:4:5:6:7:8", AF_INET6, "" },
	{ "1:2:3:4:5:6:7", 0, 0 },
	{ "1:2:3:4:5:6:7::8", 0, 0 },
	{ "1::2::3", 0, 0 },
	{ "::1.2.3", 0, 0 },
	{ "localhost", 0, 0 },
};

void test_addresses(void)
{
	char text[ADDRESS_TEXT];
	uint8_t address[16];

	for (size_t i = 0; i < ARRAY_SIZE(ipv6); i++) {
		struct scan s = scan_of(ipv6[i].text);

		is_text("put_ipv6", ipv6[i].text, ipv6[i].text,
			(struct text){ text, put_ipv6(text, ipv6[i].address) - text });
		is_number("scan_address", ipv6[i].text, AF_INET6, scan_address(&s, address));
		is_number("... the same address", ipv6[i].text, 0, memcmp(address, ipv6[i].address, 16) != 0);
	}
	for (size_t i = 0; i < ARRAY_SIZE(scans); i++) {
		struct scan s = scan_of(scans[i].text);

		is_number("scan_address", scans[i].text, scans[i].family, scan_address(&s, address));
		if (scans[i].family)
			is_text("scan_address leaves", scans[i].text, scans[i].rest, (struct text){ s.p, s.end - s.p });
	}
}
