/* SPDX-License-Identifier: 0BSD */
/*
 * The column of -o.
 */
#include "view/column.h"

/* The kernel's number of a timer in netstat's words, which are others for TCP. */
static void out_timer_name(struct out *o, const struct sock *s)
{
	static const char tcp[][10] = { "off", "on", "keepalive", "timewait", "probe" };
	static const char other[][4] = { "off", "on1", "on2" };

	if (s->protocol == PROTOCOL_TCP && s->timer < ARRAY_SIZE(tcp)) {
		out_text(o, tcp[s->timer]);
	} else if (s->protocol != PROTOCOL_TCP && s->timer < ARRAY_SIZE(other)) {
		out_text(o, other[s->timer]);
	} else {
		out_text(o, "unkn-");
		out_number(o, s->timer, 0);
	}
}

/* "on (1.02/3/0)": seconds to go, retransmissions (which UDP has none of), probes. */
void cell_timer(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	uint64_t hundredths = s->timer ? s->timer_ms / 10 : 0;
	bool has_retransmits = s->protocol == PROTOCOL_TCP || s->protocol == PROTOCOL_RAW;
	struct out *o = v->out;

	(void)c;
	if (ENABLE_FEATURE_NETSTAT_SCTP && s->protocol == PROTOCOL_SCTP)
		return; /* the kernel does not tell */
	out_timer_name(o, s);
	out_text(o, " (");
	out_number(o, hundredths / 100, 0);
	out_char(o, '.');
	out_char(o, '0' + hundredths / 10 % 10);
	out_char(o, '0' + hundredths % 10);
	out_char(o, '/');
	out_number(o, has_retransmits ? s->retransmits : 0, 0);
	out_char(o, '/');
	out_number(o, s->probes, 0);
	out_char(o, ')');
}
