/* SPDX-License-Identifier: 0BSD */
/*
 * Tracked connections, include/uapi/linux/netfilter/nfnetlink_conntrack.h; filled in by
 * net/netfilter/nf_conntrack_netlink.c:ctnetlink_fill_info. All is in the order of the network.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag-messages.h"
#include "source/records.h"

/* NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET. (The one behind it sets everybody's counters back to zero.) */
enum { NETLINK_NETFILTER = 12, CONNTRACK_GET = 1 << 8 | 1 };
enum { CTA_TUPLE_ORIG = 1, CTA_TUPLE_REPLY, CTA_STATUS, CTA_COUNTERS_ORIG = 9, CTA_COUNTERS_REPLY, CTA_ID = 12 };
enum { CTA_TUPLE_IP = 1, CTA_TUPLE_PROTO };
enum { CTA_IP_V4_SRC = 1, CTA_IP_V4_DST, CTA_IP_V6_SRC, CTA_IP_V6_DST };
enum { CTA_PROTO_NUM = 1, CTA_PROTO_SRC_PORT, CTA_PROTO_DST_PORT, CTA_PROTO_ICMP_ID, CTA_PROTO_ICMPV6_ID = 7 };
enum { CTA_COUNTERS_BYTES = 2 };
enum { IPS_OFFLOAD = 1 << 14, IPS_HW_OFFLOAD = 1 << 15 };

/* struct nfgenmsg */
struct netfilter_message {
	uint8_t family, version;
	uint16_t resource;
};

/* A number as the network has it. */
static uint64_t number(const struct attributes *a, unsigned type)
{
	struct text t = attribute(a, type);
	uint64_t n = 0;

	while (t.length--)
		n = n << 8 | (uint8_t)*t.p++;
	return n;
}

static void put_protocol_name(char name[16], unsigned protocol)
{
	static const struct { uint8_t number; char name[9]; } names[] = {
		{ 1, "icmp" }, { 6, "tcp" }, { 17, "udp" }, { 33, "dccp" }, { 47, "gre" }, { 58, "icmpv6" },
		{ 132, "sctp" }, { 136, "udplite" },
	};

	*put_number(name, protocol) = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].number == protocol)
			memcpy(name, names[i].name, sizeof names[i].name);
}

/* One direction. Without ports, ICMP's identifier stands for the one that answers are known by. */
static bool tuple_decode(struct masquerade *m, struct endpoint *from, struct endpoint *to, const struct attributes *all,
			 unsigned type)
{
	bool inet6 = m->family == AF_INET6;
	struct attributes tuple, a;

	if (!attributes_nested(&tuple, all, type) || !attributes_nested(&a, &tuple, CTA_TUPLE_IP))
		return false;
	attribute_copy(&a, inet6 ? CTA_IP_V6_SRC : CTA_IP_V4_SRC, from->address, inet6 ? 16 : 4);
	attribute_copy(&a, inet6 ? CTA_IP_V6_DST : CTA_IP_V4_DST, to->address, inet6 ? 16 : 4);
	if (!attributes_nested(&a, &tuple, CTA_TUPLE_PROTO))
		return false;
	put_protocol_name(m->protocol, number(&a, CTA_PROTO_NUM));
	from->port = number(&a, CTA_PROTO_SRC_PORT);
	to->port = number(&a, CTA_PROTO_DST_PORT);
	if (!from->port && !to->port)
		from->port = number(&a, inet6 ? CTA_PROTO_ICMPV6_ID : CTA_PROTO_ICMP_ID);
	return true;
}

static bool decode(struct masquerade *m, const struct message *message)
{
	struct attributes a, counters;

	memset(m, 0, sizeof *m);
	if (message->length < sizeof(struct netfilter_message) ||
	    !attributes_parse(&a, message->payload + sizeof(struct netfilter_message),
			      message->length - sizeof(struct netfilter_message)))
		return false;
	m->family = *message->payload;
	m->id = number(&a, CTA_ID);
	m->offloaded = number(&a, CTA_STATUS) & (IPS_OFFLOAD | IPS_HW_OFFLOAD);
	for (unsigned way = 0; way < 2; way++)
		if (attributes_nested(&counters, &a, CTA_COUNTERS_ORIG + way)) {
			m->counted++;
			m->bytes[way] = number(&counters, CTA_COUNTERS_BYTES);
		}
	return (m->family == AF_INET || m->family == AF_INET6) &&
	       tuple_decode(m, &m->source, &m->destination, &a, CTA_TUPLE_ORIG) &&
	       tuple_decode(m, &m->as_destination, &m->as_source, &a, CTA_TUPLE_REPLY);
}

/* The answer to the request that has been sent; as conntrack_read, and *shown is set when fn was called. */
static int walk(struct diag *d, masquerade_fn *fn, void *ctx, bool *shown)
{
	struct message message;
	struct masquerade m;

	for (;;) {
		if (!diag_next(d, &message))
			return -1;
		if (message.type == NLMSG_DONE || message.type == NLMSG_ERROR) {
			errno = diag_verdict(&message);
			return errno ? -1 : 0;
		}
		if (!decode(&m, &message)) {
			fault(d->faults, "conntrack", 0, "malformed message, left out");
			continue;
		}
		*shown = true;
		if (fn(ctx, &m))
			return 1;
	}
}

int conntrack_read(masquerade_fn *fn, void *ctx, struct context *where)
{
	const struct netfilter_message all = { 0 };
	int answer = -1;
	bool shown = false;
	struct diag d;

	if (may_ask(where) && diag_open_protocol(&d, NETLINK_NETFILTER, 0, &where->faults)) {
		diag_put(&d, &all, sizeof all);
		if (diag_send(&d, CONNTRACK_GET, NLM_F_DUMP))
			answer = walk(&d, fn, ctx, &shown);
		if (answer < 0 && shown)
			fault(&where->faults, "conntrack", 0, error_text(errno));
		close(d.fd);
	}
	return answer < 0 && !shown ? masquerades_read(MASQUERADE_TRACKED, fn, ctx, where) : 0;
}
