/* SPDX-License-Identifier: 0BSD */
/*
 * The families, each with its HELP and TYPE, then its series.
 */
#include <string.h>
#include <sys/socket.h>

#include "metrics/metrics.h"

static void family(struct out *o, const char *name, const char *type, const char *help)
{
	const char *texts[] = { "# HELP socklet_", name, " ", help, "\n# TYPE socklet_", name, " ", type, "\n" };

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		out_text(o, texts[i]);
}

/* A label's value is escaped as a text of JSON's. */
static void label(struct out *o, const char *before, struct text t)
{
	out_text(o, before);
	out_text(o, "=\"");
	o->quoted = true;
	out_escaped(o, t.p, t.length, ESCAPE_CONTROLS);
	o->quoted = false;
	out_char(o, '"');
}

static void label_word(struct out *o, const char *before, const char *word)
{
	label(o, before, (struct text){ word, strlen(word) });
}

static void label_address(struct out *o, const char *before, uint8_t family, const uint8_t *address, uint32_t interface)
{
	char text[ADDRESS_TEXT + 32], *end;

	end = put_ip(text, family, address);
	if (interface) {
		*end++ = '%';
		end = interface_name(interface, end);
	}
	label(o, before, (struct text){ text, end - text });
}

static void label_number(struct out *o, const char *before, uint64_t n)
{
	char text[20];

	label(o, before, (struct text){ text, put_number(text, n) - text });
}

static void value(struct out *o, uint64_t n)
{
	out_text(o, "} ");
	out_number(o, n, 0);
	out_char(o, '\n');
}

/* All states that there are, so that a count goes back to 0 and not away. */
static void write_sockets(const struct metrics *m, struct out *o)
{
	family(o, "sockets", "gauge", "Sockets by protocol and state.");
	for (unsigned protocol = PROTOCOL_TCP; protocol <= PROTOCOL_UDP; protocol++)
		for (unsigned state = STATE_ESTABLISHED; state <= STATE_CLOSING; state++) {
			if (protocol == PROTOCOL_UDP && state != STATE_ESTABLISHED && state != STATE_CLOSE)
				continue;
			label_word(o, "socklet_sockets{protocol", protocol ? "udp" : "tcp");
			label_word(o, ",state", tcp_state_name(state));
			value(o, m->sockets[protocol][state]);
		}
}

/* One number of each series of a protocol that has it (`has` is 0, or its place in n[]). */
static void write_series(struct check *c, struct out *o, const char *name, unsigned protocol, unsigned number, unsigned has)
{
	struct thing *t;

	for (size_t at = 0; (t = thing_next(c, KEPT_SERIES, &at));) {
		if (t->protocol != protocol || (has && !t->n[has]))
			continue;
		out_text(o, "socklet_");
		out_text(o, name);
		label_word(o, "{protocol", protocol ? "udp" : "tcp");
		if (t->local.port) {
			label_address(o, ",address", t->family, t->local.address, t->interface);
			label_number(o, ",port", t->local.port);
		} else {
			label_word(o, ",address", t->family == AF_INET ? "inet" : "inet6");
			label_word(o, ",port", "ephemeral");
		}
		label(o, ",program", metrics_program(c, t->inode));
		value(o, t->n[number]);
	}
}

static void write_destinations(const struct metrics *m, struct out *o)
{
	struct destination top[DESTINATIONS_MOST];
	size_t count = destinations_top(&m->destinations, top, m->destinations_shown);

	family(o, "ephemeral_ports_used", "gauge", "Local ports from the kernel's range that the fullest destinations use.");
	for (const struct destination *d = top; d < top + count; d++) {
		label_address(o, "socklet_ephemeral_ports_used{address", d->family, d->local, 0);
		label_address(o, ",peer", d->family, d->peer, 0);
		label_number(o, ",peer_port", d->port);
		value(o, d->count);
	}
}

/* Without a tracker there are none. */
static void write_setting(const struct check *c, struct out *o, const char *name, const char *path, const char *help)
{
	uint64_t n;

	if (!setting(c, path, strlen(path), 0, &n))
		return;
	family(o, name, "gauge", help);
	out_text(o, "socklet_");
	out_text(o, name);
	out_field(o, " ", n);
	out_char(o, '\n');
}

/* The gravest that a finding has come to; of ports that are used up by what is counted here. */
static unsigned severity_of(const struct metrics *m, unsigned finding)
{
	const struct check *c = &m->check;
	struct destination first = { .count = 0 };
	uint64_t range = ports_range(c), percent;
	unsigned severity = SEVERITY_NONE;

	for (const struct thing *t = c->things; t < c->things + c->count; t++)
		if (t->finding == finding && is_found(c, t) && t->severity > severity)
			severity = t->severity;
	if (finding != FINDING_PORTS || is_wanted(c, finding) || !range)
		return severity;
	destinations_top(&m->destinations, &first, 1);
	percent = first.count * 100 / range;
	return percent >= PORTS_CRITICAL ? SEVERITY_CRITICAL : percent >= PORTS_WARNING ? SEVERITY_WARNING : SEVERITY_NONE;
}

/* What cannot be judged has no series. */
static void write_findings(const struct metrics *m, struct out *o)
{
	family(o, "finding", "gauge", "Whether `socklet check' finds that, by severity.");
	for (unsigned f = 0; f < FINDINGS; f++) {
		unsigned severity = severity_of(m, f);

		if (m->check.reason[f])
			continue;
		for (unsigned s = SEVERITY_WARNING; s <= SEVERITY_CRITICAL; s++) {
			label_word(o, "socklet_finding{finding", finding_name(f));
			label_word(o, ",severity", severity_name(s));
			value(o, s == severity);
		}
	}
}

void metrics_write(struct metrics *m, struct out *o)
{
	struct check *c = &m->check;

	write_sockets(m, o);
	family(o, "listen_queue", "gauge", "Connections that wait to be accepted.");
	write_series(c, o, "listen_queue", PROTOCOL_TCP, SERIES_QUEUE, 0);
	family(o, "listen_queue_limit", "gauge", "Connections that may wait to be accepted.");
	write_series(c, o, "listen_queue_limit", PROTOCOL_TCP, SERIES_LIMIT, SERIES_HAS_LIMIT);
	family(o, "listen_drops_total", "counter", "Connections that a listener has dropped since it listens.");
	write_series(c, o, "listen_drops_total", PROTOCOL_TCP, SERIES_DROPS, SERIES_HAS_DROPS);
	family(o, "udp_drops_total", "counter", "Packets that a socket has dropped since it was opened.");
	write_series(c, o, "udp_drops_total", PROTOCOL_UDP, SERIES_DROPS, SERIES_HAS_DROPS);
	write_destinations(m, o);
	write_setting(c, o, "conntrack_entries", "net/netfilter/nf_conntrack_count", "Flows that are tracked.");
	write_setting(c, o, "conntrack_limit", "net/netfilter/nf_conntrack_max", "Flows that may be tracked.");
	write_findings(m, o);
}
