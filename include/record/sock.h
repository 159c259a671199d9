/* SPDX-License-Identifier: 0BSD */
/*
 * What a socket is. Every source fills this record, every filter and every view reads it, and nothing else is
 * known between them.
 */
#ifndef SOCK_H
#define SOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum protocol {
	PROTOCOL_TCP,
	PROTOCOL_UDP,
	PROTOCOL_UDPLITE,
	PROTOCOL_RAW,
	PROTOCOL_SCTP,
	PROTOCOL_UNIX,
	PROTOCOL_PACKET,
	PROTOCOL_NETLINK,
	PROTOCOL_DCCP,
	PROTOCOL_VSOCK,
	PROTOCOL_TIPC,
	PROTOCOL_XDP,
	PROTOCOL_MPTCP,
};

enum tcp_state {
#define TCP_STATE(number, name, netstat, ss, word) STATE_##name = number,
#include "record/tcp-states.def"
#undef TCP_STATE
};

/* The kernel's socket_state (include/uapi/linux/net.h), which unix sockets show. */
enum { UNIX_FREE, UNIX_UNCONNECTED, UNIX_CONNECTING, UNIX_CONNECTED, UNIX_DISCONNECTING };
/*
 * Its flags for unix sockets: __SO_ACCEPTCON, and two that no kernel of this century sets: it waits for data, and it
 * has no space.
 */
enum { UNIX_ACCEPTS = 1 << 16, UNIX_WAITS_FOR_DATA = 1 << 17, UNIX_NO_SPACE = 1 << 18 };

struct details;

/*
 * An SCTP socket has several addresses at either end and takes a row for each pair of them. This is what such a row
 * leaves blank in netstat's table.
 */
enum {
	ABSENT_PROTOCOL = 1, ABSENT_QUEUES = 2, ABSENT_LOCAL = 4, ABSENT_PEER = 8, ABSENT_STATE = 16,
	ABSENT_ADDED = 32,  /* the columns that options add */
	ABSENT_PORTS = 64,  /* addresses stand without their ports */
};

struct endpoint {
	/*
	 * Network byte order. The first four bytes hold an IPv4 address, the protocol of a netlink or packet
	 * socket; in the host's byte order, the CID of a vsock, the node of TIPC.
	 */
	uint8_t address[16];
	/*
	 * Host byte order. Of a raw socket's local end, the IP protocol; netlink: the port ID; packet: the
	 * interface's index, 0 for all; TIPC: the socket's reference; XDP: the interface's queue.
	 */
	uint32_t port;
};

/* Netlink's port IDs have a sign; those of vsock and TIPC take all 32 bits. */
#if ENABLE_FEATURE_SS_OTHER_FAMILIES
typedef int64_t port_bound;
#define PORT_MIN INT64_MIN
#define PORT_MAX INT64_MAX
#else
typedef int32_t port_bound;
#define PORT_MIN INT32_MIN
#define PORT_MAX INT32_MAX
#endif

struct sock {
	uint8_t protocol;      /* enum protocol */
	uint8_t family;        /* AF_INET, AF_INET6, AF_UNIX, AF_PACKET, AF_NETLINK, ... */
	uint8_t state;         /* enum tcp_state, also for UDP; UNIX_*; of a raw socket just a number */
	uint8_t type;          /* unix, packet: SOCK_STREAM, ... */
	uint8_t timer;         /* which timer runs, see the view's names */
	struct endpoint local, peer;
	uint32_t receive_queue, send_queue; /* bytes; of a listener connections: waiting, and the backlog */
	uint64_t timer_ms;     /* when the timer fires, in milliseconds from now */
	uint32_t retransmits, probes;
	uint32_t uid;
	uint32_t references, flags; /* unix */
	uint16_t absent;       /* ABSENT_*: what this row of it leaves blank */
	uint64_t inode;        /* 0: no process holds it any more */
	const char *path;      /* unix: bytes as the kernel shows them, not ended by NUL; lives as long as the call */
	size_t path_length;
	uint32_t interface;    /* index of the device it is bound to; 0: none, or the source cannot tell */
	uint32_t mark;         /* SO_MARK; 0: none, or the source cannot tell */
	uint64_t cgroup;       /* ID of its version 2 control group; 0: the source cannot tell */
	uint64_t cookie;       /* what the kernel calls the socket; 0: not known */
	uint32_t rto, ato;     /* TCP: hundredths of a second */
	uint32_t quick_acks;   /* TCP: twice their number, and 1 when data flows both ways */
	uint32_t cwnd, ssthresh; /* TCP: segments; there is no ssthresh, 0, before the first loss */
	uint32_t peer_inode;   /* unix: the other end; 0: none, or the source cannot tell */
	uint32_t known;        /* KNOWN_*: what the source has told */
	uint32_t drops;        /* packets that found no room in its queue */
	uint8_t inet6_only;    /* IPV6_V6ONLY: 0 or 1; a byte of the message, so no bool, which may hold no other */
	uint8_t shutdown;      /* which ways are closed: 1 receiving, 2 sending */
	uint8_t tos, tclass;   /* IP_TOS, IPV6_TCLASS */
	uint32_t class_id;     /* of the traffic class that the control group gives it */
	const struct details *details; /* what was asked for besides, see details.h; null when nothing was */
	const char *netns;     /* its network namespace's name where all are looked into, else null; foreign text */
	IF_FEATURE_NAMESPACES(size_t netns_length;)
};

