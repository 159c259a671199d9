/* SPDX-License-Identifier: 0BSD */
/*
 * What the kernel tells of a socket besides struct sock, as members of its object.
 */
#include <string.h>
#include <sys/socket.h>

#include "record/details.h"
#include "view/rows.h"

#include "record/details.def"

static const struct field_list vegas_fields = VALUE_LIST(VEGAS_FIELDS), vfs_fields = VALUE_LIST(VFS_FIELDS);

/* Structures that are objects of their own: which, where, its key, its fields. */
#define PARTS(P) \
	P(MEMORY, memory, "skmem", memory_fields) \
	P(OLD_MEMORY, old_memory, "skmem", old_memory_fields) \
	P(SOCKOPT, sockopt, "inet_sockopt", sockopt_fields) \
	P(TCP, tcp, "tcp_info", tcp_value_fields) \
	P(MPTCP, mptcp, "mptcp_info", mptcp_fields) \
	P(SCTP, sctp, "sctp_info", sctp_fields) \
	P(VEGAS, vegas, "vegas", vegas_fields) \
	P(DCTCP, dctcp, "dctcp", dctcp_fields) \
	P(BBR, bbr, "bbr", bbr_fields) \
	P(VFS, vfs, "vfs", vfs_fields) \
	P(PACKET, packet, "packet", packet_fields) \
	P(RX_RING, rx_ring, "rx_ring", packet_ring_fields) \
	P(TX_RING, tx_ring, "tx_ring", packet_ring_fields) \
	P(XDP_RX, xdp_rx, "rx_ring", xdp_ring_fields) \
	P(XDP_TX, xdp_tx, "tx_ring", xdp_ring_fields) \
	P(XDP_UMEM, umem, "umem", xdp_umem_fields) \
	P(XDP_FILL, xdp_fill, "fill_ring", xdp_ring_fields) \
	P(XDP_COMPLETION, xdp_completion, "completion_ring", xdp_ring_fields) \
	P(XDP_STATISTICS, statistics, "statistics", xdp_statistics_fields)
static const struct part {
	const struct field_list *fields;
	uint16_t offset; /* in struct details */
	uint8_t detail;
} parts[] = {
#define PART(detail, member, key, fields) { &fields, offsetof(struct details, member), DETAIL_##detail },
	PARTS(PART)
#undef PART
};
static const char part_keys[] =
#define PART(detail, member, key, fields) key "\0"
	PARTS(PART)
#undef PART
	;

static void part(struct rows *r, const struct details *d, const struct part *p, const char *key)
{
	struct values v = {
		.list = p->fields, .record = (const uint8_t *)d + p->offset, .length = d->length[p->detail],
	};

	json_open(r, key, '{');
	json_fields(r, &v);
	if (p->detail == DETAIL_TCP) {
		v.list = &tcp_rate_fields;
		json_fields(r, &v);
	}
	json_close(r, '}');
}

/* Text that may or may not end in a NUL. */
static void name(struct rows *r, const char *key, struct text t)
{
	if (t.length)
		t.length = strnlen(t.p, t.length);
	if (t.length)
		json_text(r, key, t, ESCAPE_BLANKS);
}

static void addresses(struct rows *r, const char *key, struct text list)
{
	struct peer_address a;

	if (!list.length)
		return;
	json_open(r, key, '[');
	for (; list.length >= sizeof a; list.p += sizeof a, list.length -= sizeof a) {
		memcpy(&a, list.p, sizeof a);
		json_address(r, 0, a.family, a.bytes + (a.family == AF_INET6 ? 6 : 2)); /* behind the port; IPv6's flow too */
	}
	json_close(r, ']');
}

