/* SPDX-License-Identifier: 0BSD */
/*
 * What the kernel is asked: a request for a table, and how it is put together in the buffer and sent.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

/* include/uapi/linux/inet_diag.h */
enum { TCPDIAG_GETSOCK = 18, DCCPDIAG_GETSOCK };
enum { INET_DIAG_REQ_BYTECODE = 1, INET_DIAG_REQ_PROTOCOL = 3 };

/* All but bound-inactive ones, which /proc does not have, and request sockets by their other name. */
enum { STATES_OF_PROC = (1 << 12) - 1 };

/* IPPROTO_*; netlink: NDIAG_PROTO_ALL. The other families have no such choice. */
unsigned diag_protocol(unsigned protocol)
{
	static const uint16_t numbers[] = {
		[PROTOCOL_TCP] = 6,
		[PROTOCOL_UDP] = 17,
		[PROTOCOL_UDPLITE] = 136,
		[PROTOCOL_RAW] = 255,
		[PROTOCOL_DCCP] = 33,
		[PROTOCOL_SCTP] = 132,
		[PROTOCOL_NETLINK] = 255,
		[PROTOCOL_MPTCP] = 262,
	};

	return numbers[protocol];
}

static void put(struct diag *d, const void *bytes, size_t length)
{
	memcpy(d->buffer + d->end, bytes, length);
	d->end += (length + 3) & ~(size_t)3;
}

void diag_put(struct diag *d, const void *request, size_t length)
{
	d->end = sizeof(struct message_header);
	put(d, request, length);
}

static void put_attribute(struct diag *d, unsigned type, const void *bytes, size_t length)
{
	struct attribute_header header = { sizeof header + length, type };

	put(d, &header, sizeof header);
	put(d, bytes, length);
}

bool diag_send(struct diag *d, unsigned type, unsigned flags)
{
	struct message_header h = { d->end, type, NLM_F_REQUEST | flags, 1, 0 };
	ssize_t n;

	memcpy(d->buffer, &h, sizeof h);
	d->end = 0;
	do {
		n = send(d->fd, d->buffer, h.length, 0);
	} while (n < 0 && errno == EINTR);
	return n >= 0;
}

/* No closed TCP socket is in a table, but for its sake the kernel would look at every connection (ss -l). */
static uint32_t states_wanted(const struct table *t, const struct wanted *w)
{
	uint32_t states = w->states ? w->states : STATES_OF_PROC;

	return t->protocol == PROTOCOL_TCP ? states & ~(1u << STATE_CLOSE) : states;
}

/* A port is compared before the bytecode is run, in two thirds of the time. */
static void set_ports(struct diag_id *id, const struct wanted *w)
{
	if (ENABLE_FEATURE_SS_ENDS && w->ends) {
		id->local_port = w->ends->id.local_port;
		id->peer_port = w->ends->id.peer_port;
	}
}

/*
 * The request of Linux 3.3 and later. A protocol beyond 255 is an attribute, and the byte holds one that no older
 * kernel mistakes for it.
 */
static void put_request(struct diag *d, const struct table *t, const struct wanted *w)
{
	const struct diag_kind *k = w->kind;
	uint32_t states = states_wanted(t, w), show = k->show_always | w->show;
	uint32_t protocol = diag_protocol(t->protocol);
	union {
		struct diag_request inet;
		struct diag_states_request with_states;
		struct diag_plain_request plain;
	} r = { .inet = { .family = t->family, .protocol = protocol > 255 ? 0 : protocol } };

	switch (k->request) {
	case REQUEST_INET:
		r.inet.show = show;
		r.inet.states = states;
		set_ports(&r.inet.id, w);
		break;
	case REQUEST_STATES:
		r.with_states.show = show;
		r.with_states.states = states;
		break;
	case REQUEST_PLAIN:
		r.plain.show = show;
		break;
	}
	diag_put(d, &r, k->request_size);
	if (protocol > 255)
		put_attribute(d, INET_DIAG_REQ_PROTOCOL, &protocol, sizeof protocol);
}

/*
 * Before Linux 3.3, of TCP and DCCP only. The kernel answers with both families, whatever it was asked for.
 */
static void put_old_request(struct diag *d, const struct table *t, const struct wanted *w)
{
	struct diag_old_request r = { .family = t->family, .show = w->show, .states = states_wanted(t, w) };

	set_ports(&r.id, w);
	diag_put(d, &r, sizeof r);
}

bool diag_ask(struct diag *d, const struct table *t, const struct wanted *w, bool old)
{
	(old ? put_old_request : put_request)(d, t, w);
	if (w->code)
		put_attribute(d, INET_DIAG_REQ_BYTECODE, w->code, w->code_length);
	return diag_send(d, !old ? SOCK_DIAG_BY_FAMILY : t->protocol == PROTOCOL_TCP ? TCPDIAG_GETSOCK : DCCPDIAG_GETSOCK,
			 NLM_F_DUMP);
}