/* What only some sources or kernels tell; where the bit is missing the member is zero and means nothing. */
enum {
	KNOWN_NETLINK = 1,     /* it came by netlink, so cookie, interface and a listener's backlog are known */
	KNOWN_INET6_ONLY = 2,
	KNOWN_SHUTDOWN = 4,
	KNOWN_CGROUP = 8,
	KNOWN_TOS = 16,
	KNOWN_TCLASS = 32,
	KNOWN_CLASS_ID = 64,
	KNOWN_MARK = 128,

	/* The same of what every table shows; for writers of values alone, so in builds with VALUES_ARE_READ only. */
	KNOWN_RECEIVE_QUEUE = 1 << 8,
	KNOWN_SEND_QUEUE = 1 << 9,
	KNOWN_TIMER = 1 << 10,
	KNOWN_RETRANSMITS = 1 << 11,
	KNOWN_PROBES = 1 << 12,
	KNOWN_UID = 1 << 13,
	KNOWN_DROPS = 1 << 14,
	KNOWN_INODE = 1 << 15,
	KNOWN_REFERENCES = 1 << 16,

	/* What sock_known works out from the rest of the record. */
	KNOWN_BACKLOG = 1 << 17,       /* it listens: the queues are its backlog, used and */
	KNOWN_BACKLOG_LIMIT = 1 << 18, /* at most */
	KNOWN_COOKIE = 1 << 19,
	KNOWN_LOCAL = 1 << 20,
	KNOWN_LOCAL_PORT = 1 << 21,
	KNOWN_PEER = 1 << 22,
	KNOWN_PEER_PORT = 1 << 23,
	KNOWN_INTERFACE = 1 << 24,
	KNOWN_PROTOCOL = 1 << 25,
	KNOWN_PATH = 1 << 26,
	KNOWN_PEER_INODE = 1 << 27,
	KNOWN_QUEUE = 1 << 28,         /* XDP: of the interface */
	KNOWN_USER = 1 << 29,
	KNOWN_PROGRAM = 1 << 30,
	KNOWN_NETNS = (int)(1u << 31),
};

/* Whether this build has writers of values: they ask what is known of a record. */
#define VALUES_ARE_READ (ENABLE_FEATURE_VALUES || ENABLE_FEATURE_CHECK)
static inline void sock_knows(struct sock *s, uint32_t known)
{
	if (VALUES_ARE_READ)
		s->known |= known;
}
/* What is known of a socket, KNOWN_*. */
uint32_t sock_known(const struct sock *s);
/* ss's name of its kind: "tcp", "u_str", ... */
const char *sock_netid(const struct sock *s);

/* What a source calls for each socket; nonzero makes it stop. */
typedef int sock_fn(void *ctx, const struct sock *s);

/* Waits for connections (or, without connections, for anybody's packets) rather than having a peer. */
bool sock_is_listening(const struct sock *s);

/*
 * ss knows one set of states for sockets of every kind, as bits 1 << STATE_*: what a unix socket is in TCP's words,
 * and the one state of packet and netlink sockets, STATE_CLOSE.
 */
unsigned sock_state(const struct sock *s);
/* ss's name of a state, null when there is none. */
const char *state_name(unsigned state);
/* The states that a word of ss's command line names, in any case: one of them, or a group. 0 when there is none. */
unsigned states_named(const char *word);
enum {
	STATES_KNOWN = 14,
	STATES_ALL = (1 << STATES_KNOWN) - 1,
	/* The kernel is asked for these two, but it tells of such sockets that they are in SYN_RECV and CLOSE. */
	STATES_NEW_SYN_RECV = 1 << 12,
	STATES_BOUND_INACTIVE = 1 << 13,
	STATES_BUCKET = 1 << STATE_SYN_RECV | 1 << STATE_TIME_WAIT, /* those the kernel keeps in less than a socket */
	STATES_CONNECTED = STATES_ALL & ~(1 << STATE_CLOSE | 1 << STATE_LISTEN),
	STATES_DEFAULT = STATES_CONNECTED & ~STATES_BUCKET,
};

/* netstat's name of a TCP state, "UNKNOWN" for a number that no kernel had when this was written. */
const char *tcp_state_name(unsigned state);

bool address_is_zero(const uint8_t *address, size_t length);
bool address_is_v4mapped(const struct sock *s, const struct endpoint *e);
/* Text of a network-order address at `p`, no NUL; returns the end. At most 15 and 45 bytes. */
char *put_ipv4(char *p, const uint8_t address[4]);
char *put_ipv6(char *p, const uint8_t address[16]);
enum { ADDRESS_TEXT = 46 };
/* The one of them that the family, AF_INET or AF_INET6, asks for. */
char *put_ip(char *p, uint8_t family, const uint8_t *address);
/* The same, written; where a port follows, IPv6's address stands in brackets. */
struct out;
void out_ip(struct out *o, uint8_t family, const uint8_t *address, bool brackets);
/*
 * The address that `s` begins with, into network byte order; what follows is left in `s`. AF_INET or AF_INET6,
 * 0 when there is none. Of IPv4 the last bytes may be missing: 10.1 is 10.1.0.0.
 */
struct scan;
struct text;
uint8_t scan_address(struct scan *s, uint8_t address[16]);

/* Of a packet or netlink socket (family AF_PACKET, AF_NETLINK): ss's name of its protocol, null when it has none. */
const char *socket_protocol_name(uint8_t family, unsigned number);
/* The number of that name, in any case; -1 when there is none. */
int socket_protocol_number(uint8_t family, struct text name);

#endif
