/* SPDX-License-Identifier: 0BSD */
/*
 * Files of routes, interfaces, addresses, memberships and translated connections with any bytes in them, through
 * their decoders. The first byte says which file it is. Every text that comes out is read to its end, and what is
 * shown of it must be printable; then it is written as JSON.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fuzz.h"
#include "object.h"
#include "source/records.h"
#include "source/source.h"
#include "view/objects.h"

static struct rows rows;
static struct context where;
static char buffer[1 << 16];
static struct out out;

static void show(const char *p, size_t length)
{
	out.used = 0;
	out_escaped(&out, p, length, ESCAPE_BLANKS);
	for (size_t i = 0; i < out.used; i++)
		if (buffer[i] > 0 && (buffer[i] <= ' ' || buffer[i] == 0x7f))
			abort();
}

static int show_route(void *ctx, const struct route *r)
{
	if (r->table != *(enum route_table *)ctx || r->prefix > 128)
		abort();
	show(r->interface.p, r->interface.length);
	json_route(&rows, r);
	check_objects();
	return 0;
}

static int show_iface(void *ctx, struct iface *i)
{
	(void)ctx;
	if (!memchr(i->name, 0, sizeof i->name))
		abort();
	show(i->name, strlen(i->name));
	json_iface(&rows, i, true, &where);
	check_objects();
	return 0;
}

static int show_address(void *ctx, const struct iface_address *a)
{
	(void)ctx;
	show(a->interface.p, a->interface.length);
	return 0;
}

static int show_membership(void *ctx, const struct membership *m)
{
	if (m->family != *(uint8_t *)ctx)
		abort();
	show(m->interface.p, m->interface.length);
	json_group(&rows, m);
	check_objects();
	return 0;
}

static int show_masquerade(void *ctx, const struct masquerade *m)
{
	(void)ctx;
	if (!memchr(m->protocol, 0, sizeof m->protocol) || (m->family != AF_INET && m->family != AF_INET6))
		abort();
	show(m->protocol, strlen(m->protocol));
	show(m->state.p, m->state.length);
	json_masquerade(&rows, m, m->state.length, true);
	check_objects();
	return (int)masquerade_translates(m) > 1;
}

/* Writes below net/ and says which file the first byte meant. */
static unsigned choose_file(const uint8_t *data, size_t size)
{
	static const char *const files[] = {
		"route", "rt_cache", "ipv6_route", "dev", "if_inet6", "igmp", "igmp6", "ip_masquerade", "nf_conntrack",
	};
	unsigned file = data[0] % ARRAY_SIZE(files);

	fuzz_file("net", files[file], data + 1, size - 1);
	return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum route_table table;
	uint8_t family;
	unsigned file;

	if (!size)
		return 0;
	out_open(&out, -1, buffer, sizeof buffer);
	rows = objects_rows(0);
	file = choose_file(data, size);
	context_open(&where);
	table = file;
	family = file == 6 ? AF_INET6 : AF_INET;
	if (file < 3)
		routes_read(table, show_route, &table, &where);
	else if (file == 3)
		ifaces_read(show_iface, 0, &where);
	else if (file == 4)
		iface_addresses_read(show_address, 0, &where);
	else if (file < 7)
		groups_read(family, show_membership, &family, &where);
	else
		masquerades_read(file - 7, show_masquerade, 0, &where);
	return 0;
}
