/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets as the kernel tells of them over netlink, NETLINK_SOCK_DIAG: part of the source room. A message of
 * whatever family becomes the same struct sock that /proc gives; what struct sock has no place for stands in
 * the message's attributes, and is read there. The structures and numbers are the kernel's, declared here and in
 * the decoders with the header they are from, so a build needs none of its headers.
 */
#ifndef DIAG_H
#define DIAG_H

#include "record/details.h"
#include "source/source.h"

/*
 * The attributes of one message, by their types: where each begins, and its length. They lie unaligned in the
 * receive buffer and live as long as the callback they are given to. Types that are newer than this are left out.
 */
enum { ATTRIBUTE_TYPES = 24 };
struct attributes {
	const uint8_t *start;
	uint32_t there; /* 1 << the type of each that is */
	struct { uint16_t offset, length; } of[ATTRIBUTE_TYPES]; /* of those */
};

/* False when a length lies. */
bool attributes_parse(struct attributes *a, const void *bytes, size_t length);
/* The bytes of an attribute; null text when there is none. */
struct text attribute(const struct attributes *a, unsigned type);
/*
 * Copies an attribute that is a structure of `size` bytes here; what an older kernel's has not is zero. Returns the
 * bytes that were there, 0 when there is no such attribute.
 */
size_t attribute_copy(const struct attributes *a, unsigned type, void *to, size_t size);
/* One that is a number of the host's byte order, of up to eight bytes; 0 when it is not there. */
uint64_t attribute_number(const struct attributes *a, unsigned type);
/* The attributes in an attribute. False when it is not there, or malformed. */
bool attributes_nested(struct attributes *inner, const struct attributes *outer, unsigned type);

/* The numbers in an attribute of attributes; none where it is not there, or malformed, and then false. */
bool attribute_numbers(struct numbers *n, const struct attributes *outer, unsigned type);

/* How one family is asked for and read. */
struct diag_kind {
	uint8_t request;      /* bytes of a request */
	uint8_t states, show; /* where in it the states and the attributes wanted go; 0: it cannot be said */
	uint8_t show_always;  /* attributes that decode needs */
	uint8_t fixed;        /* bytes of an answer in front of its attributes */
	/* *s comes with protocol and family set. False when the message is malformed. */
	bool (*decode)(struct sock *s, const uint8_t *fixed, const struct attributes *a);
	/* What was asked for besides; *d comes as zeros in front of the structures. Null when there is nothing. */
	void (*details)(struct details *d, const struct sock *s, const struct attributes *a);
};
extern const struct diag_kind diag_inet, diag_unix, diag_packet, diag_netlink, diag_vsock, diag_tipc, diag_xdp;

/* What is wanted of a table. The kernel may tell more than that: the caller chooses again. */
struct wanted {
	const struct diag_kind *kind; /* null: /proc only */
	uint32_t states;       /* bits 1 << STATE_*; 0: those that /proc shows */
	uint8_t family;        /* asked for in place of the table's, unless 0 */
	uint32_t show;         /* more attributes, in the family's own bits: DIAG_SHOW_* below */
	bool details;          /* sock.details is wanted */
	bool empty_is_none;    /* no sockets at all is no answer: errno ENODATA */
	uint16_t code_length;
	const void *code;      /* INET_DIAG_REQ_BYTECODE, or null */
	/*
	 * With FEATURE_SS_ENDS, of TCP: what expression_ends says of all that is wanted. Ports are the kernel's to compare,
	 * before it looks at anything else; one connection is looked up in its hash table. Null: nothing is said.
	 */
	const struct diag_request *ends;
	struct out *copy;      /* every byte received goes there as well, or null */
	struct aside *aside;   /* for a table that has another one of IPv6, which is asked for next; or null */
	/* Takes back all that fn has shown of the table, or returns false: some of it has left. Null: it cannot. */
	bool (*take_back)(void *ctx);
};

/*
 * Calls fn for each socket of the table. 0; 1 when fn stopped it; or -1 and errno when netlink has no answer and fn
 * was not called. Faults later on are told. A table of family 0 is TCP (or DCCP) of both families, in one go.
 * A dump that the kernel calls interrupted is asked for again, a few times, if what it has shown can be taken back;
 * else that is a fault.
 */
int diag_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where);
/*
 * By netlink when it answers, else by /proc. $PROC_ROOT and SOCKLET_SOURCE=proc leave netlink out,
 * SOCKLET_SOURCE=netlink does without /proc where the table can be had without it. Where only netlink may have the
 * table and cannot be asked, that is told, and the answer is 0. Returns as both do; -1 with
 * errno ENODATA: netlink answers that there are no sockets, and /proc has no such table.
 */
int source_read(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where);
/* The table of unix sockets by /proc, less the rows that netlink says are no sockets, where it answers. */
int unix_read(const struct table *t, sock_fn *fn, void *ctx, struct context *where);
/* TCP messages from a file that was made by way of wanted.copy; returns as diag_read does. */
int diag_replay(const char *path, sock_fn *fn, void *ctx, struct context *where);
/* Sockets as they are destroyed, until fn stops it: 1. -1 and errno when there is no telling. */
enum { DIAG_EVENTS_TCP = 1, DIAG_EVENTS_UDP = 2, DIAG_EVENTS_TCP6 = 4, DIAG_EVENTS_UDP6 = 8 };
int diag_events(uint32_t groups, sock_fn *fn, void *ctx, struct context *where);
/*
 * One connection of TCP, that of w->ends, by a single look-up: false when the kernel cannot tell so whether there is one, or
 * what diag_read answers in *answer.
 */
