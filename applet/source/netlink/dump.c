/* SPDX-License-Identifier: 0BSD */
/*
 * Whole tables: the walk over the answer to a request, and the requests that are tried.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag-messages.h"

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
			aside_keep(w->aside, m);
		return 0;
	}
	*shown = true;
	sock_set_netns(&s, d->netns);
	return fn(ctx, &s);
}

/*
 * All that has come with *first, if that is the first message in the buffer. What is wrong with them is told when they
 * are shown.
 */
static void look_ahead(struct diag *d, const struct message *first, const struct table *t, const struct wanted *w,
		       void *ctx)
{
	size_t after = d->start;
	struct message m;
	struct sock s;

	if (!d->ahead || first->payload != d->buffer + sizeof(struct message_header))
		return;
	for (d->start = 0; diag_is_whole(d) && diag_next(d, &m);) {
		if (m.type == NLMSG_ERROR || !diag_decode(&s, 0, t, w->kind, &m))
			continue;
		if (!t->family || s.family == t->family)
			d->ahead(ctx, &s);
	}
	d->start = after;
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
	int error, tries = 64;

	for (;;) {
		if (!diag_next(d, &m)) {
			error = errno ? errno : EBADMSG;
			if (error == ENOBUFS && tries--)
				continue;
			break;
		}
		if (ENABLE_FEATURE_NAMES_AHEAD)
			look_ahead(d, &m, t, w, ctx);
		if (m.type == NLMSG_DONE || m.type == NLMSG_ERROR) {
			error = diag_verdict(&m);
			if (!error && w->aside && !d->interrupted)
				aside_keep(w->aside, &m);
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

/* One request. -1 and errno as diag_read. */
static int dump(const struct table *t, const struct wanted *w, bool old, sock_fn *fn, void *ctx, struct context *where)
{
	struct diag d;
	int error;

	if (!diag_open(&d, 0, &where->faults))
		return -1;
	if (w->aside)
		aside_empty(w->aside, where);
	d.copy = w->copy;
	d.ahead = where->ahead;
	if (ENABLE_FEATURE_NAMESPACES)
		d.netns = where->netns;
	if (diag_ask(&d, t, w, old))
		return diag_walk(&d, t, w, fn, ctx);
	error = errno;
	close(d.fd);
	errno = error;
	return -1;
}

/* A few times, as long as each is interrupted and is taken back. */
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

/* Another request would fare no better: there are no sockets, or nobody answers. */
static bool is_settled(int answer)
{
	return answer >= 0 || errno == ENODATA || errno == ETIMEDOUT;
}

/* By the new request or the old one; where the bytecode is refused, as old kernels do to some of it, without it. */
static int dump_by(const struct table *t, const struct wanted *w, bool old, sock_fn *fn, void *ctx, struct context *where)
{
	struct wanted less = *w;
	int answer;

	if (!old)
		less.aside = 0;
	answer = dump_again(t, &less, old, fn, ctx, where);
	if (!w->code || is_settled(answer))
		return answer;
	less.code = 0;
	return dump_again(t, &less, old, fn, ctx, where);
}

/* Old kernels know the old request only. It comes first where its answer, both families, is wanted. */
int diag_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where)
{
	bool has_new = t->family != AF_UNSPEC, has_old = t->protocol == PROTOCOL_TCP || t->protocol == PROTOCOL_DCCP;
	bool old = aside_is_sooner(t, w);
	int answer = -1;

	if (ENABLE_FEATURE_SS_ENDS && w->ends && w->ends->family && diag_read_one(t, w, fn, ctx, where, &answer))
		return answer;
	if (w->aside && w->aside->whole)
		return diag_walk(&w->aside->diag, t, w, fn, ctx);
	for (int n = 0; n < 2; n++, old = !old) {
		if (!(old ? has_old : has_new))
			continue;
		answer = dump_by(t, w, old, fn, ctx, where);
		if (is_settled(answer))
			break;
	}
	return answer;
}
