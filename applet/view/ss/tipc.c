/* SPDX-License-Identifier: 0BSD */
/*
 * ss --tipcinfo.
 */
#include <sys/socket.h>

#include "record/details.h"
#include "ss/ss.h"

void ss_tipc(struct out *o, const struct ss_request *r, const struct sock *s)
{
	/* arch/mips/include/asm/socket.h has the first two the other way round. */
	const char *types = SOCK_STREAM == 1 ? "UNKNOWN\0STREAM\0DGRAM\0UNKNOWN\0RDM\0SEQPACKET\0"
					     : "UNKNOWN\0DGRAM\0STREAM\0UNKNOWN\0RDM\0SEQPACKET\0";
	const struct details *d = s->details;

	out_text(o, r->show & SHOW_ONE_LINE ? " type:" : "\n type:");
	out_text(o, word_at(types, s->type));
	if (d->has_tipc_statistics) {
		out_text(o, numbers_have(&d->tipc_counts, TIPC_STAT_LINK_CONG) ? " cong:link " :
			    numbers_have(&d->tipc_counts, TIPC_STAT_CONN_CONG) ? " cong:conn " : " cong:none ");
		out_field(o, " drop:", d->tipc_counts.of[TIPC_STAT_DROP]);
		out_char(o, ' ');
	}
	if (numbers_have(&d->tipc, TIPC_SOCK_HAS_PUBL))
		out_text(o, " publ");
	if (numbers_have(&d->tipc_connection, TIPC_CON_FLAG)) {
		out_field(o, " via {", d->tipc_connection.of[TIPC_CON_TYPE]);
		out_field(o, ",", d->tipc_connection.of[TIPC_CON_INST]);
		out_text(o, "} ");
	}
}
