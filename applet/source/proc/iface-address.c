/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/if_inet6, net/ipv6/addrconf.c:if6_seq_show:
 *
 *   address index prefix scope flags Iface
 */
#include "source/proc.h"
#include "source/records.h"
#include "source/source.h"

struct pass {
	iface_address_fn *fn;
	void *ctx;
};

static enum line address_line(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	struct iface_address a;

	address_decode(a.address, 4, true, line);
	scan_hex(line);
	a.prefix = scan_number(line, 16, 128);
	a.scope = scan_number(line, 16, UINT8_MAX);
	scan_hex(line);
	a.interface = scan_text(line);
	if (line->bad || !a.interface.length)
		return LINE_BAD;
	return p->fn(p->ctx, &a) ? LINE_LAST : LINE_GOOD;
}

int iface_addresses_read(iface_address_fn *fn, void *ctx, struct context *where)
{
	struct pass p = { fn, ctx };

	return lines_read("net/if_inet6", 0, address_line, &p, where);
}
