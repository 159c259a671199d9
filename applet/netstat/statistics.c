/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -s: which files hold the counters that the request names.
 */
#include "netstat/netstat.h"
#include "view/statistics.h"

/* Files that every kernel has. */
static void read_pairs(const char *below, struct statistics *s, struct context *where)
{
	if (counter_pairs_read(below, statistics_show, s, where) < 0)
		lines_missing(below, where);
}

static void read_lines(const char *below, struct statistics *s, struct context *where)
{
	if (counter_lines_read(below, 0, statistics_show, s, where) < 0)
		lines_missing(below, where);
}

/* net-tools has statistics of one internet family at a time. */
static bool family_is_told(const struct request *r, struct context *where)
{
	const char *refused = 0;

	if (has(r, OPTION_INET6) && r->families & INET)
		refused = "inet,inet6";
	if (r->required >> PROTOCOL_UNIX & 1)
		refused = "unix";
	if (r->others_required & ((1 << OTHER_L2CAP) - 1))
		refused = "neither inet nor inet6";
	if (!refused)
		return true;
	complain("No statistics support for specified address family: ", refused, (char *)0);
	where->faults.count++;
	return false;
}

static void read_counters(const struct request *r, struct statistics *s, struct context *where)
{
	if (!s->protocols)
		s->protocols = UINT8_MAX;
	if (ENABLE_FEATURE_IPV6 && has(r, OPTION_INET6)) {
		read_lines("net/snmp6", s, where);
		s->protocols &= 1 << PROTOCOL_TCP;
		s->others = false;
		read_pairs("net/snmp", s, where);
		return;
	}
	read_pairs("net/snmp", s, where);
	counter_pairs_read("net/netstat", statistics_show, s, where);
	if (s->protocols >> PROTOCOL_SCTP & 1)
		counter_lines_read("net/sctp/snmp", "Sctp", statistics_show, s, where);
}

void netstat_statistics(const struct request *r, struct context *where)
{
	struct statistics s = { .out = r->view.out, .protocols = r->required, .others = true, .indent = 4 };

	if (!family_is_told(r, where))
		return;
	if (ENABLE_FEATURE_JSON && r->rows->form)
		s.rows = r->rows;
	read_counters(r, &s, where);
	statistics_end(&s);
}
