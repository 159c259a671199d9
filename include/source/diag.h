/* SPDX-License-Identifier: 0BSD */
/*
 * Sockets as the kernel tells of them over netlink, NETLINK_SOCK_DIAG: what other rooms may ask for. A message of
 * whatever family becomes the same struct sock that /proc gives; what struct sock has no place for becomes struct
 * details. How the messages are made and read is in diag-messages.h, for source/netlink alone.
 */
#ifndef DIAG_H
#define DIAG_H

#include "record/details.h"
#include "source/diag-numbers.h"
#include "source/source.h"

/* How one family is asked for and read. */
struct diag_kind;
extern const struct diag_kind diag_inet, diag_unix, diag_packet, diag_netlink, diag_vsock, diag_tipc, diag_xdp;

/* struct inet_diag_sockid, network byte order but for interface and cookie, whose lower half comes first */
struct diag_id {
	uint16_t local_port, peer_port;
	uint8_t local[16], peer[16];
	uint32_t interface, cookie[2];
};

/*
 * struct inet_diag_req_v2: the states are 1 << STATE_*, `show` is DIAG_SHOW_INET() of attributes. Of a raw socket
 * (struct inet_diag_req_raw) the padding is the protocol.
 */
struct diag_request {
	uint8_t family, protocol, show, raw_protocol;
	uint32_t states;
	struct diag_id id;
};
/* One socket, by all that is known of it. */
void diag_put_request(struct diag_request *r, const struct sock *s);

/* What is wanted of a table. The kernel may tell more than that: the caller chooses again. */
struct wanted {
	const struct diag_kind *kind; /* null: /proc only */
	uint32_t states;       /* bits 1 << STATE_*; 0: those that /proc shows */
	uint8_t family;        /* asked for in place of the table's, unless 0 */
	uint32_t show;         /* more attributes, in the family's own bits: DIAG_SHOW_* */
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

/* The netlink socket, or a file of messages, and what has been received of it and is not read yet. */
enum { DIAG_BUFFER = 32768 };
struct diag {
	int fd;
	int timeout_ms;   /* how long to wait for an answer, -1: for ever */
	bool recorded;    /* fd is a file of messages: a read may tear them */
	bool interrupted; /* the kernel said that a table changed while it was told */
	struct faults *faults;
	struct out *copy; /* null, or where all that is received goes as well */
	struct text netns; /* what struct sock gets */
	sock_fn *ahead;    /* null, or what gets sockets as soon as they have come, see struct context */
	size_t start, end; /* of what is left in the buffer */
	uint8_t buffer[DIAG_BUFFER] __attribute__((aligned(8)));
};

/* A netlink socket that hears the kernel alone, and these multicast groups. False and errno. */
bool diag_open(struct diag *d, uint32_t groups, struct faults *f);
/* The next event of such groups: what fn answers; -1 and errno, ENOBUFS when some were lost. */
int diag_event(struct diag *d, sock_fn *fn, void *ctx);

/*
 * Messages of TCP's IPv6 sockets, kept until those of IPv4 have been shown. The kernel walks its one table of TCP for
 * each family that is asked for, and the old request gets both from one walk: where IPv6 has few sockets that is the
 * sooner way. Made with `whole` false; the rest needs no value.
 */
struct aside {
	bool whole; /* all of them are here, and their end */
	struct diag diag;
};

#endif
