/* SPDX-License-Identifier: 0BSD */
/*
 * Who may come in: services that are meant for inside, open to all; sockets without a program, or with one whose file
 * is gone; ports that one of IPv4 and IPv6 does not reach.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check/check.h"
#include "source/records.h"

/* telnet, portmapper, SMB, Docker, MySQL, PostgreSQL, Redis, Elasticsearch, memcached, MongoDB */
static const uint16_t inner_ports[] = { 23, 111, 445, 2375, 3306, 5432, 6379, 9200, 11211, 27017 };

static bool is_inner(uint32_t port)
{
	for (size_t i = 0; i < ARRAY_SIZE(inner_ports); i++)
		if (inner_ports[i] == port)
			return true;
	return false;
}

/* 127/8, 10/8, 172.16/12, 192.168/16, 169.254/16, 100.64/10; ::1, fe80::/10, fc00::/7 */
static bool is_private4(const uint8_t a[4])
{
	return a[0] == 127 || a[0] == 10 || (a[0] == 172 && (a[1] & 0xf0) == 16) || (a[0] == 192 && a[1] == 168) ||
	       (a[0] == 169 && a[1] == 254) || (a[0] == 100 && (a[1] & 0xc0) == 64);
}

static bool is_private(const struct sock *s)
{
	static const uint8_t loopback[16] = { [15] = 1 };
	const uint8_t *a = s->local.address;

	if (s->family == AF_INET)
		return is_private4(a);
	if (address_is_v4mapped(s, &s->local))
		return is_private4(a + 12);
	return !memcmp(a, loopback, 16) || (a[0] == 0xfe && (a[1] & 0xc0) == 0x80) || (a[0] & 0xfe) == 0xfc;
}

static void see_exposed(struct check *c, const struct sock *s)
{
	bool inner = is_inner(s->local.port);
	struct thing *t;

	if (is_private(s) || (!inner && !c->all))
		return;
	t = thing_make(c, FINDING_EXPOSED, socket_key(s), s);
	if (!t)
		return;
	t->n[0] = s->local.port;
	t->severity = inner && s->protocol == PROTOCOL_TCP ? SEVERITY_WARNING : SEVERITY_NOTE;
}

/* Every listener is kept for the findings that need to know its program; these are asked for by name or with --all. */
static void keep(struct check *c, unsigned finding, const struct sock *s)
{
	struct thing *t = is_wanted(c, finding) ? thing_make(c, finding, socket_key(s), s) : 0;

	if (t)
		t->n[0] = s->inet6_only;
}

void open_see(struct check *c, const struct sock *s)
{
	bool tcp = s->protocol == PROTOCOL_TCP && s->state == STATE_LISTEN;
	bool udp = s->protocol == PROTOCOL_UDP && s->state == STATE_CLOSE && !s->peer.port;

	if (!c->second || (!tcp && !udp))
		return;
	if (is_wanted(c, FINDING_EXPOSED))
		see_exposed(c, s);
	if (c->all)
		keep(c, FINDING_NO_OWNER, s);
	keep(c, FINDING_DELETED, s);
	if (tcp && c->all && (s->family == AF_INET || (s->known & KNOWN_INET6_ONLY)))
		keep(c, FINDING_ONE_FAMILY, s);
}

static void judge_owners(struct check *c)
{
	struct thing *t;

	for (size_t at = 0; (t = thing_next(c, FINDING_NO_OWNER, &at));)
		if (!owner_of(c, t->inode) && !c->owners->denied && !owners_lack(c->owners))
			t->severity = SEVERITY_NOTE;
	if (c->owners->denied || owners_lack(c->owners))
		c->reason[FINDING_NO_OWNER] = REASON_RIGHTS;
}

static void note_deleted(void *ctx, int fd, const char *name, uint32_t pid)
{
	struct check *c = ctx;

	(void)fd;
	(void)name;
	c->any_deleted |= program_is_deleted(c->where, pid);
}

/* All processes are asked for their file first: descriptors need not be walked when none of them is gone. */
static void judge_deleted(struct check *c)
{
	struct thing *t;

	processes_each(note_deleted, c, c->where);
	if (!c->any_deleted)
		return;
	for (size_t at = 0; (t = thing_next(c, FINDING_DELETED, &at));) {
		t->pid = owner_of(c, t->inode);
		if (t->pid && program_is_deleted(c->where, t->pid))
			t->severity = SEVERITY_WARNING;
	}
}

static int note_global(void *ctx, const struct iface_address *a)
{
	bool *global = ctx;

	*global |= !a->scope && (a->address[0] & 0xe0) == 0x20;
	return 0;
}

static bool wildcard_of(const struct thing *t)
{
	return address_is_zero(t->local.address, sizeof t->local.address);
}

/* A listener of any address of its family, and none of the other family's on that port. */
static void judge_one_family(struct check *c)
{
	bool global = false;
	struct thing *t, *other;

	if (ENABLE_FEATURE_IPV6)
		iface_addresses_read(note_global, &global, c->where);
	for (size_t at = 0; (t = thing_next(c, FINDING_ONE_FAMILY, &at));) {
		bool only6 = t->family == AF_INET6 && t->n[0], only4 = t->family == AF_INET && global, found = false;

		if ((!only6 && !only4) || !wildcard_of(t))
			continue;
		for (size_t i = 0; (other = thing_next(c, FINDING_ONE_FAMILY, &i));)
			found |= other->family != t->family && other->local.port == t->local.port;
		t->n[1] = only6;
		t->severity = found ? SEVERITY_NONE : SEVERITY_NOTE;
	}
}

void open_end(struct check *c)
{
	struct thing *t;

	if (c->all) {
		judge_owners(c);
		judge_one_family(c);
	} else {
		c->reason[FINDING_NO_OWNER] = c->reason[FINDING_ONE_FAMILY] = REASON_NOT_ASKED;
	}
	for (size_t at = 0; (t = thing_next(c, FINDING_ONE_FAMILY, &at));)
		t->n[0] = t->local.port;
	judge_deleted(c);
}
