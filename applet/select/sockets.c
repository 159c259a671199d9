/* SPDX-License-Identifier: 0BSD */
/*
 * How netlink has each of the kernel's tables.
 */
#include <sys/socket.h>

#include "select/sockets.h"

/* How netlink has the tables of a family. */
static const struct diag_kind *kind_of(uint8_t family)
{
	switch (family) {
	case AF_UNIX:
		return &diag_unix;
	case AF_PACKET:
		return ENABLE_FEATURE_SS_LINK ? &diag_packet : 0;
	case AF_NETLINK:
		return ENABLE_FEATURE_SS_LINK ? &diag_netlink : 0;
	case AF_VSOCK:
		return ENABLE_FEATURE_SS_OTHER_FAMILIES ? &diag_vsock : 0;
	case AF_TIPC:
		return ENABLE_FEATURE_SS_OTHER_FAMILIES ? &diag_tipc : 0;
	case AF_XDP:
		return ENABLE_FEATURE_SS_OTHER_FAMILIES ? &diag_xdp : 0;
	}
	return &diag_inet;
}

/* SCTP's endpoints and associations are two tables to /proc; to netlink they are one of each family. */
int sockets_read(const struct table *t, struct wanted *w, sock_fn *fn, void *ctx, struct context *where)
{
	w->kind = kind_of(t->family);
	if (ENABLE_FEATURE_SS_SCTP && t->protocol == PROTOCOL_SCTP)
		w->family = t->family == AF_UNSPEC ? AF_INET : AF_INET6;
	if (w->kind != &diag_inet)
		w->code = 0;
	if (t->protocol != PROTOCOL_TCP) {
		w->aside = 0;
		w->ends = 0;
	}
	return source_read(t, w, fn, ctx, where);
}
