/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's table of unix sockets.
 */
#include <sys/socket.h>

#include "view/view.h"

static void cell_protocol(const struct view *v, const void *record)
{
	(void)record;
	out_text(v->out, "unix");
}

static void cell_references(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_number(v->out, s->references, 0);
}

static void cell_flags(const struct view *v, const void *record)
{
	const struct sock *s = record;
	static const char names[][5] = { "ACC ", "W ", "N " };

	out_text(v->out, "[ ");
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (s->flags / UNIX_ACCEPTS >> i & 1)
			out_text(v->out, names[i]);
	out_char(v->out, ']');
}

static void cell_type(const struct view *v, const void *record)
{
	const struct sock *s = record;
	/* MIPS has the first two the other way round. */
	const char *names = SOCK_STREAM < SOCK_DGRAM ? "STREAM\0DGRAM\0RAW\0RDM\0SEQPACKET\0UNKNOWN\0" :
						       "DGRAM\0STREAM\0RAW\0RDM\0SEQPACKET\0UNKNOWN\0";

	out_text(v->out, word_at(names, s->type && s->type <= SOCK_SEQPACKET ? s->type - 1 : 5));
}

static void cell_state(const struct view *v, const void *record)
{
	const struct sock *s = record;
	static const char names[] = "FREE\0LISTENING\0CONNECTING\0CONNECTED\0DISCONNECTING\0UNKNOWN\0";

	if (s->state != UNIX_UNCONNECTED || sock_is_listening(s))
		out_text(v->out, word_at(names, s->state <= UNIX_DISCONNECTING ? s->state : 5));
}

static void cell_path(const struct view *v, const void *record)
{
	const struct sock *s = record;

	out_escaped(v->out, s->path, s->path_length, ESCAPE_CONTROLS);
}

#define COLUMNS(C) \
	IF_FEATURE_NAMESPACES(C("Netns", cell_netns, 15, COLUMNS_NETNS)) \
	C("Proto", cell_protocol, 5, 0) \
	C("RefCnt", cell_references, 6, 0) \
	C("Flags", cell_flags, 11, 0) \
	C("Type", cell_type, 10, 0) \
	C("State", cell_state, 13, 0) \
	C("I-Node", cell_inode, 8, 0) \
	IF_FEATURE_NETSTAT_PRG(C("PID/Program name", cell_program, 20, COLUMNS_PROGRAMS)) \
	IF_FEATURE_NETSTAT_SELINUX(C("Security Context", cell_context, 50, COLUMNS_CONTEXTS)) \
	C("Path", cell_path, 0, 0)

const struct layout unix_layout = LAYOUT("UNIX domain sockets", COLUMNS);
