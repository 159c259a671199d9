/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's numbers for what it tells of a socket: the attributes of each family's messages, and the bits,
 * DIAG_SHOW_*, by which they are asked for. They are declared here so that a build needs none of its headers.
 */
#ifndef DIAG_NUMBERS_H
#define DIAG_NUMBERS_H

/* include/uapi/linux/inet_diag.h: attributes, INET_DIAG_*, and what asks for those up to the eighth. */
enum {
	INET_DIAG_MEMINFO = 1,
	INET_DIAG_INFO,
	INET_DIAG_VEGASINFO,
	INET_DIAG_CONG,
	INET_DIAG_TOS,
	INET_DIAG_TCLASS,
	INET_DIAG_SKMEMINFO,
	INET_DIAG_SHUTDOWN,
	INET_DIAG_DCTCPINFO,   /* 9: comes with VEGASINFO */
	INET_DIAG_PROTOCOL,
	INET_DIAG_SKV6ONLY,
	INET_DIAG_LOCALS,
	INET_DIAG_PEERS,
	INET_DIAG_MARK = 15,   /* for CAP_NET_ADMIN only */
	INET_DIAG_BBRINFO,     /* comes with VEGASINFO */
	INET_DIAG_CLASS_ID,    /* comes with TCLASS */
	INET_DIAG_MD5SIG,
	INET_DIAG_ULP_INFO,
	INET_DIAG_SK_BPF_STORAGES,
	INET_DIAG_CGROUP_ID,
	INET_DIAG_SOCKOPT,
};
#define DIAG_SHOW_INET(attribute) (1u << ((attribute) - 1))

/* include/uapi/linux/unix_diag.h */
enum {
	UNIX_DIAG_NAME,
	UNIX_DIAG_VFS,         /* inode and device of the path, 32 bits each */
	UNIX_DIAG_PEER,
	UNIX_DIAG_ICONS,       /* inodes of connections not accepted yet */
	UNIX_DIAG_RQLEN,
	UNIX_DIAG_MEMINFO,
	UNIX_DIAG_SHUTDOWN,
	UNIX_DIAG_UID,
};
enum {
	DIAG_SHOW_UNIX_NAME = 1, DIAG_SHOW_UNIX_VFS = 2, DIAG_SHOW_UNIX_PEER = 4, DIAG_SHOW_UNIX_ICONS = 8,
	DIAG_SHOW_UNIX_RQLEN = 16, DIAG_SHOW_UNIX_MEMINFO = 32, DIAG_SHOW_UNIX_UID = 64,
};

/* include/uapi/linux/packet_diag.h */
enum {
	PACKET_DIAG_INFO,
	PACKET_DIAG_MCLIST,
	PACKET_DIAG_RX_RING,
	PACKET_DIAG_TX_RING,
	PACKET_DIAG_FANOUT,
	PACKET_DIAG_UID,
	PACKET_DIAG_MEMINFO,
	PACKET_DIAG_FILTER,
};
enum {
	DIAG_SHOW_PACKET_INFO = 1, DIAG_SHOW_PACKET_RINGS = 4, DIAG_SHOW_PACKET_FANOUT = 8,
	DIAG_SHOW_PACKET_MEMINFO = 16, DIAG_SHOW_PACKET_FILTER = 32,
};

/* include/uapi/linux/netlink_diag.h */
enum { NETLINK_DIAG_MEMINFO, NETLINK_DIAG_GROUPS };
enum { DIAG_SHOW_NETLINK_MEMINFO = 1, DIAG_SHOW_NETLINK_GROUPS = 2 };

/* include/uapi/linux/xdp_diag.h */
enum {
	XDP_DIAG_INFO = 1,
	XDP_DIAG_UID,
	XDP_DIAG_RX_RING,
	XDP_DIAG_TX_RING,
	XDP_DIAG_UMEM,
	XDP_DIAG_UMEM_FILL_RING,
	XDP_DIAG_UMEM_COMPLETION_RING,
	XDP_DIAG_MEMINFO,
	XDP_DIAG_STATS,
};
enum {
	DIAG_SHOW_XDP_INFO = 1, DIAG_SHOW_XDP_RINGS = 2, DIAG_SHOW_XDP_UMEM = 4, DIAG_SHOW_XDP_MEMINFO = 8,
	DIAG_SHOW_XDP_STATS = 16,
};

#endif
