/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink messages, include/uapi/linux/netlink.h: what the files of source/netlink share. Headers and requests are of the
 * host's byte order where nothing else is said.
 */
#ifndef DIAG_MESSAGES_H
#define DIAG_MESSAGES_H

#include "source/diag-attributes.h"
#include "source/diag.h"

/* struct nlmsghdr: the length counts the header, the next message begins at a multiple of four. */
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

/* struct inet_diag_req, before Linux 3.3 */
struct diag_old_request {
	uint8_t family, source_length, destination_length, show;
	struct diag_id id;
	uint32_t states, deadline;
};
/* struct unix_diag_req, struct vsock_diag_req; its first eight bytes are struct tipc_sock_diag_req */
struct diag_states_request {
	uint8_t family, protocol;
	uint16_t padding;
	uint32_t states, inode, show, cookie[2];
};
/* struct packet_diag_req, struct netlink_diag_req, struct xdp_diag_req */
struct diag_plain_request {
	uint8_t family, protocol;
	uint16_t padding;
	uint32_t inode, show, cookie[2];
};
enum { TIPC_REQUEST_SIZE = 8 };

/* How one family is asked for and read. */
struct diag_kind {
	enum { REQUEST_INET, REQUEST_STATES, REQUEST_PLAIN } request : 8; /* which of the structures above */
	uint8_t request_size; /* bytes of it */
	uint8_t show_always;  /* attributes that decode needs, DIAG_SHOW_* */
	uint8_t fixed;        /* bytes of an answer in front of its attributes */
	/* *s comes with protocol and family set. False when the message is malformed. */
	bool (*decode)(struct sock *s, const uint8_t *fixed, const struct attributes *a);
	/* What was asked for besides; *d comes as zeros in front of the structures. Null when there is nothing. */
	void (*details)(struct details *d, const struct sock *s, const struct attributes *a);
};

/* The same as diag_open of another of netlink's protocols. */
bool diag_open_protocol(struct diag *d, int protocol, uint32_t groups, struct faults *f);
/* Puts a request into the buffer, behind a header's room. */
void diag_put(struct diag *d, const void *request, size_t length);
/* Sends what is in the buffer. False and errno. */
bool diag_send(struct diag *d, unsigned type, unsigned flags);
/* Asks for a table as w says, by the request of Linux 3.3 or the one before. False and errno. */
bool diag_ask(struct diag *d, const struct table *t, const struct wanted *w, bool old);
/* Whether the next message is in the buffer, so that diag_next receives nothing. */
bool diag_is_whole(const struct diag *d);
/* False and errno at the end: 0 for a file's, EBADMSG for a message that is not one. */
bool diag_next(struct diag *d, struct message *m);
/* The number that ended a dump or refuses a request: 0, or an errno. */
int diag_verdict(const struct message *m);
/* The kernel's number of enum protocol, IPPROTO_* for the internet's. */
unsigned diag_protocol(unsigned protocol);
/* The rest of a dump, each message by kind's decoder to fn; d is closed. Returns as diag_read does. */
int diag_walk(struct diag *d, const struct table *t, const struct wanted *w, sock_fn *fn, void *ctx);
/* A socket from one message, and what it has besides unless d is null. False when it is malformed. */
bool diag_decode(struct sock *s, struct details *d, const struct table *t, const struct diag_kind *k,
		 const struct message *m);

/* Whether both families in one walk are the sooner way. */
bool aside_is_sooner(const struct table *t, const struct wanted *w);
void aside_empty(struct aside *a, struct context *where);
void aside_keep(struct aside *a, const struct message *m);

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
