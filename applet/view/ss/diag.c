/* SPDX-License-Identifier: 0BSD */
/*
 * What -e, -m, -b and their kin put behind a row that netlink told of.
 */
#include <string.h>
#include <sys/socket.h>

#include "view/ss-fields.h"

/* What does not follow in the row has a line of its own. */
static void out_break(struct out *o, const struct ss_request *r, bool blank)
{
	if (!(r->show & SHOW_ONE_LINE))
		out_text(o, "\n\t");
	else if (blank)
		out_char(o, ' ');
}

static void show_memory(struct out *o, const struct details *d)
{
	struct field_view v = { .out = o, .details = d };

	if (ENABLE_FEATURE_SS_MEMORY && d->length[DETAIL_MEMORY])
		fields_show(&v, &memory_fields, &d->memory, d->length[DETAIL_MEMORY]);
}

static void show_old_memory(struct out *o, const struct details *d)
{
	struct field_view v = { .out = o, .details = d };

	if (ENABLE_FEATURE_SS_MEMORY && !d->length[DETAIL_MEMORY] && d->length[DETAIL_OLD_MEMORY])
		fields_show(&v, &old_memory_fields, &d->old_memory, d->length[DETAIL_OLD_MEMORY]);
}

/* -i and -m come with each other's part where the message has it, as a recorded one may. */
static void show_info(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (!(r->show & SHOW_MEMORY) && (!(r->show & SHOW_INFO) || s->protocol == PROTOCOL_UDP))
		return;
	out_break(o, r, false);
	show_memory(o, s->details);
	show_old_memory(o, s->details);
	if (ENABLE_FEATURE_SS_INFO)
		ss_info(o, r, s);
}

/* Which way data may still flow; the bits are RCV_SHUTDOWN and SEND_SHUTDOWN. */
static void out_arrows(struct out *o, const struct sock *s)
{
	if (!(s->known & KNOWN_SHUTDOWN))
		return;
	out_text(o, s->shutdown & 1 ? " --" : " <-");
	out_char(o, s->shutdown & 2 ? '-' : '>');
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

	if (!(s->known & KNOWN_CGROUP))
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
	if (s->family == AF_INET6 && (s->known & KNOWN_INET6_ONLY))
		out_field(o, " v6only:", s->inet6_only);
	out_arrows(o, s);
}

static void show_marks(struct out *o, const struct sock *s)
{
	if (s->known & KNOWN_TOS)
		out_flag(o, " tos:", s->tos);
	if (s->known & KNOWN_TCLASS)
		out_flag(o, " tclass:", s->tclass);
	if (s->known & KNOWN_CLASS_ID)
		out_flag(o, " class_id:", s->class_id);
}

static void show_sockopt(struct out *o, const struct ss_request *r, const struct sock *s)
{
	struct field_view v = { .out = o, .details = s->details };

	if (r->show & SHOW_TOS)
		show_marks(o, s);
	if (r->show & SHOW_CGROUP)
		out_cgroup(o, s);
	if ((r->show & SHOW_SOCKOPT) && s->details->length[DETAIL_SOCKOPT] > 1) {
		out_break(o, r, true);
		out_text(o, "inet-sockopt: (");
		fields_show(&v, &sockopt_fields, &s->details->sockopt, s->details->length[DETAIL_SOCKOPT]);
	}
}

static void inet_show(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_DETAILS)
		inet_details(o, s);
	if (ENABLE_FEATURE_SS_SOCKOPT)
		show_sockopt(o, r, s);
	show_info(o, r, s);
}

static void unix_details(struct out *o, const struct sock *s)
{
	const struct details *d = s->details;
	struct text waiting = d->waiting;
	uint32_t inode;

	out_arrows(o, s);
	if (d->length[DETAIL_VFS]) {
		out_field(o, " ino:", d->vfs.inode);
		out_field(o, " dev:", d->vfs.device >> 20);
		out_field(o, "/", d->vfs.device & 0xfffff);
	}
	if (!d->has_waiting)
		return;
	out_text(o, " peers:");
	for (; waiting.length >= sizeof inode; waiting.p += sizeof inode, waiting.length -= sizeof inode) {
		memcpy(&inode, waiting.p, sizeof inode);
		out_field(o, " ", inode);
	}
}

static void unix_show(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_MEMORY)
		show_memory(o, s->details);
	if (r->show & SHOW_DETAILS)
		unix_details(o, s);
}

