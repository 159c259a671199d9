/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's table of TCP, UDP, UDPLITE and raw sockets.
 */
#include <string.h>
#include <sys/socket.h>

#include "view/view.h"

/* An address and its port share this many columns, the colon not counted, unless the view is wide. */
enum { ENDPOINT_WIDTH = 22 };

static bool is_sctp(const struct sock *s)
{
	return ENABLE_FEATURE_NETSTAT_SCTP && s->protocol == PROTOCOL_SCTP;
}

static void cell_protocol(const struct view *v, const void *record)
{
	const struct sock *s = record;
	static const char names[][6] = {
		[PROTOCOL_TCP] = "tcp",
		[PROTOCOL_UDP] = "udp",
		[PROTOCOL_UDPLITE] = "udpl",
		[PROTOCOL_RAW] = "raw",
		IF_FEATURE_NETSTAT_SCTP([PROTOCOL_SCTP] = "sctp",)
	};

	out_text(v->out, names[s->protocol]);
	if (s->family == AF_INET6 && !is_sctp(s))
		out_char(v->out, '6');
}

static void cell_receive_queue(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_number(v->out, s->receive_queue, 6);
}

/* Netlink has a listener's backlog there, which this table, as /proc, has no place for. */
static bool is_backlog(const struct sock *s)
{
	return ENABLE_FEATURE_DIAG && (s->known & KNOWN_NETLINK) && s->state == STATE_LISTEN;
}

static void cell_send_queue(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_number(v->out, is_backlog(s) ? 0 : s->send_queue, 6);
}

static struct text name_or_digits(const struct view *v, uint8_t family, const uint8_t *address, char *digits)
{
	bool inet6 = ENABLE_FEATURE_IPV6 && family == AF_INET6;
	struct text t = { 0, 0 };

	if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_hosts) {
		if (!address_is_zero(address, inet6 ? 16 : 4)) {
			if (ENABLE_FEATURE_NETSTAT_RESOLVE)
				t = host_name(family, address);
		} else if (inet6) {
			t = (struct text){ "[::]", 4 };
		}
	}
	if (!t.length) {
		t.p = digits;
		t.length = put_ip(digits, family, address) - digits;
	}
	return t;
}

/* The address of an endpoint as text: its name, or the digits, which are then put into `digits`. */
static struct text host_text(const struct view *v, const struct sock *s, const struct endpoint *e, char *digits)
{
	bool mapped = ENABLE_FEATURE_IPV6 && address_is_v4mapped(s, e);

	return name_or_digits(v, mapped ? AF_INET : s->family, e->address + (mapped ? 12 : 0), digits);
}

struct text address_text(const struct view *v, uint8_t family, const uint8_t *address, char *digits)
{
	return name_or_digits(v, family, address, digits);
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

/* Our own digits need no escaping, and most rows have nothing else. A room of 0 is without limit. */
static void out_within(struct out *o, struct text t, const char *digits, size_t room)
{
	if (t.p == digits)
		out_bytes(o, t.p, room && room < t.length ? room : t.length);
	else
		out_escaped_within(o, t.p, t.length, ESCAPE_BLANKS, room);
}

static void out_endpoint(const struct view *v, const struct sock *s, const struct endpoint *e)
{
	char digits[ADDRESS_TEXT], port_digits[20];
	bool no_port = e == &s->peer && s->protocol == PROTOCOL_RAW; /* which netlink tells and /proc does not */
	struct text host = host_text(v, s, e, digits), port = port_text(v, s, no_port ? 0 : e->port, port_digits);
	size_t port_room = 0, host_room = 0;

	if (!v->wide && host.length + port.length > ENDPOINT_WIDTH) {
		port_room = port.length < ENDPOINT_WIDTH - 4 ? port.length : ENDPOINT_WIDTH - 4;
		host_room = ENDPOINT_WIDTH - port_room;
	}
	out_within(v->out, host, digits, host_room);
	if (ENABLE_FEATURE_NETSTAT_SCTP && s->absent & ABSENT_PORTS)
		return;
	out_char(v->out, ':');
	out_within(v->out, port, port_digits, port_room);
}

static void cell_local(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_endpoint(v, s, &s->local);
}

static void cell_peer(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_endpoint(v, s, &s->peer);
}

static void cell_state(const struct view *v, const void *record)
{
	const struct sock *s = record;
	bool any = s->protocol == PROTOCOL_TCP || is_sctp(s);

	if (s->protocol == PROTOCOL_RAW)
		out_number(v->out, s->state, 0);
	else if (any || s->state != STATE_CLOSE)
		out_text(v->out, tcp_state_name(any || s->state == STATE_ESTABLISHED ? s->state : 0));
}

#define COLUMNS(C) \
	IF_FEATURE_NAMESPACES(C("Netns", cell_netns, 15, COLUMNS_NETNS)) \
	C("Proto", cell_protocol, 5, 0) \
	C("Recv-Q", cell_receive_queue, 6, 0) \
	C("Send-Q", cell_send_queue, 6, 0) \
	C("Local Address", cell_local, 23, 0) \
	C("Foreign Address", cell_peer, 23, 0) \
	C("State", cell_state, 11, 0) \
	IF_FEATURE_NETSTAT_EXTEND(C("User", cell_user, 10, COLUMNS_EXTENDED)) \
	IF_FEATURE_NETSTAT_EXTEND(C("Inode", cell_inode, 10, COLUMNS_EXTENDED)) \
	IF_FEATURE_NETSTAT_PRG(C("PID/Program name", cell_program, 20, COLUMNS_PROGRAMS)) \
	IF_FEATURE_NETSTAT_SELINUX(C("Security Context", cell_context, 50, COLUMNS_CONTEXTS)) \
	IF_FEATURE_NETSTAT_TIMERS(C("Timer", cell_timer, 0, COLUMNS_TIMERS))

const struct layout inet_layout = LAYOUT("Internet connections", COLUMNS);
