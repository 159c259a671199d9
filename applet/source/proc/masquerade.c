/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/ip_masquerade, net/ipv4/ip_masq.c:ip_msqhst_procinfo of Linux 2.2; 2.0 has no PDelta:
 *
 *   Prc FromIP:FPrt ToIP:TPrt Masq Init-seq Delta PDelta Expires
 *
 * and of /proc/net/nf_conntrack, net/netfilter/nf_conntrack_standalone.c:ct_seq_show, where the second tuple is that
 * of the answers, as they arrive:
 *
 *   ipv4 2 tcp 6 431999 ESTABLISHED src=A dst=B sport=1 dport=2 src=B dst=C sport=2 dport=3 [ASSURED] mark=0 use=1
 *
 * Time and state are missing when hardware has taken the connection over; words in brackets, counters and the like
 * may stand anywhere behind them.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/proc.h"
#include "source/records.h"
#include "source/source.h"

struct tuple {
	struct endpoint source, destination;
};

static void protocol_decode(struct masquerade *m, struct scan *line)
{
	struct text t = scan_text(line);

	if (!t.length || t.length >= sizeof m->protocol) {
		line->bad = true;
		return;
	}
	for (size_t i = 0; i < t.length; i++)
		m->protocol[i] = t.p[i] >= 'A' && t.p[i] <= 'Z' ? t.p[i] | 0x20 : t.p[i];
}

static void endpoint_decode(struct endpoint *e, struct scan *line)
{
	address_decode(e->address, 1, true, line);
	scan_char(line, ':');
	e->port = scan_number(line, 16, UINT16_MAX);
}

static void own_decode(struct masquerade *m, struct scan *line)
{
	m->family = AF_INET;
	protocol_decode(m, line);
	endpoint_decode(&m->source, line);
	endpoint_decode(&m->destination, line);
	m->port = scan_number(line, 16, UINT16_MAX);
	m->sequence = scan_hex(line);
	m->delta = scan_signed(line);
	m->previous = scan_signed(line);
	scan_blanks(line);
	m->has_previous = line->p < line->end;
	m->expires = m->has_previous ? scan_decimal(line) : (uint64_t)m->previous;
}

/* "10.0.0.1", or the eight groups of an IPv6 address, none left out. */
static void printed_decode(uint8_t *address, uint8_t family, struct scan *s)
{
	bool inet6 = family == AF_INET6;

	for (int i = 0; i < (inet6 ? 8 : 4); i++) {
		uint32_t part;

		if (i)
			scan_char(s, inet6 ? ':' : '.');
		part = scan_number(s, inet6 ? 16 : 10, inet6 ? UINT16_MAX : UINT8_MAX);
		if (inet6)
			*address++ = part >> 8;
		*address++ = part;
	}
}

/* The text begins with the key and "=": takes these away. */
static bool take_key(struct scan *s, const char *key)
{
	size_t length = strlen(key);

	if ((size_t)(s->end - s->p) <= length || memcmp(s->p, key, length) || s->p[length] != '=')
		return false;
	s->p += length + 1;
	return true;
}

/* What is given as key=value. Of the answers' tuple an ICMP identifier is the destination's. */
static void value_decode(struct masquerade *m, struct tuple *tuples, int *count, struct scan *word)
{
	struct tuple *t = &tuples[*count > 1];

	if (*count < 2 && take_key(word, "src"))
		printed_decode(tuples[(*count)++].source.address, m->family, word);
	else if (!*count)
		word->p = word->end;
	else if (ENABLE_FEATURE_TOP_FLOWS && take_key(word, "bytes") && m->counted < 2)
		m->bytes[m->counted++] = scan_number(word, 10, UINT64_MAX);
	else if (take_key(word, "dst"))
		printed_decode(t->destination.address, m->family, word);
	else if (take_key(word, "sport"))
		t->source.port = scan_number(word, 10, UINT16_MAX);
	else if (take_key(word, "dport"))
		t->destination.port = scan_number(word, 10, UINT16_MAX);
	else if (take_key(word, "id"))
		*(*count == 1 ? &t->source.port : &t->destination.port) = scan_number(word, 10, UINT16_MAX);
	else
		word->p = word->end;
	word->bad |= word->p < word->end;
}

/* What stands before the tuples: seconds, then a state. */
static void word_decode(struct masquerade *m, struct text t)
{
	struct scan number = { .p = t.p, .end = t.p + t.length };
	uint64_t seconds = scan_decimal(&number);

	if (!number.bad && number.p == number.end)
		m->expires = seconds * 100;
	else
		m->state = t;
}

static void tracked_decode(struct masquerade *m, struct scan *line)
{
	struct tuple tuples[2] = { { .source = { .port = 0 } } };
	struct text t = scan_text(line);
	int count = 0;

	m->family = text_is(t, "ipv6") ? AF_INET6 : AF_INET;
	line->bad |= !text_is(t, "ipv6") && !text_is(t, "ipv4");
	scan_number(line, 10, UINT8_MAX);
	protocol_decode(m, line);
	scan_number(line, 10, UINT8_MAX);
	while (t = scan_text(line), t.length) {
		struct scan word = { .p = t.p, .end = t.p + t.length };

		if (memchr(t.p, '=', t.length))
			value_decode(m, tuples, &count, &word);
		else if (!count && *t.p != '[')
			word_decode(m, t);
		else if (ENABLE_FEATURE_TOP_FLOWS && (text_is(t, "[OFFLOAD]") || text_is(t, "[HW_OFFLOAD]")))
			m->offloaded = true;
		line->bad |= word.bad;
	}
	line->bad |= count != 2;
	m->source = tuples[0].source;
	m->destination = tuples[0].destination;
	m->as_source = tuples[1].destination;
	m->as_destination = tuples[1].source;
	m->port = memcmp(&m->source, &m->as_source, sizeof m->source) ? m->as_source.port : m->as_destination.port;
}

struct pass {
	masquerade_fn *fn;
	void *ctx;
	enum masquerade_table table;
};

static enum line masquerade_line(void *ctx, struct scan *line)
{
	struct pass *p = ctx;
	struct masquerade m;

	memset(&m, 0, sizeof m);
	if (p->table == MASQUERADE_OWN)
		own_decode(&m, line);
	else
		tracked_decode(&m, line);
	if (line->bad)
		return LINE_BAD;
	return p->fn(p->ctx, &m) ? LINE_LAST : LINE_GOOD;
}

const char *masquerade_table_file(enum masquerade_table table)
{
	return table == MASQUERADE_OWN ? "net/ip_masquerade" : "net/nf_conntrack";
}

int masquerades_read(enum masquerade_table table, masquerade_fn *fn, void *ctx, struct context *where)
{
	struct pass p = { fn, ctx, table };

	return lines_read(masquerade_table_file(table), table == MASQUERADE_OWN, masquerade_line, &p, where);
}
