/* SPDX-License-Identifier: 0BSD */
/*
 * ss --tipcinfo.
 */
#include <sys/socket.h>

#include "source/diag.h"
#include "ss/ss.h"

/* include/uapi/linux/tipc_netlink.h: TIPC_NLA_* */
enum { TIPC_SOCK = 2, TIPC_SOCK_CON = 3, TIPC_SOCK_HAS_PUBL = 4, TIPC_SOCK_STAT = 5 };
enum { TIPC_CON_FLAG = 1, TIPC_CON_TYPE = 4, TIPC_CON_INST = 5 };
enum { TIPC_STAT_LINK_CONG = 2, TIPC_STAT_CONN_CONG, TIPC_STAT_DROP };

void ss_tipc(struct out *o, const struct ss_request *r, const struct sock *s)
{
	/* arch/mips/include/asm/socket.h has the first two the other way round. */
	const char *types = SOCK_STREAM == 1 ? "UNKNOWN\0STREAM\0DGRAM\0UNKNOWN\0RDM\0SEQPACKET\0"
					     : "UNKNOWN\0DGRAM\0STREAM\0UNKNOWN\0RDM\0SEQPACKET\0";
	struct attributes sock, inner;

	if (!attributes_nested(&sock, s->attributes, TIPC_SOCK))
		return;
	out_text(o, r->show & SHOW_ONE_LINE ? " type:" : "\n type:");
	out_text(o, word_at(types, s->type));
	if (attributes_nested(&inner, &sock, TIPC_SOCK_STAT)) {
		out_text(o, attribute(&inner, TIPC_STAT_LINK_CONG).p ? " cong:link " :
			    attribute(&inner, TIPC_STAT_CONN_CONG).p ? " cong:conn " : " cong:none ");
		out_field(o, " drop:", attribute_number(&inner, TIPC_STAT_DROP));
		out_char(o, ' ');
	}
	if (attribute(&sock, TIPC_SOCK_HAS_PUBL).p)
		out_text(o, " publ");
	if (attributes_nested(&inner, &sock, TIPC_SOCK_CON) && attribute(&inner, TIPC_CON_FLAG).p) {
		out_field(o, " via {", attribute_number(&inner, TIPC_CON_TYPE));
		out_field(o, ",", attribute_number(&inner, TIPC_CON_INST));
		out_text(o, "} ");
	}
}
