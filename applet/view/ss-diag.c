/* SPDX-License-Identifier: 0BSD */
/*
 * What -e, -m, -b and their kin put behind a row that netlink told of.
 */
#include <string.h>
#include <sys/socket.h>

#include "ss.h"

#define FIELD_LIST "ss-fields.def"
#include "field-table.h"

/* What does not follow in the row has a line of its own. */
static void out_break(struct out *o, const struct ss_request *r, bool blank)
{
	if (!(r->show & SHOW_ONE_LINE))
		out_text(o, "\n\t");
	else if (blank)
		out_char(o, ' ');
}

static void show_memory(struct record *r, const struct attributes *a, unsigned type)
{
	if (ENABLE_FEATURE_SS_MEMORY && record_load(r, a, type))
		record_show(r, fields.memory);
}

/* -i and -m come with each other's part where the message has it, as a recorded one may. */
static void show_info(struct record *record, const struct ss_request *r, const struct sock *s)
{
	const struct attributes *a = s->attributes;

	if (!(r->show & SHOW_MEMORY) && (!(r->show & SHOW_INFO) || s->protocol == PROTOCOL_UDP))
		return;
	out_break(record->out, r, false);
	show_memory(record, a, INET_DIAG_SKMEMINFO);
	if (ENABLE_FEATURE_SS_MEMORY && !attribute(a, INET_DIAG_SKMEMINFO).p && record_load(record, a, INET_DIAG_MEMINFO))
		record_show(record, fields.old_memory);
	if (ENABLE_FEATURE_SS_INFO)
		ss_info(record->out, r, s);
}

/* Which way data may still flow; the bits are RCV_SHUTDOWN and SEND_SHUTDOWN. */
static void out_arrows(struct out *o, const struct attributes *a, unsigned type)
{
	unsigned shut = attribute_number(a, type);

	if (!attribute(a, type).p)
		return;
	out_text(o, shut & 1 ? " --" : " <-");
	out_char(o, shut & 2 ? '-' : '>');
}

static void out_flag(struct out *o, const char *name, uint64_t value)
{
	out_text(o, name);
	if (value)
		out_text(o, "0x");
	out_hex(o, value);
}

static void out_cgroup(struct out *o, const struct sock *s)
{
	struct text path;

	if (!attribute(s->attributes, INET_DIAG_CGROUP_ID).p)
		return;
	out_text(o, " cgroup:");
	path = cgroup_path(s->cgroup);
	if (path.length) {
		out_escaped(o, path.p, path.length, ESCAPE_BLANKS);
	} else {
		out_text(o, "unreachable:");
		out_hex(o, s->cgroup);
	}
}

static void inet_details(struct out *o, const struct sock *s)
{
	ss_identity(o, s);
	if (s->mark)
		out_flag(o, " fwmark:", s->mark);
	out_cgroup(o, s);
	if (s->family == AF_INET6 && attribute(s->attributes, INET_DIAG_SKV6ONLY).p)
		out_field(o, " v6only:", attribute_number(s->attributes, INET_DIAG_SKV6ONLY));
	out_arrows(o, s->attributes, INET_DIAG_SHUTDOWN);
}

static void show_sockopt(struct record *record, const struct ss_request *r, const struct sock *s)
{
	static const struct { char name[11]; uint8_t type; } marks[] = {
		{ " tos:", INET_DIAG_TOS }, { " tclass:", INET_DIAG_TCLASS }, { " class_id:", INET_DIAG_CLASS_ID },
	};

	for (size_t i = 0; (r->show & SHOW_TOS) && i < ARRAY_SIZE(marks); i++)
		if (attribute(s->attributes, marks[i].type).p)
			out_flag(record->out, marks[i].name, attribute_number(s->attributes, marks[i].type));
	if (r->show & SHOW_CGROUP)
		out_cgroup(record->out, s);
	if ((r->show & SHOW_SOCKOPT) && record_load(record, s->attributes, INET_DIAG_SOCKOPT) && record->length > 1) {
		out_break(record->out, r, true);
		out_text(record->out, "inet-sockopt: (");
		record_show(record, fields.sockopt);
	}
}

static void inet_show(struct record *record, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_DETAILS)
		inet_details(record->out, s);
	if (ENABLE_FEATURE_SS_SOCKOPT)
		show_sockopt(record, r, s);
	show_info(record, r, s);
}

/* struct unix_diag_vfs: inode and device, the kernel's own dev_t with 20 bits of minor number. */
static void unix_details(struct out *o, const struct attributes *a)
{
	struct text peers = attribute(a, UNIX_DIAG_ICONS);
	uint32_t words[2];

	out_arrows(o, a, UNIX_DIAG_SHUTDOWN);
	if (attribute_copy(a, UNIX_DIAG_VFS, words, sizeof words)) {
		out_field(o, " ino:", words[0]);
		out_field(o, " dev:", words[1] >> 20);
		out_field(o, "/", words[1] & 0xfffff);
	}
	if (!peers.p)
		return;
	out_text(o, " peers:");
	for (; peers.length >= 4; peers.p += 4, peers.length -= 4) {
		memcpy(words, peers.p, 4);
		out_field(o, " ", words[0]);
	}
}

static void unix_show(struct record *record, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_MEMORY)
		show_memory(record, s->attributes, UNIX_DIAG_MEMINFO);
	if (r->show & SHOW_DETAILS)
		unix_details(record->out, s->attributes);
}

