/* SPDX-License-Identifier: 0BSD */
/*
 * What the kernel knows of a connection: include/uapi/linux/tcp.h, mptcp.h, sctp.h and inet_diag.h. All numbers are
 * of the host's byte order. Older kernels have less of each; the length that goes with it tells how much.
 */
#ifndef RECORD_TCP_H
#define RECORD_TCP_H

#include <stdint.h>

/* struct tcp_info; times in microseconds, the last_* in milliseconds, rates in bytes a second, sizes in bytes. */
struct tcp_values {
	uint8_t state, ca_state, retransmits, probes, backoff, options;
	uint8_t scales;   /* bit-fields: snd_wscale 4, rcv_wscale 4 */
	uint8_t limits;   /* bit-fields: delivery_rate_app_limited 1, fastopen_client_fail 2 */
	uint32_t rto, ato, snd_mss, rcv_mss;
	uint32_t unacked, sacked, lost, retrans, fackets;
	uint32_t last_data_sent, last_ack_sent, last_data_recv, last_ack_recv;
	uint32_t pmtu, rcv_ssthresh, rtt, rttvar, snd_ssthresh, snd_cwnd, advmss, reordering;
	uint32_t rcv_rtt, rcv_space, total_retrans;
	uint64_t pacing_rate, max_pacing_rate;                /* 3.15 */
	uint64_t bytes_acked, bytes_received;                 /* 4.1 */
	uint32_t segs_out, segs_in;                           /* 4.2 */
	uint32_t notsent_bytes, min_rtt, data_segs_in, data_segs_out; /* 4.6 */
	uint64_t delivery_rate;                               /* 4.9 */
	uint64_t busy_time, rwnd_limited, sndbuf_limited;     /* 4.10 */
	uint32_t delivered, delivered_ce;                     /* 4.18 */
	uint64_t bytes_sent, bytes_retrans;                   /* 4.19 */
	uint32_t dsack_dups, reord_seen;
	uint32_t rcv_ooopack, snd_wnd;                        /* 5.4 */
	uint32_t rcv_wnd, rehash;                             /* 6.2 */
	uint16_t total_rto, total_rto_recoveries;             /* 6.7 */
	uint32_t total_rto_time;
};
_Static_assert(sizeof(struct tcp_values) == 248, "struct tcp_info");

/* Bits of tcp_values.options, TCPI_OPT_*, by their numbers. */
enum { TCP_OPTION_TIMESTAMPS, TCP_OPTION_SACK, TCP_OPTION_WSCALE, TCP_OPTION_ECN, TCP_OPTION_ECN_SEEN,
       TCP_OPTION_SYN_DATA, TCP_OPTION_USEC_TS };

/* struct tcpvegas_info */
struct vegas_values { uint32_t enabled, rtt_count, rtt, min_rtt; };
/* struct tcp_dctcp_info */
struct dctcp_values { uint16_t enabled, ce_state; uint32_t alpha, ab_ecn, ab_tot; };
/* struct tcp_bbr_info, whose bandwidth comes as two words, the lower one first */
struct bbr_values { uint64_t bandwidth; uint32_t min_rtt, pacing_gain, cwnd_gain, padding; };

/* struct mptcp_info */
struct mptcp_values {
	uint8_t subflows, add_addr_signal, add_addr_accepted, subflows_max, add_addr_signal_max, add_addr_accepted_max;
	uint32_t flags;   /* 1: fallback to TCP; 2: the peer's key is known */
	uint32_t token;
	uint64_t write_seq, snd_una, rcv_nxt;
	uint8_t local_addr_used, local_addr_max, csum_enabled;
	uint32_t retransmits;
	uint64_t bytes_retrans, bytes_sent, bytes_received, bytes_acked;
	uint8_t subflows_total, endp_id_max[2];
	uint32_t last_data_sent, last_data_recv, last_ack_recv;
};

/* struct sctp_info, up to the addresses and counters of its primary peer, and what stands behind those */
struct sctp_values {
	uint32_t tag, state, rwnd;
	uint16_t unackdata, penddata, instrms, outstrms;
	uint32_t fragmentation_point, inqueue, outqueue, overall_error, max_burst, maxseg, peer_rwnd, peer_tag;
	uint8_t peer_capable, peer_sack;
	uint16_t reserved1;
	uint64_t isacks, osacks, opackets, ipackets, rtxchunks, outofseqtsns, idupchunks, gapcnt, ouodchunks, iuodchunks,
		oodchunks, iodchunks, octrlchunks, ictrlchunks;
	uint8_t primary_address[128];
	uint32_t primary[12];
	uint32_t autoclose, adaptation_ind, pd_point;
	uint8_t nodelay, disable_fragments, v4mapped, frag_interleave;
};

#endif
