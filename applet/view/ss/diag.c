/* SPDX-License-Identifier: 0BSD */
/*
 * What -e, -m, -i, --tos, --cgroup and --inet-sockopt put behind a row that netlink told of. Packet and XDP sockets are
 * in packet.c.
 */
#include <string.h>
#include <sys/socket.h>

#include "view/ss-fields.h"

void ss_break(struct out *o, const struct ss_request *r, bool blank)
{
	if (!(r->show & SHOW_ONE_LINE))
		out_text(o, "\n\t");
	else if (blank)
		out_char(o, ' ');
}

void ss_structure(struct out *o, const struct details *d, enum detail detail, const struct field_list *fields,
		  const void *structure)
{
	struct field_view v = { .out = o, .details = d };

	fields_show(&v, fields, structure, d->length[detail]);
}

void ss_memory(struct out *o, const struct details *d)
{
	if (ENABLE_FEATURE_SS_MEMORY && d->length[DETAIL_MEMORY])
		ss_structure(o, d, DETAIL_MEMORY, &memory_fields, &d->memory);
}

/* -i and -m come with each other's part where the message has it, as a recorded one may. */
static void show_info(struct out *o, const struct ss_request *r, const struct sock *s)
{
	const struct details *d = s->details;

	if (!(r->show & SHOW_MEMORY) && (!(r->show & SHOW_INFO) || s->protocol == PROTOCOL_UDP))
		return;
	ss_break(o, r, false);
	ss_memory(o, d);
	if (ENABLE_FEATURE_SS_MEMORY && !d->length[DETAIL_MEMORY] && d->length[DETAIL_OLD_MEMORY])
		ss_structure(o, d, DETAIL_OLD_MEMORY, &old_memory_fields, &d->old_memory);
	if (ENABLE_FEATURE_SS_INFO)
		ss_info(o, r, s);
}

/* Which way data may still flow; the bits are RCV_SHUTDOWN and SEND_SHUTDOWN. */
static void out_arrows(struct out *o, const struct sock *s)
{
	if (!(s->known & KNOWN_SHUTDOWN))
		return;
	out_text(o, s->shutdown & 1 ? " --" : " <-");
	out_char(o, s->shutdown & 2 ? '-' : '>');
}

void ss_flag(struct out *o, const char *name, uint64_t value)
{
	out_text(o, name);
	if (value)
		out_text(o, "0x");
	out_hex(o, value);
}

static void out_cgroup(struct out *o, const struct sock *s)
{
	struct text path;

	if (!(s->known & KNOWN_CGROUP))
		return;
	out_text(o, " cgroup:");
	path = cgroup_path(s->cgroup);
	if (path.length) {
		out_escaped(o, path.p, path.length, ESCAPE_BLANKS);
	} else {
		out_text(o, "unreachable:");
		out_hex(o, s->cgroup);
	}
}

static void inet_details(struct out *o, const struct sock *s)
{
	ss_identity(o, s);
	if (s->mark)
		ss_flag(o, " fwmark:", s->mark);
	out_cgroup(o, s);
	if (s->family == AF_INET6 && (s->known & KNOWN_INET6_ONLY))
		out_field(o, " v6only:", s->inet6_only);
	out_arrows(o, s);
}

static void show_marks(struct out *o, const struct sock *s)
{
	if (s->known & KNOWN_TOS)
		ss_flag(o, " tos:", s->tos);
	if (s->known & KNOWN_TCLASS)
		ss_flag(o, " tclass:", s->tclass);
	if (s->known & KNOWN_CLASS_ID)
		ss_flag(o, " class_id:", s->class_id);
}

static void show_sockopt(struct out *o, const struct ss_request *r, const struct sock *s)
{
	const struct details *d = s->details;

	if (r->show & SHOW_TOS)
		show_marks(o, s);
	if (r->show & SHOW_CGROUP)
		out_cgroup(o, s);
	if ((r->show & SHOW_SOCKOPT) && d->length[DETAIL_SOCKOPT] > 1) {
		ss_break(o, r, true);
		out_text(o, "inet-sockopt: (");
		ss_structure(o, d, DETAIL_SOCKOPT, &sockopt_fields, &d->sockopt);
	}
}

static void inet_show(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_DETAILS)
		inet_details(o, s);
	if (ENABLE_FEATURE_SS_SOCKOPT)
		show_sockopt(o, r, s);
	show_info(o, r, s);
}

static void unix_details(struct out *o, const struct sock *s)
{
	const struct details *d = s->details;
	struct text waiting = d->waiting;
	uint32_t inode;

	out_arrows(o, s);
	if (d->length[DETAIL_VFS]) {
		out_field(o, " ino:", d->vfs.inode);
		out_field(o, " dev:", d->vfs.device >> 20);
		out_field(o, "/", d->vfs.device & 0xfffff);
	}
	if (!d->has_waiting)
		return;
	out_text(o, " peers:");
	for (; waiting.length >= sizeof inode; waiting.p += sizeof inode, waiting.length -= sizeof inode) {
		memcpy(&inode, waiting.p, sizeof inode);
		out_field(o, " ", inode);
	}
}

static void unix_show(struct out *o, const struct ss_request *r, const struct sock *s)
{
	if (r->show & SHOW_MEMORY)
		ss_memory(o, s->details);
	if (r->show & SHOW_DETAILS)
		unix_details(o, s);
}

void ss_diag(struct out *o, const struct ss_request *r, const struct sock *s)
{
	switch (s->family) {
	case AF_INET:
	case AF_INET6:
		inet_show(o, r, s);
		break;
	case AF_UNIX:
		if (ENABLE_FEATURE_SS_UNIX)
			unix_show(o, r, s);
		break;
	case AF_PACKET:
		if (ENABLE_FEATURE_SS_LINK)
			ss_packet(o, r, s);
		break;
	case AF_NETLINK:
		if (ENABLE_FEATURE_SS_LINK && (r->show & SHOW_MEMORY))
			ss_memory(o, s->details);
		break;
	case AF_XDP:
		if (ENABLE_FEATURE_SS_OTHER_FAMILIES)
			ss_xdp(o, r, s);
		break;
	case AF_TIPC:
		if (ENABLE_FEATURE_SS_OTHER_FAMILIES && (r->show & SHOW_TIPC) && s->details->has_tipc)
			ss_tipc(o, r, s);
		break;
	}
}
