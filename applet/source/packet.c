/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/packet, net/packet/af_packet.c:packet_seq_show:
 *
 *   sk RefCnt Type Proto Iface R Rmem User Inode
 */
#include "source.h"

bool packet_decode(struct sock *s, struct scan *line)
{
	scan_text(line);
	scan_number(line, 10, UINT32_MAX);
	s->type = scan_number(line, 10, UINT8_MAX);
	put_protocol(s, scan_number(line, 16, UINT16_MAX));
	s->local.port = scan_number(line, 10, INT32_MAX);
	scan_number(line, 10, UINT32_MAX);
	s->receive_queue = scan_number(line, 10, UINT32_MAX);
	s->uid = scan_number(line, 10, UINT32_MAX);
	s->inode = scan_number(line, 10, UINT64_MAX);
	s->state = STATE_CLOSE;
	return !line->bad;
}
