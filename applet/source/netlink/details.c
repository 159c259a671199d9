/* SPDX-License-Identifier: 0BSD */
/*
 * What netlink tells of a socket besides struct sock, family by family. Most of it is structures, copied as they come;
 * what an older kernel's have not is zero, and their length says so.
 */
#include <string.h>

#include "source/diag-messages.h"

/* Which attribute is which structure, and where that goes. */
struct place {
	uint8_t type, detail;
	uint16_t offset, size;
};
#define PLACE(type, detail, member) \
	{ type, DETAIL_##detail, offsetof(struct details, member), sizeof(((struct details *)0)->member) }

static void copy(struct details *d, const struct attributes *a, const struct place *places, size_t count)
{
	for (const struct place *p = places; p < places + count; p++)
		d->length[p->detail] = attribute_copy(a, p->type, (uint8_t *)d + p->offset, p->size);
}

/* An algorithm's own values come under one type for each; BBR's bandwidth as two words. */
static void congestion_decode(struct details *d, const struct attributes *a)
{
	static const struct place places[] = {
		PLACE(INET_DIAG_VEGASINFO, VEGAS, vegas),
		PLACE(INET_DIAG_DCTCPINFO, DCTCP, dctcp),
		PLACE(INET_DIAG_BBRINFO, BBR, bbr),
	};
	uint32_t words[2];

	copy(d, a, places, ARRAY_SIZE(places));
	memcpy(words, &d->bbr.bandwidth, sizeof words);
	d->bbr.bandwidth = (uint64_t)words[1] << 32 | words[0];
	d->congestion = attribute(a, INET_DIAG_CONG);
}

/* include/uapi/linux/inet_diag.h: INET_ULP_INFO_* */
static void ulp_decode(struct details *d, const struct attributes *a)
{
	enum { NAME = 1, TLS, MPTCP };
	struct attributes ulp;

	d->has_ulp = attributes_nested(&ulp, a, INET_DIAG_ULP_INFO);
	if (!d->has_ulp)
		return;
	d->ulp = attribute(&ulp, NAME);
	attribute_numbers(&d->tls, &ulp, TLS);
	attribute_numbers(&d->subflow, &ulp, MPTCP);
}

static void info_decode(struct details *d, const struct sock *s, const struct attributes *a)
{
	static const struct place tcp = PLACE(INET_DIAG_INFO, TCP, tcp), mptcp = PLACE(INET_DIAG_INFO, MPTCP, mptcp),
				  sctp = PLACE(INET_DIAG_INFO, SCTP, sctp);

	copy(d, a, s->protocol == PROTOCOL_SCTP ? &sctp : s->protocol == PROTOCOL_MPTCP ? &mptcp : &tcp, 1);
	congestion_decode(d, a);
	d->md5_keys = attribute(a, INET_DIAG_MD5SIG);
	d->locals = attribute(a, INET_DIAG_LOCALS);
	d->peers = attribute(a, INET_DIAG_PEERS);
	ulp_decode(d, a);
}

void diag_inet_details(struct details *d, const struct sock *s, const struct attributes *a)
{
	static const struct place places[] = {
		PLACE(INET_DIAG_SKMEMINFO, MEMORY, memory),
		PLACE(INET_DIAG_MEMINFO, OLD_MEMORY, old_memory),
		PLACE(INET_DIAG_SOCKOPT, SOCKOPT, sockopt),
	};

	copy(d, a, places, ARRAY_SIZE(places));
	if (ENABLE_FEATURE_SS_INFO || ENABLE_FEATURE_CHECK)
		info_decode(d, s, a);
}

void diag_unix_details(struct details *d, const struct sock *s, const struct attributes *a)
{
	static const struct place places[] = {
		PLACE(UNIX_DIAG_MEMINFO, MEMORY, memory),
		PLACE(UNIX_DIAG_VFS, VFS, vfs),
	};

	(void)s;
	copy(d, a, places, ARRAY_SIZE(places));
	d->waiting = attribute(a, UNIX_DIAG_ICONS);
	d->has_waiting = d->waiting.p != 0;
}

void diag_netlink_details(struct details *d, const struct sock *s, const struct attributes *a)
{
	static const struct place memory = PLACE(NETLINK_DIAG_MEMINFO, MEMORY, memory);

	(void)s;
	copy(d, a, &memory, 1);
}

void diag_packet_details(struct details *d, const struct sock *s, const struct attributes *a)
{
	static const struct place places[] = {
		PLACE(PACKET_DIAG_MEMINFO, MEMORY, memory),
		PLACE(PACKET_DIAG_INFO, PACKET, packet),
		PLACE(PACKET_DIAG_RX_RING, RX_RING, rx_ring),
		PLACE(PACKET_DIAG_TX_RING, TX_RING, tx_ring),
	};

	(void)s;
	copy(d, a, places, ARRAY_SIZE(places));
	d->filter = attribute(a, PACKET_DIAG_FILTER);
	d->has_filter = d->filter.p != 0;
	d->has_fanout = attribute(a, PACKET_DIAG_FANOUT).p != 0;
	d->fanout = attribute_number(a, PACKET_DIAG_FANOUT);
}

void diag_xdp_details(struct details *d, const struct sock *s, const struct attributes *a)
{
	static const struct place places[] = {
		PLACE(XDP_DIAG_MEMINFO, MEMORY, memory),
		PLACE(XDP_DIAG_RX_RING, XDP_RX, xdp_rx),
		PLACE(XDP_DIAG_TX_RING, XDP_TX, xdp_tx),
		PLACE(XDP_DIAG_UMEM, XDP_UMEM, umem),
		PLACE(XDP_DIAG_UMEM_FILL_RING, XDP_FILL, xdp_fill),
		PLACE(XDP_DIAG_UMEM_COMPLETION_RING, XDP_COMPLETION, xdp_completion),
		PLACE(XDP_DIAG_STATS, XDP_STATISTICS, statistics),
	};

	(void)s;
	copy(d, a, places, ARRAY_SIZE(places));
}
