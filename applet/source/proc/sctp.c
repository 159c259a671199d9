/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/sctp/eps and assocs, net/sctp/proc.c:sctp_eps_seq_show and sctp_assocs_seq_show:
 *
 *   endpoint socket style state bucket port uid inode local...
 *   assoc socket style state assoc-state bucket id tx_queue rx_queue uid inode port port local... <-> peer... more
 *
 * The state is the socket's, in TCP's numbers. An address is written out, IPv6 as eight groups of four digits,
 * and the primary one has a star in front. Both families come mixed, so IPv4 becomes v4-mapped here.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/proc.h"
#include "source/source.h"

static void skip(struct scan *line, int columns)
{
	while (columns--)
		scan_text(line);
}

static void ipv4_decode(uint8_t *address, struct scan *s)
{
	memset(address, 0, 10);
	memset(address + 10, 0xff, 2);
	for (int i = 12; i < 16; i++) {
		if (i > 12)
			scan_char(s, '.');
		address[i] = scan_number(s, 10, UINT8_MAX);
	}
}

static void ipv6_decode(uint8_t *address, struct scan *s)
{
	for (int i = 0; i < 16; i += 2) {
		unsigned group;

		if (i)
			scan_char(s, ':');
		group = scan_number(s, 16, UINT16_MAX);
		address[i] = group >> 8;
		address[i + 1] = group;
	}
}

/* The address that comes next, if one does. */
static bool next_address(struct scan *line, uint8_t *address)
{
	struct scan rest = *line;
	struct text word = scan_text(&rest);
	struct scan s = { .p = word.p, .end = word.p + word.length };

	if (s.p < s.end && *s.p == '*')
		s.p++;
	if (memchr(word.p, '.', word.length))
		ipv4_decode(address, &s);
	else if (memchr(word.p, ':', word.length))
		ipv6_decode(address, &s);
	else
		return false;
	line->bad |= s.bad || s.p != s.end;
	line->p = rest.p;
	return !line->bad;
}

/* Where the peer's addresses begin, or the end. */
static void find_peers(struct scan *line)
{
	while (line->p < line->end && !text_is(scan_text(line), "<->"))
		;
}

/* Calls fn for each pair of addresses; where one side has fewer, that cell is left blank. */
static int each_pair(struct sock *s, struct scan *locals, struct scan *peers, sock_fn *fn, void *ctx)
{
	uint16_t absent = s->absent, ports = absent & ABSENT_PEER ? 0 : ABSENT_PORTS;
	bool local = next_address(locals, s->local.address), peer = next_address(peers, s->peer.address);
	int stopped;

	do {
		struct endpoint next[2] = { { .port = 0 }, { .port = 0 } };
		bool more_local = next_address(locals, next[0].address), more_peer = next_address(peers, next[1].address);

		s->absent = absent | (local ? 0 : ABSENT_LOCAL) | (peer ? 0 : ABSENT_PEER) |
			    (more_local || more_peer ? ABSENT_ADDED : 0);
		if (locals->bad || peers->bad)
			return -1;
		stopped = fn(ctx, s);
		memcpy(s->local.address, next[0].address, 16);
		memcpy(s->peer.address, next[1].address, 16);
		local = more_local;
		peer = more_peer;
		absent |= ABSENT_PROTOCOL | ABSENT_QUEUES | ABSENT_STATE | ports;
	} while (!stopped && (local || peer));
	return stopped;
}

int sctp_decode(struct sock *s, struct scan *line, bool association, sock_fn *fn, void *ctx)
{
	struct scan peers;

	s->family = AF_INET6;
	skip(line, 3);
	s->state = scan_number(line, 10, UINT8_MAX);
	if (association) {
		skip(line, 3);
		s->send_queue = scan_decimal(line);
		s->receive_queue = scan_decimal(line);
		sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE);
	} else {
		skip(line, 1);
		s->local.port = scan_number(line, 10, UINT16_MAX);
		s->absent = ABSENT_QUEUES | ABSENT_PEER;
	}
	s->uid = scan_decimal(line);
	s->inode = scan_number(line, 10, UINT64_MAX);
	sock_knows(s, KNOWN_UID | KNOWN_INODE);
	if (association) {
		s->local.port = scan_number(line, 10, UINT16_MAX);
		s->peer.port = scan_number(line, 10, UINT16_MAX);
	}
	peers = *line;
	find_peers(&peers);
	return line->bad ? -1 : each_pair(s, line, &peers, fn, ctx);
}
