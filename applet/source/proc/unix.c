/* SPDX-License-Identifier: 0BSD */
/*
 * Lines of /proc/net/unix, net/unix/af_unix.c:unix_seq_show:
 *
 *   pointer: references protocol flags type state inode[ path]
 *
 * The path is raw: a newline in it ends our line, and what follows it can be made to look like another socket's
 * line. /proc cannot tell the two apart; netlink can, where it answers: see unix-witness.c.
 */
#include <string.h>

#include "source/proc.h"
#include "source/source.h"

/* A kernel address, or "(ptrval)", "(____ptrval____)" on kernels that have no entropy yet. */
static void pointer_decode(struct scan *line)
{
	struct text pointer = scan_text(line);

	if (pointer.length < 2 || pointer.p[pointer.length - 1] != ':')
		line->bad = true;
}

bool unix_decode(struct sock *s, struct scan *line)
{
	pointer_decode(line);
	s->references = scan_hex(line);
	scan_hex(line);
	s->flags = scan_hex(line);
	s->type = scan_number(line, 16, UINT8_MAX);
	s->state = scan_number(line, 16, UINT8_MAX);
	s->inode = scan_number(line, 10, UINT64_MAX);
	sock_knows(s, KNOWN_REFERENCES | KNOWN_INODE);
	if (line->p < line->end)
		scan_char(line, ' ');
	s->path = line->p;
	s->path_length = line->end - line->p;
	return !line->bad;
}
