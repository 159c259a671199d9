/* SPDX-License-Identifier: 0BSD */
/*
 * What is counted of each socket.
 */
#include <string.h>
#include <sys/socket.h>

#include "metrics/metrics.h"

static bool is_ephemeral(const struct check *c, uint32_t port)
{
	return c->now.known[KERNEL_PORT_HIGH] && port >= c->now.of[KERNEL_PORT_LOW] && port <= c->now.of[KERNEL_PORT_HIGH];
}

struct text metrics_program(struct check *c, uint64_t inode)
{
	uint32_t pid = owner_of(c, inode);

	if (!pid)
		return (struct text){ 0, 0 };
	return ENABLE_FEATURE_SS_PROCESSES ? process_name(c->owners, pid) : program_name(c->owners, pid);
}

/*
 * Sockets that would have the same labels are one series: those that share a port, and of one program those that have
 * their port from the kernel, which is then left out, and with it the address.
 */
static struct thing *series_of(struct check *c, const struct sock *s)
{
	struct {
		uint8_t protocol, family, address[16];
		uint32_t port, interface;
		uint64_t program;
	} key;
	struct text program;
	struct thing *t;

	memset(&key, 0, sizeof key);
	key.protocol = s->protocol;
	key.family = s->family;
	if (is_ephemeral(c, s->local.port)) {
		program = metrics_program(c, s->inode);
		key.program = key_of(program.p, program.length);
	} else {
		memcpy(key.address, s->local.address, sizeof key.address);
		key.port = s->local.port;
		key.interface = s->interface;
	}
	t = thing_make(c, KEPT_SERIES, key_of(&key, sizeof key), s);
	if (t && !key.port) {
		memset(&t->local, 0, sizeof t->local);
		t->interface = 0;
	}
	return t;
}

static void count_series(struct check *c, const struct sock *s)
{
	uint32_t drops = 0;
	bool known = drops_of(s, &drops), listens = s->protocol == PROTOCOL_TCP;
	struct thing *t = listens || drops ? series_of(c, s) : 0;

	if (!t)
		return;
	t->n[SERIES_QUEUE] += s->receive_queue;
	t->n[SERIES_DROPS] += drops;
	t->n[SERIES_HAS_DROPS] = known;
	if (listens && (s->known & KNOWN_NETLINK)) {
		t->n[SERIES_LIMIT] += s->send_queue;
		t->n[SERIES_HAS_LIMIT] = 1;
	}
}

void metrics_count(struct check *c, const struct sock *s)
{
	struct metrics *m = c->also_for;

	if (s->protocol > PROTOCOL_UDP || s->state >= METRICS_STATES)
		return;
	m->sockets[s->protocol][s->state]++;
	if (s->protocol == PROTOCOL_UDP || s->state == STATE_LISTEN)
		count_series(c, s);
	else if (s->peer.port && is_ephemeral(c, s->local.port))
		destination_add(&m->destinations, s);
}