static void show_ring(struct record *record, const struct ss_request *r, const struct sock *s, unsigned type,
		      const char *name, const char *label)
{
	if (!record_load(record, s->attributes, type))
		return;
	out_break(record->out, r, true);
	out_text(record->out, name);
	record_show(record, label);
}

/* Which of the kernel's ways a group of sockets has to share packets, PACKET_FANOUT_*. */
static void out_fanout(struct out *o, uint32_t fanout)
{
	const char *name = word_at("hash\0lb\0cpu\0roll\0random\0qm\0", fanout >> 16);

	out_field(o, "fanout(id:", fanout & 0xffff);
	out_text(o, ",type:");
	if (*name)
		out_text(o, name);
	else
		out_flag(o, "", fanout >> 16);
	out_char(o, ')');
}

static void packet_details(struct record *record, const struct ss_request *r, const struct sock *s)
{
	enum { INFO_VERSION = 1, INFO_FLAGS = 5 };
	const struct attributes *a = s->attributes;

	ss_identity(record->out, s);
	if (record_load(record, a, PACKET_DIAG_INFO)) {
		out_break(record->out, r, true);
		out_field(record->out, "ver:", record->words[INFO_VERSION]);
		record_show(record, fields.packet);
		out_text(record->out, record->words[INFO_FLAGS] ? " )" : " 0 )");
	}
	show_ring(record, r, s, PACKET_DIAG_RX_RING, "ring_rx", fields.packet_ring);
	show_ring(record, r, s, PACKET_DIAG_TX_RING, "ring_tx", fields.packet_ring);
	if (attribute(a, PACKET_DIAG_FANOUT).p) {
		out_break(record->out, r, true);
		out_fanout(record->out, attribute_number(a, PACKET_DIAG_FANOUT));
	}
}

/* struct sock_filter: a 16-bit code, where to go when it holds and when it does not, and its operand. */
static void show_filter(struct out *o, const struct ss_request *r, struct text filter)
{
	struct { uint16_t code; uint8_t yes, no; uint32_t operand; } op;

	if (!filter.p)
		return;
	out_break(o, r, true);
	out_field(o, "bpf filter (", filter.length / sizeof op);
	out_text(o, "): ");
	for (; filter.length >= sizeof op; filter.p += sizeof op, filter.length -= sizeof op) {
		memcpy(&op, filter.p, sizeof op);
		out_text(o, op.code < 16 ? " 0x0" : " 0x");
		out_hex(o, op.code);
		out_field(o, " ", op.yes);
		out_field(o, " ", op.no);
		out_field(o, " ", op.operand);
		out_char(o, ',');
	}
}

static void packet_show(struct record *record, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_DETAILS)
		packet_details(record, r, s);
	if (ENABLE_FEATURE_SS_SOCKOPT && (r->show & SHOW_BPF))
		show_filter(record->out, r, attribute(s->attributes, PACKET_DIAG_FILTER));
	if (r->show & SHOW_MEMORY)
		show_memory(record, s->attributes, PACKET_DIAG_MEMINFO);
}

static void xdp_show(struct record *record, const struct ss_request *r, const struct sock *s)
{
	enum { RING = LABEL_OFFSET(xdp_ring), UMEM = LABEL_OFFSET(xdp_umem), STATISTICS = LABEL_OFFSET(xdp_statistics) };
	static const struct { uint16_t label; char name[6]; uint8_t type; } parts[] = {
		{ RING, "rx", XDP_DIAG_RX_RING },
		{ RING, "tx", XDP_DIAG_TX_RING },
		{ UMEM, "umem", XDP_DIAG_UMEM },
		{ RING, "fr", XDP_DIAG_UMEM_FILL_RING },
		{ RING, "cr", XDP_DIAG_UMEM_COMPLETION_RING },
		{ STATISTICS, "stats", XDP_DIAG_STATS },
	};

	if (r->show & SHOW_DETAILS) {
		ss_identity(record->out, s);
		for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
			show_ring(record, r, s, parts[i].type, parts[i].name, (char *)&fields + parts[i].label);
	}
	if (r->show & SHOW_MEMORY)
		show_memory(record, s->attributes, XDP_DIAG_MEMINFO);
}

void ss_diag(struct out *o, const struct ss_request *r, const struct sock *s)
{
	struct record record = { .out = o };

	switch (s->family) {
	case AF_INET:
	case AF_INET6:
		inet_show(&record, r, s);
		break;
	case AF_UNIX:
		if (ENABLE_FEATURE_SS_UNIX)
			unix_show(&record, r, s);
		break;
	case AF_PACKET:
		if (ENABLE_FEATURE_SS_LINK)
			packet_show(&record, r, s);
		break;
	case AF_NETLINK:
		if (ENABLE_FEATURE_SS_LINK && (r->show & SHOW_MEMORY))
			show_memory(&record, s->attributes, NETLINK_DIAG_MEMINFO);
		break;
	case AF_XDP:
		if (ENABLE_FEATURE_SS_OTHER_FAMILIES)
			xdp_show(&record, r, s);
		break;
	case AF_TIPC:
		if (ENABLE_FEATURE_SS_OTHER_FAMILIES && (r->show & SHOW_TIPC))
			ss_tipc(o, r, s);
		break;
	}
}
