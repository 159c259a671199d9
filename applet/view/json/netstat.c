/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's tables besides sockets, as objects.
 */
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

#include "record/tables.def"
#include "source/records.h"
#include "view/objects.h"

static const struct field_list route_fields = VALUE_LIST(ROUTE_FIELDS);
static const struct field_list iface_fields = VALUE_LIST(IFACE_FIELDS);
static const struct field_list iface_address_fields = VALUE_LIST(IFACE_ADDRESS_FIELDS);
static const struct field_list group_fields = VALUE_LIST(GROUP_FIELDS);
static const struct field_list masquerade_fields = VALUE_LIST(MASQUERADE_FIELDS);

int json_route(struct rows *r, const struct route *route)
{
	struct values from = { .list = &route_fields, .record = route, .length = sizeof *route };

	from.family = route->family;
	from.known = route_known(route);
	json_begin(r);
	json_word(r, "family", route->family == AF_INET6 ? "inet6" : "inet");
	json_fields(r, &from);
	json_key(r, "flags");
	json_quote(r, true);
	out_route_flags(r->out, route);
	json_quote(r, false);
	return json_end(r);
}

struct inet6_pass {
	struct rows *rows;
	const char *name;
};

static int inet6_address(void *ctx, const struct iface_address *a)
{
	struct inet6_pass *p = ctx;
	struct values from = { &iface_address_fields, a, sizeof *a, .family = AF_INET6 };

	if (!text_is(a->interface, p->name))
		return 0;
	json_key(p->rows, 0);
	json_open(p->rows, 0, '{');
	json_fields(p->rows, &from);
	json_close(p->rows, '}');
	return 0;
}

/* What -e adds. */
static void hardware(struct rows *r, const struct iface *i, struct context *where)
{
	struct inet6_pass p = { r, i->name };

	json_word(r, "hardware", ifconfig_hardware(i));
	json_key(r, "hardware_address");
	json_quote(r, true);
	ifconfig_hardware_address(r->out, i);
	json_quote(r, false);
	if (!ENABLE_FEATURE_IPV6)
		return;
	json_open(r, "inet6", '[');
	iface_addresses_read(inet6_address, &p, where);
	json_close(r, ']');
}

int json_iface(struct rows *r, const struct iface *i, bool all, struct context *where)
{
	struct values from = { .list = &iface_fields, .record = i, .length = sizeof *i, .family = AF_INET };
	bool card = i->irq || i->base >= 0x100 || i->memory || i->dma;

	from.known = i->counted << IFACE_HAS_COUNTERS;
	if (all)
		from.known |= i->has_address << IFACE_HAS_ADDRESS | card << IFACE_HAS_DEVICE |
			      (i->queue >= 0) << IFACE_HAS_QUEUE |
			      (i->has_address && i->flags & IFF_BROADCAST) << IFACE_HAS_BROADCAST |
			      (i->has_address && i->flags & IFF_POINTOPOINT) << IFACE_HAS_PEER;
	json_begin(r);
	json_fields(r, &from);
	json_key(r, "flags");
	json_quote(r, true);
	out_iface_flags(r->out, i);
	json_quote(r, false);
	if (ENABLE_FEATURE_NETSTAT_IFCONFIG && all)
		hardware(r, i, where);
	return json_end(r);
}

int json_group(struct rows *r, const struct membership *g)
{
	struct values from = { .list = &group_fields, .record = g, .length = sizeof *g, .family = g->family };

	return rows_record(r, &from);
}

int json_masquerade(struct rows *r, const struct masquerade *m, bool tracked, bool extended)
{
	struct values from = { .list = &masquerade_fields, .record = m, .length = sizeof *m, .family = m->family };

	from.protocol = !strcmp(m->protocol, "tcp") ? PROTOCOL_TCP : !strcmp(m->protocol, "udp") ? PROTOCOL_UDP :
			PROTOCOL_UNIX;
	from.known = (tracked && m->state.length) << MASQUERADE_HAS_STATE | (tracked && extended) << MASQUERADE_HAS_NEW |
		     (!tracked && extended) << MASQUERADE_HAS_SEQUENCE |
		     (!tracked && extended && m->has_previous) << MASQUERADE_HAS_PREVIOUS;
	json_begin(r);
	json_fields(r, &from);
	json_number(r, "expires_ms", m->expires * 10);
	return json_end(r);
}

/* A key of the kernel's own. */
static void foreign_key(struct rows *r, struct text key)
{
	json_key(r, 0);
	json_quote(r, true);
	out_escaped(r->out, key.p, key.length, ESCAPE_BLANKS);
	json_quote(r, false);
	out_char(r->out, ':');
}

/* JSON has no zeros in front of a number. */
static struct text without_zeros(struct text t)
{
	while (t.length > 1 && *t.p == '0') {
		t.p++;
		t.length--;
	}
	return t;
}

void json_counter(struct rows *r, const struct counter *c)
{
	struct text value = c->value;

	foreign_key(r, c->name);
	if (*value.p == '-') {
		out_char(r->out, '-');
		value.p++;
		value.length--;
	}
	value = without_zeros(value);
	out_bytes(r->out, value.p, value.length);
}
