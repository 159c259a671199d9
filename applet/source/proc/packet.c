/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/packet, net/packet/af_packet.c:packet_seq_show:
 *
 *   sk RefCnt Type Proto Iface R Rmem User Inode
 */
#include "source/proc.h"
#include "source/source.h"

bool packet_decode(struct sock *s, struct scan *line)
{
	enum { REFERENCES, TYPE, PROTOCOL, INTERFACE, RUNNING, RECEIVE, UID, INODE, COLUMNS };
	uint64_t column[COLUMNS];

	scan_text(line);
	scan_numbers(line, "ddxddddD", column);
	s->type = column[TYPE];
	put_protocol(s, column[PROTOCOL]);
	s->local.port = column[INTERFACE];
	s->receive_queue = column[RECEIVE];
	s->uid = column[UID];
	s->inode = column[INODE];
	s->state = STATE_CLOSE;
	sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_UID | KNOWN_INODE);
	return !line->bad;
}
