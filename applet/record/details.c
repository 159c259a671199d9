/* SPDX-License-Identifier: 0BSD */
/*
 * The fields of what the kernel tells of a socket besides struct sock.
 */
#include "record/details.h"

#include "record/details.def"

const struct field_list memory_fields = FIELD_LIST(MEMORY_FIELDS);
const struct field_list old_memory_fields = FIELD_LIST(OLD_MEMORY_FIELDS);
const struct field_list sockopt_fields = FIELD_LIST(SOCKOPT_FIELDS);
const struct field_list tcp_option_fields = FIELD_LIST(TCP_OPTION_FIELDS);
const struct field_list tcp_value_fields = FIELD_LIST(TCP_VALUE_FIELDS);
const struct field_list tcp_rate_fields = FIELD_LIST(TCP_RATE_FIELDS);
const struct field_list dctcp_fields = FIELD_LIST(DCTCP_FIELDS);
const struct field_list bbr_fields = FIELD_LIST(BBR_FIELDS);
const struct field_list mptcp_fields = FIELD_LIST(MPTCP_FIELDS);
const struct field_list sctp_fields = FIELD_LIST(SCTP_FIELDS);
const struct field_list packet_fields = FIELD_LIST(PACKET_FIELDS);
const struct field_list packet_ring_fields = FIELD_LIST(PACKET_RING_FIELDS);
const struct field_list xdp_ring_fields = FIELD_LIST(XDP_RING_FIELDS);
const struct field_list xdp_umem_fields = FIELD_LIST(XDP_UMEM_FIELDS);
const struct field_list xdp_statistics_fields = FIELD_LIST(XDP_STATISTICS_FIELDS);