static void md5_keys(struct rows *r, struct text list)
{
	struct md5_key k;

	if (!list.length)
		return;
	json_open(r, "md5_keys", '[');
	for (; list.length >= sizeof k; list.p += sizeof k, list.length -= sizeof k) {
		size_t length;

		memcpy(&k, list.p, sizeof k);
		length = k.length < sizeof k.key ? k.length : sizeof k.key;
		json_key(r, 0);
		json_open(r, 0, '{');
		json_address(r, "address", k.family, k.address);
		json_number(r, "prefix", k.prefix);
		json_text(r, "key", (struct text){ (const char *)k.key, length }, ESCAPE_BLANKS);
		json_close(r, '}');
	}
	json_close(r, ']');
}

/* Inodes of connections not accepted yet. */
static void waiting(struct rows *r, struct text list)
{
	uint32_t inode;

	json_open(r, "waiting", '[');
	for (; list.length >= sizeof inode; list.p += sizeof inode, list.length -= sizeof inode) {
		memcpy(&inode, list.p, sizeof inode);
		json_number(r, 0, inode);
	}
	json_close(r, ']');
}

/* A packet filter's steps, each [code, yes, no, operand]. */
static void filter(struct rows *r, struct text list)
{
	struct filter_step step;

	json_open(r, "filter", '[');
	for (; list.length >= sizeof step; list.p += sizeof step, list.length -= sizeof step) {
		memcpy(&step, list.p, sizeof step);
		json_key(r, 0);
		json_open(r, 0, '[');
		json_number(r, 0, step.code);
		json_number(r, 0, step.yes);
		json_number(r, 0, step.no);
		json_number(r, 0, step.operand);
		json_close(r, ']');
	}
	json_close(r, ']');
}

/* The keys are of the numbers from 1 on. */
static void numbers(struct rows *r, const char *key, const char *keys, const struct numbers *n)
{
	if (!n->has)
		return;
	json_open(r, key, '{');
	for (unsigned i = 1; *keys; i++, keys += strlen(keys) + 1)
		if (numbers_have(n, i))
			json_number(r, keys, n->of[i]);
	json_close(r, '}');
}

static void inet_details(struct rows *r, const struct details *d)
{
	name(r, "congestion", d->congestion);
	md5_keys(r, d->md5_keys);
	addresses(r, "local_addresses", d->locals);
	addresses(r, "peer_addresses", d->peers);
	if (!d->has_ulp)
		return;
	name(r, "ulp", d->ulp);
	numbers(r, "tls", "version\0cipher\0txconf\0rxconf\0zc_ro_tx\0rx_no_pad\0", &d->tls);
	numbers(r, "subflow", "token_rem\0token_loc\0relwrite_seq\0map_seq\0map_sfseq\0ssn_offset\0map_datalen\0flags\0"
			      "id_rem\0id_loc\0", &d->subflow);
}

static void packet_details(struct rows *r, const struct details *d)
{
	if (d->has_fanout) {
		json_open(r, "fanout", '{');
		json_number(r, "id", d->fanout & 0xffff);
		json_number(r, "type", d->fanout >> 16);
		json_close(r, '}');
	}
	if (d->has_filter)
		filter(r, d->filter);
}

/* Of the numbers of struct details no union stands for two families at once. */
void json_details(struct rows *r, const struct sock *s)
{
	const struct details *d = s->details;
	const char *key = part_keys;

	for (const struct part *p = parts; p < parts + ARRAY_SIZE(parts); p++, key += strlen(key) + 1)
		if (d->length[p->detail] && (r->details >> p->detail & 1) &&
		    !(p->detail == DETAIL_OLD_MEMORY && d->length[DETAIL_MEMORY]))
			part(r, d, p, key);
	if (s->family == AF_PACKET)
		packet_details(r, d);
	else if (s->family == AF_UNIX && d->has_waiting)
		waiting(r, d->waiting);
	else if ((s->family == AF_INET || s->family == AF_INET6) && (r->details >> DETAIL_TCP & 1))
		inet_details(r, d);
	else if (d->has_tipc && (r->chosen & ROWS_TIPC))
		numbers(r, "tipc", "node\0port\0type\0instance\0", &d->tipc_connection);
}
