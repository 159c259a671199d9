/* SPDX-License-Identifier: 0BSD */
/*
 * The families, and what series each has.
 */
#include <string.h>
#include <sys/socket.h>

#include "metrics/metrics.h"

/* Name, type and help, in the order of `families` below. */
static const char texts[] =
	"sockets\0gauge\0Sockets by protocol and state.\0"
	"listen_queue\0gauge\0Connections that wait to be accepted.\0"
	"listen_queue_limit\0gauge\0Connections that may wait to be accepted.\0"
	"listen_drops_total\0counter\0Connections that a listener has dropped since it listens.\0"
	"udp_drops_total\0counter\0Packets that a socket has dropped since it was opened.\0"
	"ephemeral_ports_used\0gauge\0Local ports from the kernel's range that the fullest destinations use.\0"
	"conntrack_entries\0gauge\0Flows that are tracked.\0"
	"conntrack_limit\0gauge\0Flows that may be tracked.\0"
	"finding\0gauge\0Whether `socklet check' finds that, by severity.\0";

/* All states that there are, so that a count goes back to 0 and not away. */
static void write_sockets(struct metrics *m, const char *name)
{
	for (unsigned protocol = PROTOCOL_TCP; protocol <= PROTOCOL_UDP; protocol++)
		for (unsigned state = STATE_ESTABLISHED; state <= STATE_CLOSING; state++) {
			if (protocol == PROTOCOL_UDP && state != STATE_ESTABLISHED && state != STATE_CLOSE)
				continue;
			series_begin(m, name);
			series_word(m, "protocol", protocol ? "udp" : "tcp");
			series_word(m, "state", tcp_state_name(state));
			series_value(m, m->sockets[protocol][state]);
		}
}

static void address_label(struct metrics *m, const char *key, uint8_t family, const uint8_t *address, uint32_t interface)
{
	char text[ADDRESS_TEXT + 32], *end;

	end = put_ip(text, family, address);
	if (interface) {
		*end++ = '%';
		end = interface_name(interface, end);
	}
	series_label(m, key, (struct text){ text, end - text });
}

static void listener_labels(struct metrics *m, const struct thing *t)
{
	series_word(m, "protocol", t->protocol == PROTOCOL_UDP ? "udp" : "tcp");
	if (t->local.port) {
		address_label(m, "address", t->family, t->local.address, t->interface);
		series_number(m, "port", t->local.port);
	} else {
		series_word(m, "address", t->family == AF_INET ? "inet" : "inet6");
		series_word(m, "port", "ephemeral");
	}
	series_label(m, "program", metrics_program(m->check, t->inode));
}

/* One number of each listener's that has it (`has` is 0, or its place in n[]), or of each socket's of UDP. */
static void write_listeners(struct metrics *m, const char *name, unsigned protocol, unsigned number, unsigned has)
{
	struct thing *t;

	for (size_t at = 0; (t = thing_next(m->check, KEPT_SERIES, &at));) {
		if (t->protocol != protocol || (has && !t->n[has]))
			continue;
		series_begin(m, name);
		listener_labels(m, t);
		series_value(m, t->n[number]);
	}
}

static void write_queues(struct metrics *m, const char *name)
{
	write_listeners(m, name, PROTOCOL_TCP, SERIES_QUEUE, 0);
}

static void write_limits(struct metrics *m, const char *name)
{
	write_listeners(m, name, PROTOCOL_TCP, SERIES_LIMIT, SERIES_HAS_LIMIT);
}

static void write_drops(struct metrics *m, const char *name)
{
	write_listeners(m, name, PROTOCOL_TCP, SERIES_DROPS, SERIES_HAS_DROPS);
}

static void write_udp_drops(struct metrics *m, const char *name)
{
	write_listeners(m, name, PROTOCOL_UDP, SERIES_DROPS, SERIES_HAS_DROPS);
}

static void write_destinations(struct metrics *m, const char *name)
{
	struct destination top[DESTINATIONS_MOST];
	size_t count = destinations_top(&m->destinations, top, m->destinations_shown);

	for (const struct destination *d = top; d < top + count; d++) {
		series_begin(m, name);
		address_label(m, "address", d->family, d->local, 0);
		address_label(m, "peer", d->family, d->peer, 0);
		series_number(m, "peer_port", d->port);
		series_value(m, d->count);
	}
}

/* Without a tracker there are none. */
static void write_setting(struct metrics *m, const char *name, const char *path)
{
	uint64_t n;

	if (!setting(m->check, path, strlen(path), 0, &n))
		return;
	series_begin(m, name);
	series_value(m, n);
}

static void write_flows(struct metrics *m, const char *name)
{
	write_setting(m, name, "net/netfilter/nf_conntrack_count");
}

static void write_flow_limit(struct metrics *m, const char *name)
{
	write_setting(m, name, "net/netfilter/nf_conntrack_max");
}

/* The gravest that a finding has come to; of ports that are used up by what is counted here. */
static unsigned severity_of(const struct metrics *m, unsigned finding)
{
	const struct check *c = m->check;
	struct destination first = { .count = 0 };
	uint64_t range = ports_range(c), percent;
	unsigned severity = SEVERITY_NONE;

	for (size_t i = 0; i < c->count; i++) {
		const struct thing *t = &c->things[i];

		if (t->finding == finding && is_found(c, t) && t->severity > severity)
			severity = t->severity;
	}
	if (finding != FINDING_PORTS || is_wanted(c, finding) || !range)
		return severity;
	destinations_top(&m->destinations, &first, 1);
	percent = first.count * 100 / range;
	return percent >= PORTS_CRITICAL ? SEVERITY_CRITICAL : percent >= PORTS_WARNING ? SEVERITY_WARNING : SEVERITY_NONE;
}

/* What cannot be judged has no series. */
static void write_findings(struct metrics *m, const char *name)
{
	for (unsigned f = 0; f < FINDINGS; f++) {
		unsigned severity = severity_of(m, f);

		if (m->check->reason[f] || !(findings_built >> f & 1))
			continue;
		for (unsigned s = SEVERITY_WARNING; s <= SEVERITY_CRITICAL; s++) {
			series_begin(m, name);
			series_word(m, "finding", finding_name(f));
			series_word(m, "severity", severity_name(s));
			series_value(m, s == severity);
		}
	}
}

typedef void family_fn(struct metrics *m, const char *name);
static family_fn *const families[] = {
	write_sockets, write_queues, write_limits, write_drops, write_udp_drops, write_destinations, write_flows,
	write_flow_limit, write_findings,
};

const char *family_text(unsigned f, unsigned which)
{
	return f < ARRAY_SIZE(families) ? word_at(texts, 3 * f + which) : 0;
}

void family_series(struct metrics *m, unsigned f)
{
	families[f](m, family_text(f, FAMILY_NAME));
}
