/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/netlink, net/netlink/af_netlink.c:netlink_native_seq_show:
 *
 *   sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode
 *
 * Kernels before 2.6.37 have no Inode, 2.6.24 no Drops either; Dump was a pointer for long.
 */
#include "source.h"

bool netlink_decode(struct sock *s, struct scan *line)
{
	scan_text(line);
	put_protocol(s, scan_number(line, 10, UINT8_MAX));
	s->local.port = scan_number(line, 10, UINT32_MAX);
	scan_number(line, 16, UINT32_MAX);
	s->receive_queue = scan_number(line, 10, UINT32_MAX);
	s->send_queue = scan_number(line, 10, UINT32_MAX);
	s->peer.port = -1; /* not known: not the kernel's, which is 0 */
	s->state = STATE_CLOSE;
	return !line->bad;
}
