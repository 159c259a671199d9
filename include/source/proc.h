/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of the kernel's tables of sockets below /proc/net: what source/proc decodes, and source/netlink where it has to
 * read a table by the side of the messages.
 */
#ifndef SOURCE_PROC_H
#define SOURCE_PROC_H

#include "source/lines.h"

/* One line of /proc/net/{tcp,udp,udplite,raw}[6], or of /proc/net/unix, into *s. False when it is malformed. */
bool inet_decode(struct sock *s, struct scan *line);
bool unix_decode(struct sock *s, struct scan *line);
/* The same for /proc/net/packet and /proc/net/netlink. */
bool packet_decode(struct sock *s, struct scan *line);
bool netlink_decode(struct sock *s, struct scan *line);
/*
 * One line of /proc/net/sctp/eps, or assocs, for which it calls fn once for each pair of addresses. What fn
 * returned, or -1 when the line is malformed.
 */
int sctp_decode(struct sock *s, struct scan *line, bool association, sock_fn *fn, void *ctx);

/* Blanks, then an address as that many words of eight digits, in the order of the network or of the host. */
void address_decode(uint8_t *address, unsigned words, bool network, struct scan *line);

/* What a line has behind what netlink_decode takes: packets dropped, and the inode. */
void netlink_decode_drops(struct sock *s, struct scan *line);
/* What a line of TCP has behind the inode, TCP's values; all of it is left at zero, or none. */
void inet_decode_details(struct sock *s, struct scan *line);

#endif