/* A part that has a line of its own, behind its name. */
struct part {
	uint8_t detail;
	uint16_t offset; /* in struct details */
	char name[8];
	const struct field_list *fields;
};
#define PART(detail, member, name, fields) { DETAIL_##detail, offsetof(struct details, member), name, &fields }

static void show_parts(struct out *o, const struct ss_request *r, const struct details *d, const struct part *parts,
		       size_t count)
{
	struct field_view v = { .out = o, .details = d };

	for (const struct part *p = parts; p < parts + count; p++) {
		if (!d->length[p->detail])
			continue;
		out_break(o, r, true);
		out_text(o, p->name);
		fields_show(&v, p->fields, (const uint8_t *)d + p->offset, d->length[p->detail]);
	}
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

static void packet_details(struct out *o, const struct ss_request *r, const struct sock *s)
{
	static const struct part rings[] = {
		PART(RX_RING, rx_ring, "ring_rx", packet_ring_fields),
		PART(TX_RING, tx_ring, "ring_tx", packet_ring_fields),
	};
	const struct details *d = s->details;
	struct field_view v = { .out = o, .details = d };

	ss_identity(o, s);
	if (d->length[DETAIL_PACKET]) {
		out_break(o, r, true);
		out_field(o, "ver:", d->packet.version);
		fields_show(&v, &packet_fields, &d->packet, d->length[DETAIL_PACKET]);
		out_text(o, d->packet.flags ? " )" : " 0 )");
	}
	show_parts(o, r, d, rings, ARRAY_SIZE(rings));
	if (d->has_fanout) {
		out_break(o, r, true);
		out_fanout(o, d->fanout);
	}
}

static void show_filter(struct out *o, const struct ss_request *r, struct text filter)
{
	struct filter_step step;

	out_break(o, r, true);
	out_field(o, "bpf filter (", filter.length / sizeof step);
	out_text(o, "): ");
	for (; filter.length >= sizeof step; filter.p += sizeof step, filter.length -= sizeof step) {
		memcpy(&step, filter.p, sizeof step);
		out_text(o, step.code < 16 ? " 0x0" : " 0x");
		out_hex(o, step.code);
		out_field(o, " ", step.yes);
		out_field(o, " ", step.no);
		out_field(o, " ", step.operand);
		out_char(o, ',');
	}
}

static void packet_show(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_DETAILS)
		packet_details(o, r, s);
	if (ENABLE_FEATURE_SS_SOCKOPT && (r->show & SHOW_BPF) && s->details->has_filter)
		show_filter(o, r, s->details->filter);
	if (r->show & SHOW_MEMORY)
		show_memory(o, s->details);
}

static void xdp_show(struct out *o, const struct ss_request *r, const struct sock *s)
{
	static const struct part parts[] = {
		PART(XDP_RX, xdp_rx, "rx", xdp_ring_fields),
		PART(XDP_TX, xdp_tx, "tx", xdp_ring_fields),
		PART(XDP_UMEM, umem, "umem", xdp_umem_fields),
		PART(XDP_FILL, xdp_fill, "fr", xdp_ring_fields),
		PART(XDP_COMPLETION, xdp_completion, "cr", xdp_ring_fields),
		PART(XDP_STATISTICS, statistics, "stats", xdp_statistics_fields),
	};

	if (r->show & SHOW_DETAILS) {
		ss_identity(o, s);
		show_parts(o, r, s->details, parts, ARRAY_SIZE(parts));
	}
	if (r->show & SHOW_MEMORY)
		show_memory(o, s->details);
}

void ss_diag(struct out *o, const struct ss_request *r, const struct sock *s)
{
	switch (s->family) {
	case AF_INET:
	case AF_INET6:
		inet_show(o, r, s);
		break;
	case AF_UNIX:
		if (ENABLE_FEATURE_SS_UNIX)
			unix_show(o, r, s);
		break;
	case AF_PACKET:
		if (ENABLE_FEATURE_SS_LINK)
			packet_show(o, r, s);
		break;
	case AF_NETLINK:
		if (ENABLE_FEATURE_SS_LINK && (r->show & SHOW_MEMORY))
			show_memory(o, s->details);
		break;
	case AF_XDP:
		if (ENABLE_FEATURE_SS_OTHER_FAMILIES)
			xdp_show(o, r, s);
		break;
	case AF_TIPC:
		if (ENABLE_FEATURE_SS_OTHER_FAMILIES && (r->show & SHOW_TIPC) && s->details->has_tipc)
			ss_tipc(o, r, s);
		break;
	}
}
