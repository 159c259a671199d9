/* SPDX-License-Identifier: 0BSD */
/*
 * One value for each kind of field: a number, or text.
 */
#include <string.h>
#include <sys/socket.h>

#include "record/details.h"
#include "view/value.h"

static void put(struct value *v, char *end)
{
	v->text = (struct text){ v->digits, end - v->digits };
	v->plain = true;
}

static void word(struct value *v, const char *name)
{
	v->text = (struct text){ name, strlen(name) };
	v->plain = true;
}

/* Of SCTP an IPv4 address comes v4-mapped. */
static unsigned address_family(const struct values *from, const struct field *f, const uint8_t **address)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };

	*address = (const uint8_t *)from->record + f->offset;
	if (f->size == 4)
		return AF_INET;
	if (from->family == AF_INET6 && from->protocol == PROTOCOL_SCTP && !memcmp(*address, mapped, sizeof mapped)) {
		*address += sizeof mapped;
		return AF_INET;
	}
	return from->family;
}

static void address_value(struct value *v, const struct values *from, const struct field *f)
{
	const uint8_t *address;
	unsigned family = address_family(from, f, &address);
	uint32_t node;

	memcpy(&node, address, sizeof node);
	if (family == AF_INET || family == AF_INET6)
		put(v, put_ip(v->digits, family, address));
	else
		put(v, put_number(v->digits, node));
}

static void family_value(struct value *v, unsigned family)
{
	static const struct { uint8_t family; char name[8]; } names[] = {
		{ AF_INET, "inet" }, { AF_INET6, "inet6" }, { AF_UNIX, "unix" }, { AF_PACKET, "packet" },
		{ AF_NETLINK, "netlink" }, { AF_VSOCK, "vsock" }, { AF_TIPC, "tipc" }, { AF_XDP, "xdp" },
	};

	put(v, put_number(v->digits, family));
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].family == family)
			word(v, names[i].name);
}

static void state_value(struct value *v, const struct sock *s)
{
	unsigned state = sock_state(s);

	if (state && state <= STATE_CLOSING)
		word(v, tcp_state_name(state));
	else
		put(v, put_number(v->digits, s->state));
}

static void bytes_value(struct value *v, struct text t, enum escape escape)
{
	v->text = t;
	v->escape = escape;
	v->plain = false;
}

static void interface_value(struct value *v, const struct sock *s)
{
	uint32_t index = s->family == AF_PACKET ? s->local.port : s->interface;

	bytes_value(v, (struct text){ v->digits, interface_name(index, v->digits) - v->digits }, ESCAPE_BLANKS);
}

static void user_value(struct value *v, uint32_t uid)
{
	struct text name = user_name(uid);

	if (name.length)
		bytes_value(v, name, ESCAPE_BLANKS);
	else
		put(v, put_number(v->digits, uid));
}

static void program_value(struct value *v, const struct values *from, const struct sock *s)
{
	size_t count, first = owners_find(from->owners, s->inode, &count);
	uint32_t pid;

	v->text.length = 0;
	if (!s->inode || !count || s->family == AF_NETLINK)
		return;
	pid = owners_get(from->owners, first).pid;
	if (ENABLE_FEATURE_SS_PROCESSES && from->kernel_names)
		bytes_value(v, process_name(from->owners, pid), ESCAPE_QUOTES);
	else
		bytes_value(v, program_name(from->owners, pid), ESCAPE_BLANKS);
}

/* Values of kinds that only sockets have. */
static void sock_value(struct value *v, const struct values *from, const struct field *f)
{
	const struct sock *s = from->record;

	switch (f->kind) {
	case FIELD_NETID:
		word(v, sock_netid(s));
		break;
	case FIELD_STATE:
		state_value(v, s);
		break;
	case FIELD_SEND_QUEUE: /* where a listener's backlog is, nothing is sent from */
		if (from->known & KNOWN_BACKLOG_LIMIT)
			v->number = 0;
		break;
	case FIELD_PROTOCOL:
		v->number = s->protocol == PROTOCOL_RAW ? s->local.port : get_protocol(s);
		break;
	case FIELD_INTERFACE:
		interface_value(v, s);
		break;
	case FIELD_USER:
		user_value(v, s->uid);
		break;
	case FIELD_CGROUP:
		bytes_value(v, cgroup_path(s->cgroup), ESCAPE_BLANKS);
		break;
	case FIELD_PROGRAM:
		program_value(v, from, s);
		break;
	case FIELD_TIMER:
		word(v, s->protocol == PROTOCOL_SCTP ? "T3_RTX" :
			word_at("on\0keepalive\0timewait\0persist\0unknown\0", s->timer < 5 ? s->timer - 1 : 4));
		break;
	}
}

