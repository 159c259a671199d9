/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet top`: connections, groups of them, or flows, by what they move between two looks.
 */
#ifndef TOP_H
#define TOP_H

#include <signal.h>
#include <termios.h>

#include "live/live.h"

enum top_by { BY_CONNECTION, BY_PROGRAM, BY_PEER, BY_PORT, BY_HOST, BY_CGROUP, BY_PROTOCOL };
enum top_sort { SORT_BOTH, SORT_SENT, SORT_RECEIVED, SORT_LOSS };

/* Connections that are alike: same key. */
struct count_group {
	uint8_t key[24];      /* as bytes: a name; or an address, its family behind it; or a number of eight bytes */
	struct amounts now, total;
	uint64_t connections;
};

/* What a line is about. */
struct row {
	struct amounts now;   /* since the look before */
	struct amounts total; /* since it began */
	uint64_t key;         /* of its struct seen */
	const struct count_group *group; /* null: `sock` is what it is about */
	uint32_t rtt;         /* microseconds */
	uint32_t pid;         /* 0: not known */
	uint16_t place;       /* the network namespace, see struct live */
	bool ended;
	bool told_loss;       /* the kernel tells what was retransmitted, since Linux 4.19 */
	bool may_lag;         /* a flow that hardware or a short cut forwards */
	char protocol[16];    /* of a flow */
	uint32_t port;        /* of a flow: the one that was called */
	struct endpoint nat;  /* of a flow: what stands in place of an end; port and address 0: nothing does */
	struct sock sock;     /* without its details */
};

/* The rows with the most, in their order. */
struct top_rows {
	struct row *row;
	uint16_t *order;
	unsigned count, room;
};

static inline bool row_has_nat(const struct row *r)
{
	return r->nat.port || !address_is_zero(r->nat.address, sizeof r->nat.address);
}

/* The words of --by, in the order of enum top_by from BY_PROGRAM. */
extern const char top_keys[];

struct top {
	struct live live;
	uint8_t by;           /* enum top_by */
	uint8_t sort;         /* enum top_sort */
	bool total;           /* what was moved altogether counts, and is shown */
	bool steady;          /* rows stand in the order in which they began */
	bool json, flows;
	bool old;             /* this kernel does not count a connection's bytes */
	struct map groups;    /* struct count_group */
	struct top_rows rows;
	struct amounts sum;   /* of all since the look before */
	uint32_t connections, ended; /* seen by this look, ended since the look before */
	uint32_t dropped;     /* events that had been lost when this interval began */
	uint32_t elapsed;     /* milliseconds between the two */
	uint64_t older;       /* flows without counters */
	bool unaccounted;     /* somewhere flows are not counted */
	uint64_t time;        /* milliseconds since 1970 */
};

/* Starts a new interval: what was counted is over. */
void top_begin(struct top *t);
/* Counts a socket, from a look or as it ends: sock_fn, ctx is a struct top. */
int top_sock(void *ctx, const struct sock *s);
int top_ended(void *ctx, const struct sock *s);
/* Counts what has been seen, of which `total` and `sock` are set; `known` is false for what may be older than we. */
void top_count(struct top *t, struct seen *seen, struct row *row, bool known);
/* All flows that the kernel tracks. False when it does not tell, which is said. */
bool top_flows(struct top *t);
/* The interval ends here: the groups become rows, the holders of rows are looked up. */
void top_end(struct top *t);

/* Room for that many; false when memory is refused. Those that there are go. */
bool rows_resize(struct top_rows *r, unsigned room);
/* The row is kept if it has more than another one, or there is room, and anything at all. */
void rows_offer(struct top *t, const struct row *row);
static inline struct row *row_at(const struct top_rows *r, unsigned index)
{
	return &r->row[r->order[index]];
}

/* In bytes a second. */
uint64_t rate_of(const struct top *t, uint64_t bytes);
/* Of what was sent, in thousandths, how much had been sent before. */
unsigned loss_of(const struct amounts *a);
/* The key of a group, no more than `limit` columns of it; 0 is no limit. */
void out_group(struct out *o, const struct top *t, const struct count_group *g, size_t limit);

/* What this interval had: lines no wider than `width` and no more than `height` of them, 0: as they come. */
void top_show(const struct top *t, unsigned width, unsigned height);
void top_json(const struct top *t);

/* A terminal in which keys come one by one. */
struct screen {
	unsigned width, height; /* one column is left free: what a full line does to the cursor differs */
	int signal_descriptor;  /* can be read when there is a signal */
	sigset_t signals;
	struct termios found;
};
/* False when standard output is no terminal that can move its cursor, or standard input is none. */
bool screen_open(struct screen *s);
/* As it was found. */
void screen_close(struct screen *s);
/* Reads a signal: the one to end by, 0 when there is none. It may have changed the size. */
int screen_signal(struct screen *s);
/* Ends by that signal, so that who started us sees it. */
void screen_die(struct screen *s, int signal);
/* Shows intervals until that is over: an exit status. */
int top_run(struct top *t, uint64_t times, struct screen *s);

#endif
