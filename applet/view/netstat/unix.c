/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's table of unix sockets.
 */
#include <sys/socket.h>

#include "view/column.h"

static void cell_protocol(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	(void)record;
		out_text(v->out, "unix");
}

static void cell_flags(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	static const char names[][5] = { "ACC ", "W ", "N " };

	(void)c;
	out_text(v->out, "[ ");
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (s->flags / UNIX_ACCEPTS >> i & 1)
			out_text(v->out, names[i]);
	out_char(v->out, ']');
}

static void cell_type(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	/* MIPS has the first two the other way round. */
	const char *names = SOCK_STREAM < SOCK_DGRAM ? "STREAM\0DGRAM\0RAW\0RDM\0SEQPACKET\0UNKNOWN\0" :
						       "DGRAM\0STREAM\0RAW\0RDM\0SEQPACKET\0UNKNOWN\0";

	(void)c;
	out_text(v->out, word_at(names, s->type && s->type <= SOCK_SEQPACKET ? s->type - 1 : 5));
}

static void cell_state(const struct view *v, const struct column *c, const void *record)
{
	const struct sock *s = record;
	static const char names[] = "FREE\0LISTENING\0CONNECTING\0CONNECTED\0DISCONNECTING\0UNKNOWN\0";

	(void)c;
	if (s->state != UNIX_UNCONNECTED || sock_is_listening(s))
		out_text(v->out, word_at(names, s->state <= UNIX_DISCONNECTING ? s->state : 5));
}

#define COLUMNS(V, F) \
	IF_FEATURE_NAMESPACES(V("Netns", STRING, sock, netns, .width = 15, .added = COLUMNS_NETNS)) \
	F("Proto", cell_protocol, sock, protocol, .width = 5) \
	V("RefCnt", NUMBER, sock, references, .width = 6) \
	F("Flags", cell_flags, sock, flags, .width = 11) \
	F("Type", cell_type, sock, type, .width = 10) \
	F("State", cell_state, sock, state, .width = 13) \
	V("I-Node", NUMBER, sock, inode, .width = 8) \
	IF_FEATURE_NETSTAT_PRG(F("PID/Program name", cell_program, sock, inode, .width = 20, .added = COLUMNS_PROGRAMS)) \
	IF_FEATURE_NETSTAT_SELINUX(F("Security Context", cell_context, sock, inode, .width = 50, .added = COLUMNS_CONTEXTS)) \
	V("Path", PATH, sock, path)

const struct layout unix_layout = { LAYOUT("UNIX domain sockets", COLUMNS) };
