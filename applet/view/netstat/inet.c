/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's table of TCP, UDP, UDPLITE and raw sockets.
 */
#include <string.h>
#include <sys/socket.h>

#include "view/column.h"

/* An address and its port share this many columns, the colon not counted, unless the view is wide. */
enum { ENDPOINT_WIDTH = 22 };

static bool is_sctp(const struct sock *s)
{
	return ENABLE_FEATURE_NETSTAT_SCTP && s->protocol == PROTOCOL_SCTP;
}

static void cell_protocol(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	static const char names[][6] = {
		[PROTOCOL_TCP] = "tcp",
		[PROTOCOL_UDP] = "udp",
		[PROTOCOL_UDPLITE] = "udpl",
		[PROTOCOL_RAW] = "raw",
		IF_FEATURE_NETSTAT_SCTP([PROTOCOL_SCTP] = "sctp",)
	};

	(void)c;
	out_text(v->out, names[s->protocol]);
	if (s->family == AF_INET6 && !is_sctp(s))
		out_char(v->out, '6');
}

/* Netlink has a listener's backlog there, which this table, as /proc, has no place for. */
static bool is_backlog(const struct sock *s)
{
	return ENABLE_FEATURE_DIAG && (s->known & KNOWN_NETLINK) && s->state == STATE_LISTEN;
}

static void cell_send_queue(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;

	(void)c;
	out_number(v->out, is_backlog(s) ? 0 : s->send_queue, 6);
}

/* The address of an endpoint as text: its name, or the digits, which are then put into `digits`. */
static struct text host_text(const struct view *v, const struct sock *s, const struct endpoint *e, char *digits)
{
	bool mapped = ENABLE_FEATURE_IPV6 && address_is_v4mapped(s, e);

	return address_text(v, mapped ? AF_INET : s->family, e->address + (mapped ? 12 : 0), digits);
}

/* A port by its service's name, a raw socket's by its protocol's; else in digits, put into `digits`. */
static struct text port_text(const struct view *v, const struct sock *s, uint16_t port, char *digits)
{
	struct text t = { 0, 0 };

	if (!port)
		return (struct text){ "*", 1 };
	if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_ports)
		t = s->protocol == PROTOCOL_RAW ? protocol_name(port) : service_name(port, s->protocol);
	if (!t.length) {
		t.p = digits;
		t.length = put_number(digits, port) - digits;
	}
	return t;
}

static void cell_endpoint(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	const struct endpoint *e = cell_member(c, record);
	char digits[ADDRESS_TEXT], port_digits[20];
	bool no_port = e == &s->peer && s->protocol == PROTOCOL_RAW; /* which netlink tells and /proc does not */
	struct text host = host_text(v, s, e, digits), port = port_text(v, s, no_port ? 0 : e->port, port_digits);
	size_t port_room = 0, host_room = 0;

	if (!v->wide && host.length + port.length > ENDPOINT_WIDTH) {
		port_room = port.length < ENDPOINT_WIDTH - 4 ? port.length : ENDPOINT_WIDTH - 4;
		host_room = ENDPOINT_WIDTH - port_room;
	}
	out_name_or_digits(v->out, host, digits, host_room);
	if (ENABLE_FEATURE_NETSTAT_SCTP && s->absent & ABSENT_PORTS)
		return;
	out_char(v->out, ':');
	out_name_or_digits(v->out, port, port_digits, port_room);
}

static void cell_state(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	bool any = s->protocol == PROTOCOL_TCP || is_sctp(s);

	(void)c;
	if (s->protocol == PROTOCOL_RAW)
		out_number(v->out, s->state, 0);
	else if (any || s->state != STATE_CLOSE)
		out_text(v->out, tcp_state_name(any || s->state == STATE_ESTABLISHED ? s->state : 0));
}

/* Where a row of SCTP's leaves none blank. */
#define UNLESS(absent) WHERE_KNOWN(__builtin_ctz(absent))
#define ADDED(columns) .added = COLUMNS_##columns, UNLESS(ABSENT_ADDED)
#define COLUMNS(V, F) \
	IF_FEATURE_NAMESPACES(V("Netns", STRING, sock, netns, .width = 15, .added = COLUMNS_NETNS)) \
	F("Proto", cell_protocol, sock, protocol, .width = 5, UNLESS(ABSENT_PROTOCOL)) \
	V("Recv-Q", NUMBER, sock, receive_queue, .width = 6, .right = 6, UNLESS(ABSENT_QUEUES)) \
	F("Send-Q", cell_send_queue, sock, send_queue, .width = 6, UNLESS(ABSENT_QUEUES)) \
	F("Local Address", cell_endpoint, sock, local, .width = 23, UNLESS(ABSENT_LOCAL)) \
	F("Foreign Address", cell_endpoint, sock, peer, .width = 23, UNLESS(ABSENT_PEER)) \
	F("State", cell_state, sock, state, .width = 11, UNLESS(ABSENT_STATE)) \
	IF_FEATURE_NETSTAT_EXTEND(F("User", cell_user, sock, uid, .width = 10, ADDED(EXTENDED))) \
	IF_FEATURE_NETSTAT_EXTEND(V("Inode", NUMBER, sock, inode, .width = 10, ADDED(EXTENDED))) \
	IF_FEATURE_NETSTAT_PRG(F("PID/Program name", cell_program, sock, inode, .width = 20, ADDED(PROGRAMS))) \
	IF_FEATURE_NETSTAT_SELINUX(F("Security Context", cell_context, sock, inode, .width = 50, ADDED(CONTEXTS))) \
	IF_FEATURE_NETSTAT_TIMERS(F("Timer", cell_timer, sock, timer, .added = COLUMNS_TIMERS))

const struct layout inet_layout = { LAYOUT("Internet connections", COLUMNS), .unknown = ' ' };
