/* SPDX-License-Identifier: 0BSD */
/*
 * Whole tables: the request for one, and the walk over the answer.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag.h"

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

/* The only place for attributes wanted that is a byte. */
enum { INET_SHOW = 2 };

static size_t put_attribute(uint8_t *p, unsigned type, const void *bytes, size_t length)
{
	uint16_t header[2] = { sizeof header + length, type };

	memcpy(p, header, sizeof header);
	memcpy(p + sizeof header, bytes, length);
	return sizeof header + ((length + 3) & ~(size_t)3);
}

/* No closed TCP socket is in a table, but for its sake the kernel would look at every connection (ss -l). */
static uint32_t states_wanted(const struct table *t, const struct wanted *w)
{
	uint32_t states = w->states ? w->states : STATES_OF_PROC;

	return t->protocol == PROTOCOL_TCP ? states & ~(1u << STATE_CLOSE) : states;
}

/* The first two members of struct diag_id: a port there is compared before the bytecode is run, in two thirds of the time. */
static void put_ports(uint8_t *id, const struct wanted *w)
{
	if (ENABLE_FEATURE_SS_ENDS && w->ends)
		memcpy(id, &w->ends->id, offsetof(struct diag_id, local));
}

/*
 * The request of Linux 3.3 and later, which all families begin alike: family, protocol. A protocol beyond 255 is an
 * attribute, and the byte holds one that no older kernel mistakes for it. Returns the length.
 */
static size_t put_request(uint8_t *p, const struct table *t, const struct wanted *w)
{
	const struct diag_kind *k = w->kind;
	uint32_t states = states_wanted(t, w), show = k->show_always | w->show;
	uint32_t protocol = diag_protocol(t->protocol);
	size_t length = k->request;

	memset(p, 0, length);
	p[0] = t->family;
	p[1] = protocol > 255 ? 0 : protocol;
	if (k->show == INET_SHOW)
		p[INET_SHOW] = show;
	else if (k->show)
		memcpy(p + k->show, &show, sizeof show);
	if (k->states)
		memcpy(p + k->states, &states, sizeof states);
	put_ports(p + offsetof(struct diag_request, id), w);
	if (protocol > 255)
		length += put_attribute(p + length, INET_DIAG_REQ_PROTOCOL, &protocol, sizeof protocol);
	if (w->code)
		length += put_attribute(p + length, INET_DIAG_REQ_BYTECODE, w->code, w->code_length);
	return length;
}

/*
 * Before Linux 3.3: struct inet_diag_req, of TCP and DCCP only. The kernel answers with both families, whatever it
 * was asked for.
 */
static size_t put_old_request(uint8_t *p, const struct table *t, const struct wanted *w)
{
	uint32_t states = states_wanted(t, w);

	memset(p, 0, 60);
	p[0] = t->family;
	p[3] = w->show;
	put_ports(p + 4, w);
	memcpy(p + 52, &states, sizeof states);
	return w->code ? 60 + put_attribute(p + 60, INET_DIAG_REQ_BYTECODE, w->code, w->code_length) : 60;
}

bool diag_decode(struct sock *s, struct details *d, const struct table *t, const struct diag_kind *k,
		 const struct message *m)
{
	struct attributes a;

	if (m->length < k->fixed || !attributes_parse(&a, m->payload + k->fixed, m->length - k->fixed))
		return false;
	memset(s, 0, sizeof *s);
	s->protocol = t->protocol;
	s->family = t->family;
	if (!k->decode(s, m->payload, &a))
		return false;
	if (d && k->details) {
		memset(d, 0, offsetof(struct details, memory));
		k->details(d, s, &a);
		s->details = d;
	}
	return true;
}

/* One message of a dump. Nonzero when fn stops. */
static int show_message(struct diag *d, const struct table *t, const struct wanted *w, const struct message *m,
			sock_fn *fn, void *ctx, bool *shown)
{
	struct details details;
	struct sock s;

	if (!diag_decode(&s, ENABLE_FEATURE_SS_EXTENDED && w->details ? &details : 0, t, w->kind, m)) {
		fault(d->faults, t->name, 0, "malformed message, left out");
		return 0;
	}
	if (t->family && s.family != t->family) {
		if (w->aside)
			aside_lay(w->aside, m);
		return 0;
	}
	*shown = true;
	sock_set_netns(&s, d->netns);
	return fn(ctx, &s);
}

