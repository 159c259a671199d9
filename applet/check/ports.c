/* SPDX-License-Identifier: 0BSD */
/*
 * Local ports that the kernel gives: each may be used once for one local address, peer and peer's port, in whatever
 * state the connection is. IPv4 addresses within IPv6 share IPv4's ports.
 *
 * The first look counts destinations in crowds, of which there is a fixed number. Only those of a crowd that is large
 * enough to use up the ports of one are kept by the second look. A single look has to keep all.
 */
#include <string.h>
#include <sys/socket.h>

#include "check/check.h"

enum { USED, RANGE, PERCENT, ENDED };
enum { WARNING_PERCENT = 70, CRITICAL_PERCENT = 90 };

static uint64_t range_of(const struct check *c)
{
	uint64_t low = c->now.of[KERNEL_PORT_LOW], high = c->now.of[KERNEL_PORT_HIGH];

	return c->now.known[KERNEL_PORT_HIGH] && high >= low ? high - low + 1 : 0;
}

static bool may_be_short(const struct check *c, uint64_t destination)
{
	return !c->seconds || c->crowds[destination % PORT_CROWDS] * 100ull >= range_of(c) * WARNING_PERCENT;
}

static uint64_t destination_of(const struct sock *s)
{
	uint8_t key[16 + 16 + 2];
	size_t skip = s->family == AF_INET6 && address_is_v4mapped(s, &s->local) ? 12 : 0;
	size_t length = s->family == AF_INET || skip ? 4 : 16;

	memcpy(key, s->local.address + skip, length);
	memcpy(key + length, s->peer.address + skip, length);
	key[2 * length] = s->peer.port >> 8;
	key[2 * length + 1] = s->peer.port;
	return key_of(key, 2 * length + 2);
}

void ports_see(struct check *c, const struct sock *s)
{
	uint64_t destination;
	struct thing *t;

	if (s->protocol != PROTOCOL_TCP || !s->peer.port || s->local.port < c->now.of[KERNEL_PORT_LOW] ||
	    s->local.port > c->now.of[KERNEL_PORT_HIGH])
		return;
	destination = destination_of(s);
	c->crowds[destination % PORT_CROWDS] += !c->second;
	if (!c->second || !may_be_short(c, destination))
		return;
	t = thing_make(c, FINDING_PORTS, destination, s);
	if (!t)
		return;
	t->n[USED]++;
	t->n[ENDED] += s->state == STATE_TIME_WAIT;
	if (s->inode)
		t->inode = s->inode;
}

/* "1-5,7": how many of these ports are in the range. */
static uint64_t reserved(const struct check *c)
{
	char path[PROC_PATH], text[4096];
	const char *file = proc_path(c->where, path, "sys/net/ipv4/ip_local_reserved_ports");
	ssize_t n = file ? open_read_close(file, text, sizeof text) : -1;
	struct scan s = { text, text + (n > 0 ? n : 0), false };
	uint64_t count = 0, low = c->now.of[KERNEL_PORT_LOW], high = c->now.of[KERNEL_PORT_HIGH];

	while (s.p < s.end && *s.p >= '0' && *s.p <= '9') {
		uint64_t first = scan_number(&s, 10, UINT16_MAX), last = first;

		if (s.p < s.end && *s.p == '-') {
			s.p++;
			last = scan_number(&s, 10, UINT16_MAX);
		}
		first = first < low ? low : first;
		last = last > high ? high : last;
		count += last >= first ? last - first + 1 : 0;
		s.p += s.p < s.end && *s.p == ',';
	}
	return count;
}

void ports_end(struct check *c)
{
	uint64_t range = range_of(c), taken = reserved(c);
	struct thing *t;

	if (!range) {
		c->reason[FINDING_PORTS] = REASON_NO_COUNTER;
		return;
	}
	range -= taken < range ? taken : 0;
	for (size_t at = 0; (t = thing_next(c, FINDING_PORTS, &at));) {
		t->n[RANGE] = range;
		t->n[PERCENT] = t->n[USED] * 100 / range;
		t->local.port = 0;
		t->severity = t->n[PERCENT] >= CRITICAL_PERCENT ? SEVERITY_CRITICAL
			    : t->n[PERCENT] >= WARNING_PERCENT ? SEVERITY_WARNING : SEVERITY_NONE;
	}
}
