/* SPDX-License-Identifier: 0BSD */
/*
 * SOCK_DESTROY, net/core/sock_diag.c: the kernel closes a socket on an administrator's word.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "source/diag-messages.h"

_Static_assert(sizeof(struct diag_request) == 56, "struct inet_diag_req_v2");

void diag_put_request(struct diag_request *r, const struct sock *s)
{
	memset(r, 0, sizeof *r);
	r->family = s->family;
	r->protocol = diag_protocol(s->protocol);
	r->raw_protocol = s->protocol == PROTOCOL_RAW ? s->local.port : 0;
	r->states = ~0u;
	r->id.local_port = htons(s->local.port);
	r->id.peer_port = htons(s->peer.port);
	memcpy(r->id.local, s->local.address, sizeof r->id.local);
	memcpy(r->id.peer, s->peer.address, sizeof r->id.peer);
	r->id.interface = s->interface;
	r->id.cookie[0] = s->cookie;
	r->id.cookie[1] = s->cookie >> 32;
}

int diag_destroy(const struct sock *s)
{
	struct faults faults = { 0 };
	struct diag_request r;
	struct message m;
	struct diag d;
	int error = 0;

	if (!diag_open(&d, 0, &faults))
		return errno;
	diag_put_request(&r, s);
	diag_put(&d, &r, sizeof r);
	if (!diag_send(&d, SOCK_DESTROY, NLM_F_ACK) || !diag_next(&d, &m))
		error = errno;
	else
		error = m.type == NLMSG_ERROR ? diag_verdict(&m) : EBADMSG;
	close(d.fd);
	return error;
}
