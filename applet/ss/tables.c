/* SPDX-License-Identifier: 0BSD */
/*
 * Which of the kernel's tables an ss command line comes to, and how netlink is asked for them.
 */
#include <sys/socket.h>

#include "ss/tables.h"

#define OTHER(...) IF_FEATURE_SS_OTHER_FAMILIES(__VA_ARGS__)

/* The kernel's tables in the order they are shown, and those of ours, with their family, that each holds. */
static const struct source {
	uint8_t table;   /* enum kernel_table */
	uint8_t family;  /* FAMILY_* */
	uint16_t tables; /* 1 << TABLE_* */
} sources[] = {
	IF_FEATURE_SS_LINK({ KERNEL_NETLINK, FAMILY_NETLINK, 1 << TABLE_NETLINK },)
	IF_FEATURE_SS_LINK({ KERNEL_PACKET, FAMILY_PACKET, PACKET_TABLES },)
	IF_FEATURE_SS_UNIX({ KERNEL_UNIX, FAMILY_UNIX, UNIX_TABLES },)
	{ KERNEL_RAW, FAMILY_INET, 1 << TABLE_RAW },
	IF_FEATURE_IPV6({ KERNEL_RAW6, FAMILY_INET6, 1 << TABLE_RAW },)
	{ KERNEL_UDP, FAMILY_INET, 1 << TABLE_UDP },
	IF_FEATURE_IPV6({ KERNEL_UDP6, FAMILY_INET6, 1 << TABLE_UDP },)
	{ KERNEL_TCP, FAMILY_INET, 1 << TABLE_TCP },
	IF_FEATURE_IPV6({ KERNEL_TCP6, FAMILY_INET6, 1 << TABLE_TCP },)
	OTHER({ KERNEL_DCCP, FAMILY_INET, 1 << TABLE_DCCP },)
	OTHER(IF_FEATURE_IPV6({ KERNEL_DCCP6, FAMILY_INET6, 1 << TABLE_DCCP },))
	IF_FEATURE_SS_SCTP({ KERNEL_SCTP_ENDPOINTS, FAMILY_INET | FAMILY_INET6, 1 << TABLE_SCTP },)
	IF_FEATURE_SS_SCTP({ KERNEL_SCTP_ASSOCIATIONS, FAMILY_INET | FAMILY_INET6, 1 << TABLE_SCTP },)
	OTHER({ KERNEL_VSOCK, FAMILY_VSOCK, VSOCK_TABLES },)
	OTHER({ KERNEL_TIPC, FAMILY_TIPC, 1 << TABLE_TIPC },)
	OTHER({ KERNEL_XDP, FAMILY_XDP, 1 << TABLE_XDP },)
	OTHER({ KERNEL_MPTCP, FAMILY_INET, 1 << TABLE_MPTCP },)
	OTHER(IF_FEATURE_IPV6({ KERNEL_MPTCP6, FAMILY_INET6, 1 << TABLE_MPTCP },))
};

int ss_next_table(const struct ss_request *r, unsigned *at)
{
	while (*at < ARRAY_SIZE(sources)) {
		const struct source *s = &sources[(*at)++];

		if (s->tables & r->tables && s->family & r->families)
			return s->table;
	}
	return -1;
}

/* The attributes that the options want of a family, in its own bits. */
static uint32_t attributes_wanted(const struct ss_request *r, unsigned family)
{
	static const struct want { uint32_t show; uint8_t family, attributes; } wants[] = {
		{ SHOW_INFO, AF_INET, DIAG_SHOW_INET(INET_DIAG_INFO) | DIAG_SHOW_INET(INET_DIAG_VEGASINFO) |
				      DIAG_SHOW_INET(INET_DIAG_CONG) },
		{ SHOW_MEMORY, AF_INET, DIAG_SHOW_INET(INET_DIAG_MEMINFO) | DIAG_SHOW_INET(INET_DIAG_SKMEMINFO) },
		{ SHOW_TOS, AF_INET, DIAG_SHOW_INET(INET_DIAG_TOS) | DIAG_SHOW_INET(INET_DIAG_TCLASS) },
		{ SHOW_MEMORY, AF_UNIX, DIAG_SHOW_UNIX_MEMINFO },
		{ SHOW_DETAILS, AF_UNIX, DIAG_SHOW_UNIX_VFS | DIAG_SHOW_UNIX_ICONS },
		{ SHOW_DETAILS, AF_PACKET, DIAG_SHOW_PACKET_RINGS | DIAG_SHOW_PACKET_FANOUT },
		{ SHOW_BPF, AF_PACKET, DIAG_SHOW_PACKET_FILTER },
		{ SHOW_DETAILS, AF_XDP, DIAG_SHOW_XDP_RINGS | DIAG_SHOW_XDP_UMEM | DIAG_SHOW_XDP_STATS },
	};
	uint32_t show = 0;

	if (family == AF_INET6 || family == AF_UNSPEC)
		family = AF_INET;
	for (const struct want *w = wants; w < wants + ARRAY_SIZE(wants); w++)
		if (w->family == family && r->show & w->show)
			show |= w->attributes;
	return show;
}

/* What objects and counts have besides: users of unix sockets, and drops where /proc tells of them too. */
static uint32_t values_wanted(const struct ss_request *r, const struct table *t)
{
	if (!ENABLE_FEATURE_VALUES || !rows_wanted(r->rows))
		return 0;
	return t->family == AF_UNIX ? DIAG_SHOW_UNIX_UID :
	       t->protocol == PROTOCOL_UDP || t->protocol == PROTOCOL_RAW ? DIAG_SHOW_INET(INET_DIAG_SKMEMINFO) : 0;
}

struct table ss_ask(const struct ss_request *r, enum kernel_table id, struct wanted *w)
{
	struct table t = kernel_tables[id];

	t.details = t.protocol == PROTOCOL_TCP && r->show & (SHOW_DETAILS | SHOW_INFO);
	if (ENABLE_FEATURE_DIAG)
		w->show = attributes_wanted(r, t.family) | values_wanted(r, &t);
	return t;
}
