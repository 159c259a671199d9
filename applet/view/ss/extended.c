/* SPDX-License-Identifier: 0BSD */
/*
 * What -o, -e and -i put behind a row of ss. By /proc that is TCP's alone, and of -e packet
 * sockets'; the rest of what netlink tells is in diag.c.
 */
#include "ss/ss.h"

/* Milliseconds below ten seconds, seconds below ten minutes, else minutes. */
static void out_timeout(struct out *o, uint64_t ms)
{
	uint64_t seconds = ms / 1000;
	unsigned rest = seconds < 10 ? ms % 1000 : 0;

	if (seconds >= 60) {
		out_number(o, seconds / 60, 0);
		out_text(o, "min");
		seconds = seconds < 600 ? seconds % 60 : 0;
	}
	if (seconds)
		out_number(o, seconds, 0);
	if (seconds && rest)
		out_char(o, '.');
	if (rest) {
		out_char(o, '0' + rest / 100);
		out_char(o, '0' + rest / 10 % 10);
		out_char(o, '0' + rest % 10);
	}
	if (seconds || rest)
		out_text(o, seconds ? "sec" : "ms");
}

/* SCTP has but one timer that is told of, net/sctp/diag.c:inet_diag_msg_sctpasoc_fill. */
static void out_timer(struct out *o, const struct sock *s)
{
	const char *name = word_at("on\0keepalive\0timewait\0persist\0unknown\0", s->timer < 5 ? s->timer - 1 : 4);

	if (ENABLE_FEATURE_DIAG && s->protocol == PROTOCOL_SCTP)
		name = "T3_RTX";
	out_text(o, " timer:(");
	out_text(o, name);
	out_char(o, ',');
	out_timeout(o, s->timer_ms);
	out_field(o, ",", s->timer == 1 ? s->retransmits : s->probes);
	out_char(o, ')');
}

/* Nothing for zero. */
static void out_value(struct out *o, const char *name, uint64_t value)
{
	if (value)
		out_field(o, name, value);
}

void ss_identity(struct out *o, const struct sock *s)
{
	out_value(o, " uid:", s->uid);
	out_field(o, " ino:", s->inode);
	out_text(o, " sk:");
	out_hex(o, s->cookie);
}

/* Seconds without zeros behind; nothing for zero. */
static void out_fraction(struct out *o, const char *name, uint32_t hundredths)
{
	if (!hundredths)
		return;
	out_field(o, name, hundredths / 100);
	if (hundredths % 100) {
		out_char(o, '.');
		out_char(o, '0' + hundredths / 10 % 10);
		if (hundredths % 10)
			out_char(o, '0' + hundredths % 10);
	}
}

/* ss leaves out three seconds, TCP's initial timeout of old. */
static void out_info(struct out *o, const struct sock *s)
{
	out_fraction(o, " rto:", s->rto == 300 ? 0 : s->rto);
	out_fraction(o, " ato:", s->ato);
	out_value(o, " qack:", s->quick_acks / 2);
	if (s->quick_acks & 1)
		out_text(o, " bidir");
	out_value(o, " cwnd:", s->cwnd);
	out_value(o, " ssthresh:", s->ssthresh);
}

void ss_cell_extended(struct out *o, const struct ss_request *r, const struct sock *s)
{
	bool tcp = s->protocol == PROTOCOL_TCP, asked = ENABLE_FEATURE_DIAG && (s->known & KNOWN_NETLINK);

	if ((tcp || asked) && s->timer && (r->show & SHOW_TIMERS))
		out_timer(o, s);
	if (ENABLE_FEATURE_DIAG && asked) {
		if (s->details)
			ss_diag(o, r, s);
		return;
	}
	if ((tcp || s->protocol == PROTOCOL_PACKET) && (r->show & SHOW_DETAILS))
		ss_identity(o, s);
	if (tcp && (r->show & SHOW_INFO))
		out_info(o, s);
}
