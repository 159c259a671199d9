/* SPDX-License-Identifier: 0BSD */
/*
 * What -e, -m and -b put behind the row of a packet or XDP socket: parts with a line of their own each.
 */
#include <string.h>

#include "view/ss-fields.h"

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
	for (const struct part *p = parts; p < parts + count; p++) {
		if (!d->length[p->detail])
			continue;
		ss_break(o, r, true);
		out_text(o, p->name);
		ss_structure(o, d, p->detail, p->fields, (const uint8_t *)d + p->offset);
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
		ss_flag(o, "", fanout >> 16);
	out_char(o, ')');
}

static void packet_details(struct out *o, const struct ss_request *r, const struct sock *s)
{
	static const struct part rings[] = {
		PART(RX_RING, rx_ring, "ring_rx", packet_ring_fields),
		PART(TX_RING, tx_ring, "ring_tx", packet_ring_fields),
	};
	const struct details *d = s->details;

	ss_identity(o, s);
	if (d->length[DETAIL_PACKET]) {
		ss_break(o, r, true);
		out_field(o, "ver:", d->packet.version);
		ss_structure(o, d, DETAIL_PACKET, &packet_fields, &d->packet);
		out_text(o, d->packet.flags ? " )" : " 0 )");
	}
	show_parts(o, r, d, rings, ARRAY_SIZE(rings));
	if (d->has_fanout) {
		ss_break(o, r, true);
		out_fanout(o, d->fanout);
	}
}

static void show_filter(struct out *o, const struct ss_request *r, struct text filter)
{
	struct filter_step step;

	ss_break(o, r, true);
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

void ss_packet(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_DETAILS)
		packet_details(o, r, s);
	if (ENABLE_FEATURE_SS_SOCKOPT && (r->show & SHOW_BPF) && s->details->has_filter)
		show_filter(o, r, s->details->filter);
	if (r->show & SHOW_MEMORY)
		ss_memory(o, s->details);
}

void ss_xdp(struct out *o, const struct ss_request *r, const struct sock *s)
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
		ss_memory(o, s->details);
}
