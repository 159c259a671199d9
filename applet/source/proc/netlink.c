/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/netlink, net/netlink/af_netlink.c:netlink_native_seq_show:
 *
 *   sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode
 *
 * What stands behind Wmem differs by kernel; the last two are there since Linux 2.6.32.
 */
#include "source/proc.h"
#include "source/source.h"

bool netlink_decode(struct sock *s, struct scan *line)
{
	enum { FAMILY, PORT, GROUPS, RECEIVE, SEND, COLUMNS };
	uint64_t column[COLUMNS];

	scan_text(line);
	scan_numbers(line, "ddxdd", column);
	put_protocol(s, column[FAMILY]);
	s->local.port = column[PORT];
	s->receive_queue = column[RECEIVE];
	s->send_queue = column[SEND];
	s->peer.port = -1; /* not known: not the kernel's, which is 0 */
	s->state = STATE_CLOSE;
	sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE);
	return !line->bad;
}

void netlink_decode_drops(struct sock *s, struct scan *line)
{
	enum { DUMP, LOCKS, DROPS, INODE };
	uint64_t column[4];

	scan_numbers(line, "dddD", column);
	if (line->bad)
		return;
	s->inode = column[INODE];
	s->drops = column[DROPS];
	sock_knows(s, KNOWN_DROPS);
}
