/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/tcp and its sisters: net/ipv4/tcp_ipv4.c:get_tcp4_sock, net/ipv4/udp.c:udp4_format_sock,
 * net/ipv4/raw.c:raw_sock_seq_show, and the same for IPv6. All hold the same columns up to the inode; what
 * follows differs by kernel:
 *
 *   sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode ...
 *
 * An address is its network-order words, each printed as a number of the host, so putting the number back into
 * memory gives the network's bytes on either kind of machine.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/proc.h"
#include "source/source.h"

static void endpoint_decode(struct endpoint *e, unsigned words, struct scan *line)
{
	scan_blanks(line);
	for (unsigned i = 0; i < words; i++) {
		uint32_t word = scan_word(line);

		memcpy(e->address + 4 * i, &word, 4);
	}
	scan_char(line, ':');
	e->port = scan_number(line, 16, UINT16_MAX);
}

/* Milliseconds; the kernel counts hundredths of a second. Old kernels let a timer that is just due wrap below zero. */
static uint64_t timer_decode(struct scan *line)
{
	uint64_t ticks = scan_number(line, 16, UINT64_MAX);

	return ticks >> 31 ? 0 : ticks * 10;
}

/*
 * ref pointer drops, of UDP and raw sockets since Linux 2.6.27 (net/ipv4/udp.c:udp4_format_sock). These have no timer
 * either. A socket that is nobody's any more has no user that the kernel would tell.
 */
static void values_decode(struct sock *s, struct scan line)
{
	enum { REFERENCES, POINTER, DROPS };
	uint64_t column[3];

	sock_knows(s, KNOWN_RECEIVE_QUEUE | KNOWN_SEND_QUEUE | KNOWN_TIMER | KNOWN_INODE);
	if (s->uid || s->inode)
		sock_knows(s, KNOWN_UID);
	if (s->protocol == PROTOCOL_TCP) {
		sock_knows(s, KNOWN_RETRANSMITS | KNOWN_PROBES);
		return;
	}
	scan_numbers(&line, "dXd", column);
	s->drops = column[DROPS];
	if (!line.bad)
		sock_knows(s, KNOWN_DROPS);
}

bool inet_decode(struct sock *s, struct scan *line)
{
	unsigned words = s->family == AF_INET6 && ENABLE_FEATURE_IPV6 ? 4 : 1;

	scan_number(line, 10, UINT64_MAX);
	scan_char(line, ':');
	endpoint_decode(&s->local, words, line);
	endpoint_decode(&s->peer, words, line);
	s->state = scan_number(line, 16, UINT8_MAX);
	s->send_queue = scan_hex(line);
	scan_char(line, ':');
	s->receive_queue = scan_hex(line);
	s->timer = scan_number(line, 16, UINT8_MAX);
	scan_char(line, ':');
	s->timer_ms = timer_decode(line);
	s->retransmits = scan_hex(line);
	s->uid = scan_decimal(line);
	s->probes = scan_decimal(line);
	s->inode = scan_number(line, 10, UINT64_MAX);
	if (VALUES_ARE_READ)
		values_decode(s, *line);
	return !line->bad;
}

/*
 * ref pointer rto ato quick cwnd ssthresh: net/ipv4/tcp_ipv4.c:get_tcp4_sock. A socket in TIME_WAIT or SYN_RECV ends
 * at the pointer.
 */
void inet_decode_details(struct sock *s, struct scan *line)
{
	enum { REFERENCES, COOKIE, RTO = 0, ATO, QUICK_ACKS, CWND };
	uint64_t column[4];

	scan_numbers(line, "dX", column);
	s->cookie = column[COOKIE];
	scan_blanks(line);
	if (line->p == line->end)
		return;
	scan_numbers(line, "dddd", column);
	s->rto = column[RTO];
	s->ato = column[ATO];
	s->quick_acks = column[QUICK_ACKS];
	s->cwnd = column[CWND];
	scan_blanks(line);
	if (line->p < line->end && *line->p != '-')
		s->ssthresh = scan_number(line, 10, INT32_MAX);
}
