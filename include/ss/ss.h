/* SPDX-License-Identifier: 0BSD */
/*
 * What an ss command line comes to.
 */
#ifndef SS_H
#define SS_H

#include "filter/expression.h"
#include "source/source.h"
#include "view/rows.h"
#include "view/window.h"

/* Exit statuses of iproute2. */
enum { SS_OK, SS_FAULT, SS_USAGE = 255 };

/* The tables that -t, -u, ... and -A choose from. */
enum {
	TABLE_TCP,
	TABLE_UDP,
	TABLE_RAW,
	TABLE_SCTP,
	TABLE_DCCP,
	TABLE_MPTCP,
	TABLE_UNIX_STREAM,
	TABLE_UNIX_DGRAM,
	TABLE_UNIX_SEQPACKET,
	TABLE_PACKET_RAW,
	TABLE_PACKET_DGRAM,
	TABLE_NETLINK,
	TABLE_VSOCK_STREAM,
	TABLE_VSOCK_DGRAM,
	TABLE_TIPC,
	TABLE_XDP,
	TABLE_COUNT
};

/* Sets of tables, 1 << TABLE_*. */
enum {
	INET_TABLES = 1 << TABLE_TCP | 1 << TABLE_UDP | 1 << TABLE_RAW | 1 << TABLE_SCTP | 1 << TABLE_DCCP |
		      1 << TABLE_MPTCP,
	UNIX_TABLES = 1 << TABLE_UNIX_STREAM | 1 << TABLE_UNIX_DGRAM | 1 << TABLE_UNIX_SEQPACKET,
	PACKET_TABLES = 1 << TABLE_PACKET_RAW | 1 << TABLE_PACKET_DGRAM,
	VSOCK_TABLES = 1 << TABLE_VSOCK_STREAM | 1 << TABLE_VSOCK_DGRAM,
	ALL_TABLES = ((1 << TABLE_COUNT) - 1) & ~(1 << TABLE_TIPC),
};

/* The families that -f chooses from: those of expression.h, and what no expression names. */
enum { FAMILY_TIPC = 1 << 6, FAMILY_XDP = 1 << 7 };

/* What rows show besides. */
enum {
	SHOW_HOSTS = 1,     /* -r: names for addresses */
	SHOW_SERVICES = 2,  /* no -n: names for ports */
	SHOW_TIMERS = 4,    /* -o */
	SHOW_DETAILS = 8,   /* -e */
	SHOW_INFO = 16,     /* -i */
	SHOW_PROCESSES = 32, /* -p */
	SHOW_THREADS = 64,  /* -T */
	SHOW_HEADER = 128,  /* no -H */
	SHOW_CONTEXTS = 256, /* -Z */
	SHOW_SOCKET_CONTEXTS = 512, /* -z */
	SHOW_MEMORY = 1024, /* -m */
	SHOW_TOS = 2048,    /* --tos */
	SHOW_CGROUP = 4096, /* --cgroup */
	SHOW_SOCKOPT = 8192, /* --inet-sockopt */
	SHOW_TIPC = 16384,  /* --tipcinfo */
	SHOW_BPF = 32768,   /* -b */
	SHOW_ONE_LINE = 65536, /* -O */
	SHOW_WITH_DETAILS = SHOW_DETAILS | SHOW_INFO | SHOW_MEMORY | SHOW_TOS | SHOW_CGROUP | SHOW_SOCKOPT |
			    SHOW_TIPC | SHOW_BPF, /* all that only struct details tells */
	SHOW_HOLDERS = SHOW_PROCESSES | SHOW_THREADS | SHOW_CONTEXTS,
};

struct ss_request {
	struct context *where;
	uint16_t tables;    /* 1 << TABLE_* */
	uint16_t states;    /* 1 << STATE_* */
	uint32_t show;      /* SHOW_* */
	uint8_t families;   /* FAMILY_* */
	bool kill;          /* -K */
	bool events;        /* -E */
	struct rows *rows;  /* what sockets become when it is no table */
	const char *replay; /* the file, $TCPDIAG_FILE, that TCP's messages are read from, or null */
	const char *dump;   /* -D: the file that TCP's messages go to, or null */
	struct owners *owners;
	struct expression *expression;
};

/* The tables of sockets, to `w`. What could not be read is in *faults. */
void ss_sockets(const struct ss_request *r, struct window *w);

/* -K: what became of the sockets; those that were refused by their reasons. */
struct killed {
	uint32_t count;
	struct { uint32_t count; int error; } refused[4]; /* the last one of more reasons than that stands for all */
};
/* False when it was not closed. */
bool ss_kill(struct killed *k, const struct sock *s);
/* Tells; each that was refused is a fault. */
void ss_killed(const struct killed *k, struct context *where);

/* A row, and the columns' titles; ctx is a struct ss_cells. */
struct ss_cells {
	const struct ss_request *request;
	const struct sock *sock;
};
void ss_cell(struct out *o, unsigned column, const void *ctx);
void ss_title(struct out *o, unsigned column, const void *ctx);
/* The network namespace, where all are looked into. */
void ss_cell_netns(struct out *o, const struct ss_request *r, const struct sock *s);
/* " users:(("name",pid=1,fd=2),...)" with every holder, but for what is beyond some 64 KB. */
void ss_cell_users(struct out *o, const struct ss_request *r, const struct sock *s);
/* The walk over /proc; what is missing is told. */
void ss_load_owners(struct owners *o, const struct ss_request *r);
/* Tells how many holders were cut, which is a fault, and frees the table of owners. */
void ss_users_end(struct owners *o, struct context *where);
/* " timer:(...) uid:... rto:..." */
void ss_cell_extended(struct out *o, const struct ss_request *r, const struct sock *s);
/* What only netlink tells: the rest of -e, -m, -i, --tos, ... */
void ss_diag(struct out *o, const struct ss_request *r, const struct sock *s);
/* -i, in the line it has to itself. */
void ss_info(struct out *o, const struct ss_request *r, const struct sock *s);
/* " tcp-ulp-tls version: 1.3 ..." */
void ss_ulp(struct out *o, const struct details *d);
/* A name of the kernel's modules, escaped, behind `before`; nothing when there is none. */
void ss_word(struct out *o, const char *before, struct text word);
/* --tipcinfo */
void ss_tipc(struct out *o, const struct ss_request *r, const struct sock *s);
/* " uid:0 ino:1 sk:2" */
void ss_identity(struct out *o, const struct sock *s);
/* An address that is not of the internet, with what divides it from the port, and the port. */
void ss_link_address(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e);
void ss_link_port(struct out *o, const struct ss_request *r, const struct sock *s, const struct endpoint *e);
/* The name of a network interface. */
void ss_interface(struct out *o, uint32_t index);
/* SCTP's name of an association's state. */
void out_sctp_state(struct out *o, unsigned state);

/* -s, to a struct out, and to a struct rows. */
void ss_summary(void *ctx, struct context *where);
void ss_summary_object(void *ctx, struct context *where);

#endif
