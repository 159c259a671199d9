/* SPDX-License-Identifier: 0BSD */
/*
 * netstat: what the options on the command line add up to.
 */
#include "netstat/options.h"

/* Options by the bits that they stand for in a set of the request, 0, 1, ... */
static const uint8_t protocol_options[] = {
	[PROTOCOL_TCP] = OPTION_TCP,
	[PROTOCOL_UDP] = OPTION_UDP,
	[PROTOCOL_UDPLITE] = OPTION_UDPLITE,
	[PROTOCOL_RAW] = OPTION_RAW,
	[PROTOCOL_SCTP] = OPTION_SCTP,
	[PROTOCOL_UNIX] = OPTION_UNIX,
};
static const uint8_t family_options[] = { OPTION_INET, OPTION_INET6 };
static const uint8_t other_options[] = {
	[OTHER_IPX] = OPTION_IPX,
	[OTHER_AX25] = OPTION_AX25,
	[OTHER_X25] = OPTION_X25,
	[OTHER_NETROM] = OPTION_NETROM,
	[OTHER_ROSE] = OPTION_ROSE,
	[OTHER_L2CAP] = OPTION_L2CAP,
	[OTHER_RFCOMM] = OPTION_RFCOMM,
};
static const uint8_t column_options[] = { OPTION_EXTEND, OPTION_PROGRAMS, OPTION_TIMERS, OPTION_CONTEXT };
_Static_assert(INET == 1 && INET6 == 2, "as in family_options");
_Static_assert(COLUMNS_EXTENDED == 1 && COLUMNS_PROGRAMS == 2 && COLUMNS_TIMERS == 4 && COLUMNS_CONTEXTS == 8,
	       "as in column_options");

static uint8_t set_of(const struct given *g, const uint8_t *options, size_t count)
{
	uint8_t set = 0;

	while (count--)
		set = set << 1 | (g->options >> options[count] & 1);
	return set;
}
#define SET(g, options) set_of(g, options, sizeof options)

/* What is added to a view that is zero; so an option that is not in this build costs nothing here either. */
static void choose_view(struct view *v, const struct given *g)
{
	bool numeric = has(g, OPTION_NUMERIC);

	if (ENABLE_FEATURE_NETSTAT_EXTEND || ENABLE_FEATURE_NETSTAT_PRG || ENABLE_FEATURE_NETSTAT_TIMERS)
		v->columns = SET(g, column_options);
	if (has(g, OPTION_CONTEXT))
		v->columns |= COLUMNS_PROGRAMS;
	v->wide |= has(g, OPTION_WIDE);
	v->numeric_hosts = numeric || has(g, OPTION_NUMERIC_HOSTS);
	v->numeric_ports = numeric || has(g, OPTION_NUMERIC_PORTS);
	v->numeric_users = numeric || has(g, OPTION_NUMERIC_USERS);
}

/* Among routes the letters -2 and -f mean nothing, as in net-tools: BSD writes `netstat -rn -f inet'. */
static uint8_t choose_others(const struct given *g)
{
	const uint8_t bluetooth = 1 << OTHER_L2CAP | 1 << OTHER_RFCOMM;
	uint8_t others = SET(g, other_options);

	if (ENABLE_FEATURE_NETSTAT_BLUETOOTH && has(g, OPTION_BLUETOOTH))
		others |= bluetooth;
	else if (ENABLE_FEATURE_NETSTAT_BLUETOOTH && has(g, OPTION_ROUTE))
		others &= ~bluetooth;
	return others;
}

/* Which protocols and families are shown: net-tools' rules for what an option left out means. */
static void choose_tables(struct request *r)
{
	const uint8_t unix_only = 1 << PROTOCOL_UNIX, inet = unix_only - 1;
	bool families = ENABLE_FEATURE_NETSTAT_FAMILY && r->families;

	r->protocols = r->required;
	r->others = r->others_required;
	if (families && !(r->protocols & inet))
		r->protocols |= inet;
	if (!r->protocols && !(OTHER_FAMILIES && r->others) && !(ENABLE_FEATURE_NETSTAT_GROUPS && r->groups)) {
		r->protocols = inet | unix_only;
		r->others = UINT8_MAX;
	}
	if (families)
		r->verbose = false;
	else
		r->families = INET | INET6;
}

void netstat_choose(struct request *r, const struct given *g)
{
	choose_view(&r->view, g);
	r->show = has(g, OPTION_ALL) ? SHOW_ALL : has(g, OPTION_LISTENING) ? SHOW_LISTENING : SHOW_CONNECTED;
	r->required = SET(g, protocol_options);
	if (ENABLE_FEATURE_NETSTAT_FAMILY)
		r->families = SET(g, family_options);
	if (OTHER_FAMILIES)
		r->others_required = choose_others(g);
	r->inet6_required |= has(g, OPTION_INET6);
	r->groups |= has(g, OPTION_GROUPS);
	r->verbose |= has(g, OPTION_VERBOSE);
	r->symbolic |= has(g, OPTION_SYMBOLIC);
	r->cache |= has(g, OPTION_CACHE);
	r->fib |= has(g, OPTION_FIB);
	r->repeat |= has(g, OPTION_CONTINUOUS);
	if (ENABLE_FEATURE_NETSTAT_CONTINUOUS)
		r->interval = g->interval;
	if (ENABLE_FEATURE_NETSTAT_ROUTE) {
		r->extended = g->extended;
		r->inet6_first = g->inet6_first;
	}
	choose_tables(r);
}

void netstat_choose_rows(struct request *r)
{
	struct rows *rows = r->rows;
	uint8_t *columns = &r->view.columns;

	if (ENABLE_FEATURE_COUNTS && rows->counts) {
		if (counts_have(rows->counts, FIELD_USER) || counts_have(rows->counts, FIELD_NUMBER))
			*columns |= COLUMNS_EXTENDED;
		if (counts_have(rows->counts, FIELD_PROGRAM))
			*columns |= COLUMNS_PROGRAMS;
	}
	if (*columns & COLUMNS_EXTENDED)
		rows->known |= r->view.numeric_users ? KNOWN_EXTENDED & ~KNOWN_USER : KNOWN_EXTENDED;
	if (*columns & COLUMNS_TIMERS)
		rows->known |= KNOWN_TIMERS;
	if (*columns & COLUMNS_PROGRAMS)
		rows->chosen |= ROWS_HOLDERS;
	if (*columns & COLUMNS_CONTEXTS)
		rows->chosen |= ROWS_CONTEXTS;
	rows->chosen |= (r->view.numeric_hosts ? 0 : ROWS_HOSTS) | (r->view.numeric_ports ? 0 : ROWS_SERVICES);
	if (rows->form && r->repeat)
		rows->form = ROWS_FLUSHED;
}