static void text_value(struct value *v, const struct values *from, const struct field *f)
{
	const void *member = (const uint8_t *)from->record + f->offset;
	struct text t;

	switch (f->kind) {
	case FIELD_STRING:
	case FIELD_PATH:
		memcpy(&t, member, sizeof t);
		bytes_value(v, t, f->kind == FIELD_PATH ? ESCAPE_CONTROLS : ESCAPE_BLANKS);
		break;
	case FIELD_CHARS:
		bytes_value(v, (struct text){ member, strlen(member) }, ESCAPE_BLANKS);
		break;
	case FIELD_ADDRESS:
		address_value(v, from, f);
		break;
	case FIELD_FAMILY:
		family_value(v, *(const uint8_t *)member);
		break;
	case FIELD_SCTP_STATE:
		word(v, sctp_state_name(v->number));
		if (!v->text.length)
			put(v, put_number(v->digits, v->number));
		break;
	case FIELD_EXACT:
		put(v, put_number(v->digits, v->number));
		break;
	default:
		sock_value(v, from, f);
	}
}

static bool is_signed(const struct values *from, const struct field *f)
{
	return f->kind == FIELD_SIGNED || (f->kind == FIELD_PORT && from->family == AF_NETLINK);
}

/* A number of fewer than eight bytes that is below zero. */
static void take_sign(struct value *v, unsigned size)
{
	unsigned shift = 64 - 8 * size;

	v->negative = v->number >> (8 * size - 1) & 1;
	if (v->negative)
		v->number = -(uint64_t)((int64_t)(v->number << shift) >> shift);
}

enum value_type field_type(const struct field *f)
{
	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_SEND_RATE:
		return VALUE_NONE;
	case FIELD_FLAG:
		return VALUE_FLAG;
	case FIELD_SEND_QUEUE:
	case FIELD_PROTOCOL:
	case FIELD_SIGNED:
	case FIELD_PORT:
		return VALUE_NUMBER;
	}
	return f->kind < FIELD_SIGNED && f->kind != FIELD_SCTP_STATE ? VALUE_NUMBER : VALUE_TEXT;
}

bool value_get(struct value *v, const struct values *from, const struct field *f)
{
	v->type = field_type(f);
	if (v->type == VALUE_NONE || (f->when >= WHEN_KNOWN && !(from->known >> (f->when - WHEN_KNOWN) & 1)))
		return false;
	v->number = 0;
	v->negative = false;
	if (f->size <= 8 && !field_get(f, from->record, from->length, &v->number))
		return false;
	if (is_signed(from, f))
		take_sign(v, f->size);
	if (v->type == VALUE_TEXT)
		text_value(v, from, f);
	else if (v->type == VALUE_NUMBER)
		sock_value(v, from, f);
	return v->type != VALUE_TEXT || v->text.length;
}

static struct text address_name(const struct values *from, const struct field *f)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	const uint8_t *address;
	unsigned family = address_family(from, f, &address);

	if (family == AF_INET6 && !memcmp(address, mapped, sizeof mapped)) {
		family = AF_INET;
		address += sizeof mapped;
	}
	if ((family != AF_INET && family != AF_INET6) || address_is_zero(address, family == AF_INET ? 4 : 16))
		return (struct text){ 0, 0 };
	return host_name(family, address);
}

bool value_name(struct value *v, const struct values *from, const struct field *f)
{
	v->text.length = 0;
	if ((ENABLE_FEATURE_NETSTAT_RESOLVE || ENABLE_FEATURE_SS_RESOLVE) && f->kind == FIELD_ADDRESS)
		v->text = address_name(from, f);
	if ((ENABLE_FEATURE_NETSTAT_NAMES || ENABLE_FEATURE_SS_NAMES) && f->kind == FIELD_PORT && v->number &&
	    (from->family == AF_INET || from->family == AF_INET6))
		v->text = service_name(v->number, from->protocol);
	v->type = VALUE_TEXT;
	v->escape = ESCAPE_BLANKS;
	v->plain = false;
	return v->text.length;
}

void value_out(struct out *o, const struct value *v)
{
	if (v->type == VALUE_TEXT && v->plain) {
		out_bytes(o, v->text.p, v->text.length);
	} else if (v->type == VALUE_TEXT) {
		out_escaped(o, v->text.p, v->text.length, v->escape);
	} else {
		if (v->negative)
			out_char(o, '-');
		out_number(o, v->number, 0);
	}
}