bool diag_read_one(const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx, struct context *where,
		   int *answer);
/* Closes a socket of TCP, UDP or raw as if by its owner, by addresses and cookie. 0, or the kernel's reason. */
int diag_destroy(const struct sock *s);

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

/*
 * What the files of this room share: the socket, and the messages that come through it.
 */
enum { DIAG_BUFFER = 32768 };
struct diag {
	int fd;
	int patience;     /* milliseconds to wait for an answer, -1: for ever */
	bool recorded;    /* fd is a file of messages: a read may tear them */
	bool interrupted; /* the kernel said that a table changed while it was told */
	struct faults *faults;
	struct out *copy; /* null, or where all that is received goes as well */
	struct text netns; /* what struct sock gets */
	size_t start, end;
	uint8_t buffer[DIAG_BUFFER] __attribute__((aligned(8)));
};

/* include/uapi/linux/netlink.h: struct nlmsghdr */
struct message_header {
	uint32_t length;
	uint16_t type, flags;
	uint32_t sequence, port;
};
enum { NLMSG_ERROR = 2, NLMSG_DONE, SOCK_DIAG_BY_FAMILY = 20, SOCK_DESTROY };
enum { NLM_F_REQUEST = 1, NLM_F_ACK = 4, NLM_F_DUMP_INTR = 16, NLM_F_DUMP = 0x300 };

/* A message in the buffer, until the next is asked for. */
struct message {
	uint16_t type, flags;
	uint8_t *payload;
	size_t length;
};

/*
 * The kernel walks its one table of TCP for each family that is asked for. Both come from one walk where IPv6's few
 * messages can wait here. Who makes one sets whole to false, and nothing else.
 */
struct aside {
	bool whole; /* all of them are here, and their end */
	struct diag diag;
};
/* Whether one walk is the sooner way. */
bool aside_pays(const struct table *t, const struct wanted *w);
void aside_empty(struct aside *a, struct context *where);
void aside_lay(struct aside *a, const struct message *m);

/* A netlink socket that hears the kernel alone, and these multicast groups. False and errno. */
bool diag_open(struct diag *d, uint32_t groups, struct faults *f);
/* The same of another of netlink's protocols. */
bool diag_open_protocol(struct diag *d, int protocol, uint32_t groups, struct faults *f);
/* The next event of such groups: what fn answers; -1 and errno, ENOBUFS when some were lost. */
int diag_event(struct diag *d, sock_fn *fn, void *ctx);
/* Sends the request that stands in the buffer behind a header's room. False and errno. */
bool diag_send(struct diag *d, unsigned type, unsigned flags, size_t length);
/* False and errno at the end: 0 for a file's, EBADMSG for a message that is not one. */
bool diag_next(struct diag *d, struct message *m);
/* The number that ended a dump or refuses a request: 0, or an errno. */
int diag_verdict(const struct message *m);
/* The kernel's protocol of a socket or table, IPPROTO_* for the internet's; and back. */
unsigned diag_protocol(unsigned protocol);
/* The rest of a dump, each message by kind's decoder to fn; d is closed. Returns as diag_read does. */
int diag_walk(struct diag *d, const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx);
/* A socket from one message, and what it has besides unless d is null. False when it is malformed. */
bool diag_decode(struct sock *s, struct details *d, const struct table *t, const struct diag_kind *k,
		 const struct message *m);

/* struct inet_diag_sockid, network byte order but for interface and cookie */
struct diag_id {
	uint16_t local_port, peer_port;
	uint8_t local[16], peer[16];
	uint32_t interface, cookie[2];
};

/* struct inet_diag_req_v2; of a raw socket (struct inet_diag_req_raw) the padding is the protocol. */
struct diag_request {
	uint8_t family, protocol, show, raw_protocol;
	uint32_t states;
	struct diag_id id;
};
/* One socket, by all that is known of it. */
void diag_put_request(struct diag_request *r, const struct sock *s);

/* The bytes received and not read yet, and those not sent yet, from the memory in the attribute `type`. */
void diag_queues(struct sock *s, const struct attributes *a, unsigned type);

/* The details of each family, as in diag_kind. */
void diag_inet_details(struct details *d, const struct sock *s, const struct attributes *a);
void diag_unix_details(struct details *d, const struct sock *s, const struct attributes *a);
void diag_netlink_details(struct details *d, const struct sock *s, const struct attributes *a);
void diag_packet_details(struct details *d, const struct sock *s, const struct attributes *a);
void diag_tipc_details(struct details *d, const struct sock *s, const struct attributes *a);
void diag_xdp_details(struct details *d, const struct sock *s, const struct attributes *a);
/* Those of a build that shows them. */
#define DIAG_DETAILS(family) (ENABLE_FEATURE_SS_EXTENDED || ENABLE_FEATURE_CHECK ? diag_##family##_details : 0)

static inline uint64_t diag_cookie(const uint32_t cookie[2])
{
	return (uint64_t)cookie[1] << 32 | cookie[0];
}

#endif
