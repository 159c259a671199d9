/* SPDX-License-Identifier: 0BSD */
/*
 * One connection, looked up by its ends as the kernel does for a packet (net/ipv4/inet_diag.c:inet_diag_find_one_icsk),
 * in place of a walk over all sockets.
 *
 * The answer is the socket of either family that has these ends, one of IPv6 with IPv4's addresses too. What it does not
 * tell: without a connection it is a listener or an error, and a socket that is bound to a device is found by that
 * device's number only (inet_match). So whatever is not the connection has the whole table asked for. Two sockets may
 * have the same ends when one of them is bound to a device: the other one alone is shown, a filter that leaves out one
 * of the ports shows both.
 *
 * This is for TCP alone. Of UDP several sockets may have the same ends (SO_REUSEADDR), and the look-up scores them.
 */
#include <string.h>
#include <unistd.h>

#include "source/diag-messages.h"

static bool ask(struct diag *d, const struct wanted *w, struct message *m)
{
	struct diag_request r = *w->ends;

	r.show = w->kind->show_always | w->show;
	diag_put(d, &r, sizeof r);
	return diag_send(d, SOCK_DIAG_BY_FAMILY, 0) && diag_next(d, m) && m->type == SOCK_DIAG_BY_FAMILY;
}

bool diag_read_one(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where,
		   int *answer)
{
	struct details details;
	struct message m;
	struct sock s;
	struct diag d;
	bool found;

	if (!diag_open(&d, 0, &where->faults))
		return false;
	found = ask(&d, w, &m) && diag_decode(&s, w->details ? &details : 0, t, w->kind, &m) && s.state != STATE_LISTEN;
	if (found) {
		sock_set_netns(&s, where->netns);
		*answer = s.family == t->family ? fn(ctx, &s) != 0 : 0;
	}
	close(d.fd);
	return found;
}
