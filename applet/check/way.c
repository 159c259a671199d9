/* SPDX-License-Identifier: 0BSD */
/*
 * The way packets take: interfaces that lose them, routes that are not there, connections that we cut off.
 */
#include <string.h>

#include "check/check.h"
#include "source/records.h"

enum { ERRORS, PACKETS, PERCENT, SENDING, DAMAGED };

void way_see(struct check *c, const struct sock *s)
{
	(void)c;
	(void)s;
}

/* One direction of an interface: the first look's counters are kept in n[] until the second has come. */
static void see_direction(struct check *c, const struct iface *i, bool sending)
{
	const uint64_t *k = i->counters + (sending ? TX_BYTES : 0);
	uint64_t counters[4] = { k[RX_ERRORS], k[RX_DROPPED], k[RX_PACKETS], k[RX_FIFO] }, by[4];
	enum { BAD, DROPPED, ALL, FIFO };
	char key[IFACE_NAME + 1] = { 0 };
	struct thing *t;
	bool many;

	memcpy(key, i->name, IFACE_NAME);
	key[IFACE_NAME] = sending;
	t = thing_make(c, FINDING_INTERFACE, key_of(key, sizeof key), 0);
	if (!t)
		return;
	for (unsigned n = 0; n < ARRAY_SIZE(by); n++) {
		by[n] = counters[n] - t->n[n];
		t->n[n] = counters[n];
	}
	if (!c->second) {
		t->in_first = true;
		t->path_length = strlen(i->name);
		memcpy(t->path, i->name, sizeof i->name);
		return;
	}
	if (sending) /* what was not sent is not counted as sent */
		by[ALL] += by[DROPPED];
	many = by[ALL] >= (sending ? 1000 : 10000);
	t->n[DAMAGED] = by[BAD] >= 10 && by[BAD] * 100 >= by[ALL];
	if (t->in_first && (t->n[DAMAGED] || by[FIFO] || (many && by[DROPPED] * 50 >= by[ALL])))
		t->severity = SEVERITY_WARNING;
	t->n[ERRORS] = t->n[DAMAGED] ? by[BAD] : by[DROPPED] ? by[DROPPED] : by[FIFO];
	t->n[PACKETS] = by[ALL];
	t->n[PERCENT] = by[ALL] ? t->n[ERRORS] * 100 / by[ALL] : 0;
	t->n[SENDING] = sending;
}

void see_interface(struct check *c, const struct iface *i)
{
	if (!c->seconds || !i->counted)
		return;
	see_direction(c, i, false);
	see_direction(c, i, true);
}

static int note_default(void *ctx, const struct route *r)
{
	bool *found = ctx;
	bool built_in = r->table == ROUTE_FIB6 && (uint32_t)r->metric == UINT32_MAX;
	bool whole = r->table == ROUTE_FIB6 ? !r->prefix : address_is_zero(r->mask, sizeof r->mask);

	*found |= whole && address_is_zero(r->destination, sizeof r->destination) && (r->flags & ROUTE_UP) &&
		  !(r->flags & ROUTE_REJECT) && !built_in && !text_is(r->interface, "*");
	return 0;
}

/*
 * Of IPv4 alone: programs try IPv6 first wherever a name has such an address, and most machines have no way there.
 */
static void judge_routes(struct check *c)
{
	uint64_t lost = growth(c, KERNEL_NO_ROUTE_OUT);
	bool found = false;

	if (routes_read(ROUTE_FIB, note_default, &found, c->where) < 0)
		return;
	if (ENABLE_FEATURE_IPV6)
		routes_read(ROUTE_FIB6, note_default, &found, c->where);
	c->reason[FINDING_ROUTES] = REASON_NONE;
	if (!found || lost)
		thing_of_machine(c, FINDING_ROUTES, found || !lost ? SEVERITY_NOTE : SEVERITY_WARNING, lost, 0, 0);
}

/* Five a second, and ten times as many as are usual here. */
static void judge_resets(struct check *c)
{
	uint64_t by = growth(c, KERNEL_RESETS_OUT), before = c->before.of[KERNEL_RESETS_OUT], uptime;
	uint64_t usual = setting(c, "../uptime", 9, 0, &uptime) && uptime ? before * c->seconds / uptime : 0;
	struct thing *t;

	if (!both_known(c, KERNEL_RESETS_OUT)) {
		c->reason[FINDING_RESETS] = c->seconds ? REASON_NO_COUNTER : REASON_ONE_LOOK;
		return;
	}
	if (by < 5 * c->seconds || by < 10 * usual)
		return;
	thing_of_machine(c, FINDING_RESETS, SEVERITY_WARNING, by, usual ? by * 100 / usual : 0,
			 growth(c, KERNEL_ABORTS_ON_CLOSE));
	t = thing_find(c, FINDING_RESETS, 0);
	if (!t)
		return;
	t->n[3] = growth(c, KERNEL_ABORTS_ON_TIMEOUT);
	t->n[4] = growth(c, KERNEL_ABORTS_ON_DATA);
	t->n[5] = growth(c, KERNEL_ESTABLISHED_RESETS);
}

void way_end(struct check *c)
{
	if (is_wanted(c, FINDING_ROUTES))
		judge_routes(c);
	if (is_wanted(c, FINDING_RESETS))
		judge_resets(c);
}
