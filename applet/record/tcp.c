/* SPDX-License-Identifier: 0BSD */
/*
 * What is worked out from TCP's values, and the names of SCTP's states.
 */
#include "record/details.h"

/* Vegas measures the round trip better than TCP does, once it has. */
static uint32_t round_trip(const struct details *d)
{
	const struct vegas_values *v = &d->vegas;

	if (d->length[DETAIL_VEGAS] >= sizeof *v && v->enabled && v->rtt && v->rtt != INT32_MAX)
		return v->rtt;
	return d->tcp.rtt;
}

/* More digits than are shown, the last of which tells of a remainder. */
uint64_t tcp_send_rate(const struct details *d, unsigned *scale)
{
	enum { BITS = 8000000, ENOUGH = 10000000, DIGITS = 12 };
	uint64_t rtt = round_trip(d), rate, rest = (uint64_t)d->tcp.snd_cwnd * d->tcp.snd_mss;

	*scale = 0;
	if (!rtt || rest / rtt > UINT64_MAX / BITS / 100 - 1)
		return 0;
	rate = rest / rtt * BITS;
	rest = rest % rtt * BITS;
	rate += rest / rtt;
	for (; *scale < 2 || (rate < ENOUGH && *scale < DIGITS); ++*scale) {
		rest = rest % rtt * 10;
		rate = rate * 10 + rest / rtt;
	}
	return rate | (rest % rtt != 0);
}

const char *sctp_state_name(unsigned state)
{
	return word_at("CLOSED\0COOKIE_WAIT\0COOKIE_ECHOED\0ESTAB\0SHUTDOWN_PENDING\0SHUTDOWN_SENT\0"
		       "SHUTDOWN_RECEIVED\0ACK_SENT\0", state);
}