/* How it ends when the messages do, for a reason: EINTR when all is taken back, so that it can be asked for again. */
static int end_walk(struct diag *d, const struct table *t, const struct wanted *w, void *ctx, bool shown, int error)
{
	if (shown && error)
		fault(d->faults, t->name, 0, error == EBADMSG ? "malformed message, the rest is missing" : error_text(error));
	if (d->interrupted && !error && w->take_back && w->take_back(ctx)) {
		errno = EINTR;
		return -1;
	}
	if (d->interrupted)
		fault(d->faults, t->name, 0, "changed while it was read, sockets may be missing or shown twice");
	if (w->empty_is_none && !shown && !error)
		error = ENODATA;
	errno = error;
	return shown || !error ? 0 : -1;
}

/*
 * ENOBUFS says that the kernel had no memory for the next messages just now. They are not lost, the next call has
 * them made (net/netlink/af_netlink.c:netlink_recvmsg), but it is not called for ever.
 */
int diag_walk(struct diag *d, const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx)
{
	struct message m;
	bool shown = false;
	int error, patience = 64;

	for (;;) {
		if (!diag_next(d, &m)) {
			error = errno ? errno : EBADMSG;
			if (error == ENOBUFS && patience--)
				continue;
			break;
		}
		if (m.type == NLMSG_DONE || m.type == NLMSG_ERROR) {
			error = diag_verdict(&m);
			if (!error && w->aside && !d->interrupted)
				aside_lay(w->aside, &m);
			break;
		}
		if (show_message(d, t, w, &m, fn, ctx, &shown)) {
			close(d->fd);
			return 1;
		}
	}
	close(d->fd);
	return end_walk(d, t, w, ctx, shown, error);
}

/* One try. -1 and errno as diag_read. */
static int dump(const struct table *t, const struct wanted *w, bool old, sock_fn *fn, void *ctx, struct context *where)
{
	struct diag d;
	size_t length;
	int error;

	if (!diag_open(&d, 0, &where->faults))
		return -1;
	if (w->aside)
		aside_empty(w->aside, where);
	d.copy = w->copy;
	if (ENABLE_FEATURE_NAMESPACES)
		d.netns = where->netns;
	length = (old ? put_old_request : put_request)(d.buffer + sizeof(struct message_header), t, w);
	if (diag_send(&d, old ? diag_protocol(t->protocol) == 6 ? TCPDIAG_GETSOCK : DCCPDIAG_GETSOCK : SOCK_DIAG_BY_FAMILY,
		      NLM_F_DUMP, length))
		return diag_walk(&d, t, w, fn, ctx);
	error = errno;
	close(d.fd);
	errno = error;
	return -1;
}

/* A few tries, as long as each is interrupted and is taken back. */
static int dump_again(const struct table *t, const struct wanted *w, bool old, sock_fn *fn, void *ctx, struct context *where)
{
	enum { TRIES = 4 };
	struct wanted once = *w;
	int answer = -1;

	errno = EINTR;
	for (int n = 1; n <= TRIES && answer < 0 && errno == EINTR; n++) {
		if (n == TRIES)
			once.take_back = 0;
		answer = dump(t, &once, old, fn, ctx, where);
	}
	return answer;
}

/*
 * Old kernels know fewer operations of bytecode, older ones only the old request: with all and with less. The old one
 * comes first where its answer, both families, is wanted.
 */
int diag_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where)
{
	enum { WITHOUT_CODE = 1, OLD = 2, TRIES = 4 };
	bool has_old = t->protocol == PROTOCOL_TCP || t->protocol == PROTOCOL_DCCP;
	unsigned first = aside_pays(t, w) ? OLD : 0;
	struct wanted less = *w;
	int answer = -1;

	if (ENABLE_FEATURE_SS_ENDS && w->ends && w->ends->family && diag_read_one(t, w, fn, ctx, where, &answer))
		return answer;
	if (w->aside && w->aside->whole)
		return diag_walk(&w->aside->diag, t, w, fn, ctx);
	for (unsigned n = 0; n < TRIES && answer < 0; n++) {
		unsigned i = n ^ first;

		if ((i & OLD ? !has_old : !t->family) || (i & WITHOUT_CODE && !w->code))
			continue;
		less.code = i & WITHOUT_CODE ? 0 : w->code;
		less.aside = i & OLD ? w->aside : 0;
		answer = dump_again(t, &less, i & OLD, fn, ctx, where);
		if (answer < 0 && (errno == ENODATA || errno == ETIMEDOUT))
			break;
	}
	return answer;
}
