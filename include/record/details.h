/* SPDX-License-Identifier: 0BSD */
/*
 * What a socket has besides struct sock, where the kernel was asked for it and tells: structures of the kernel's,
 * declared here so that a build needs none of its headers, and lists of them. All numbers are of the host's byte
 * order; everything lives as long as the call that hands the socket out.
 */
#ifndef DETAILS_H
#define DETAILS_H

#include "record/field.h"
#include "lib/lib.h"
#include "record/tcp.h"

/* include/uapi/linux/sock_diag.h: SK_MEMINFO_*, bytes but for the last one, packets dropped. */
struct memory_values {
	uint32_t rmem_alloc, rcvbuf, wmem_alloc, sndbuf, fwd_alloc, wmem_queued, optmem, backlog, drops;
};
/* include/uapi/linux/inet_diag.h: struct inet_diag_meminfo, of kernels that have no other */
struct old_memory_values { uint32_t rmem, wmem, fmem, tmem; };
/* struct inet_diag_sockopt: bit-fields */
struct sockopt_values { uint8_t bits[2]; };
/* struct tcp_diag_md5sig; addresses in network byte order */
struct md5_key {
	uint8_t family, prefix;
	uint16_t length;
	uint8_t address[16], key[80];
};
/* struct sockaddr_storage, of which an SCTP socket has a list at either end */
struct peer_address {
	uint16_t family;
	uint8_t bytes[126];
};

/* include/uapi/linux/unix_diag.h: struct unix_diag_vfs, the device as the kernel's own dev_t, 20 bits of minor number */
struct vfs_values { uint32_t inode, device; };

/* include/uapi/linux/packet_diag.h: struct packet_diag_info, struct packet_diag_ring */
struct packet_values { uint32_t index, version, reserve, copy_threshold, timestamp, flags; };
struct packet_ring {
	uint32_t block_size, block_count, frame_size, frame_count, timeout, private_size, features;
};
/* struct sock_filter: a code, where to go when it holds and when it does not, an operand */
struct filter_step {
	uint16_t code;
	uint8_t yes, no;
	uint32_t operand;
};

/* include/uapi/linux/xdp_diag.h */
struct xdp_ring { uint32_t entries; };
struct xdp_umem {
	uint64_t size;
	uint32_t id, num_pages, chunk_size, headroom, ifindex, queue_id, flags, refs;
};
struct xdp_statistics { uint64_t rx_dropped, rx_invalid, rx_full, fill_ring_empty, tx_invalid, tx_ring_empty; };

/* Numbers that the kernel tells one by one, each by the kernel's own number for it, one of those below. */
struct numbers {
	uint32_t has;   /* 1 << the number of each that was told */
	uint64_t of[12];
};
static inline bool numbers_have(const struct numbers *n, unsigned number)
{
	return n->has >> number & 1;
}

/* include/uapi/linux/tls.h: TLS_INFO_* */
enum { TLS_VERSION = 1, TLS_CIPHER, TLS_TXCONF, TLS_RXCONF, TLS_ZC_RO_TX, TLS_RX_NO_PAD };
/* include/uapi/linux/mptcp.h: MPTCP_SUBFLOW_ATTR_* */
enum {
	SUBFLOW_TOKEN_REM = 1, SUBFLOW_TOKEN_LOC, SUBFLOW_RELWRITE_SEQ, SUBFLOW_MAP_SEQ, SUBFLOW_MAP_SFSEQ,
	SUBFLOW_SSN_OFFSET, SUBFLOW_MAP_DATALEN, SUBFLOW_FLAGS, SUBFLOW_ID_REM, SUBFLOW_ID_LOC,
};
/* include/uapi/linux/tipc_netlink.h: TIPC_NLA_SOCK_*, TIPC_NLA_CON_*, TIPC_NLA_SOCK_STAT_* */
enum { TIPC_SOCK_HAS_PUBL = 4 };
enum { TIPC_CON_FLAG = 1, TIPC_CON_NODE, TIPC_CON_SOCK, TIPC_CON_TYPE, TIPC_CON_INST };
enum { TIPC_STAT_RCVQ, TIPC_STAT_SENDQ, TIPC_STAT_LINK_CONG, TIPC_STAT_CONN_CONG, TIPC_STAT_DROP };

/* The structures, each with the bytes of it that this kernel has; 0: it was not told. */
enum detail {
	DETAIL_MEMORY, DETAIL_OLD_MEMORY, DETAIL_SOCKOPT,
	DETAIL_TCP, DETAIL_MPTCP, DETAIL_SCTP, DETAIL_VEGAS, DETAIL_DCTCP, DETAIL_BBR,
	DETAIL_VFS,
	DETAIL_PACKET, DETAIL_RX_RING, DETAIL_TX_RING,
	DETAIL_XDP_RX, DETAIL_XDP_TX, DETAIL_XDP_UMEM, DETAIL_XDP_FILL, DETAIL_XDP_COMPLETION, DETAIL_XDP_STATISTICS,
	DETAIL_COUNT
};
struct details {
	uint16_t length[DETAIL_COUNT];
	struct text congestion;      /* the name of TCP's algorithm, maybe with a NUL behind it */
	struct text md5_keys;        /* struct md5_key, unaligned */
	struct text locals, peers;   /* struct peer_address, unaligned */
	struct text waiting;         /* unix: inodes of connections not accepted yet, uint32_t, unaligned */
	struct text filter;          /* packet: struct filter_step, unaligned */
	bool has_waiting, has_filter, has_fanout, has_ulp, has_tipc; /* which an empty list is not without */
	uint32_t fanout;             /* the group's number, and its way of sharing in the upper half */
	bool has_tipc_statistics;
	struct text ulp;             /* the name of what lies above a connection */
	struct memory_values memory;
	union {
		struct {
			struct old_memory_values old_memory;
			struct sockopt_values sockopt;
			struct vegas_values vegas;
			struct dctcp_values dctcp;
			struct bbr_values bbr;
			struct numbers tls, subflow; /* where has_ulp */
			union {
				struct tcp_values tcp;
				struct mptcp_values mptcp;
				struct sctp_values sctp;
			};
		};
		struct vfs_values vfs;
		struct {
			struct packet_values packet;
			struct packet_ring rx_ring, tx_ring;
		};
		struct {
			struct xdp_ring xdp_rx, xdp_tx, xdp_fill, xdp_completion;
			struct xdp_umem umem;
			struct xdp_statistics statistics;
		};
		struct {
			struct numbers tipc, tipc_connection, tipc_counts; /* where has_tipc */
		};
	};
};

/* The fields of each structure; see details.def. */
extern const struct field_list memory_fields, old_memory_fields, sockopt_fields, tcp_option_fields, tcp_value_fields,
	tcp_rate_fields, dctcp_fields, bbr_fields, mptcp_fields, sctp_fields, packet_fields, packet_ring_fields,
	xdp_ring_fields, xdp_umem_fields, xdp_statistics_fields;

/* Bits a second, over 10^*scale, that a window in each round trip comes to; 0 when that cannot be known. */
uint64_t tcp_send_rate(const struct details *d, unsigned *scale);

/* SCTP's name of an association's state (include/net/sctp/constants.h:enum sctp_state), "" when it has none. */
const char *sctp_state_name(unsigned state);

#endif
