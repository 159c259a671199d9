/* SPDX-License-Identifier: 0BSD */
/*
 * Both families of TCP in one walk of the kernel: IPv6's messages are kept until IPv4's have been shown.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-messages.h"

/* IPv6 has more sockets than would find room, or than it would be worth the kernel's while to tell of twice. */
static bool inet6_is_crowded(void)
{
	enum { CROWD = 100 };
	static const char first[] = "TCP6: inuse "; /* net/ipv6/proc.c:sockstat6_seq_show */
	char text[32];
	ssize_t n = open_read_close("/proc/net/sockstat6", text, sizeof text);
	struct scan s = { text + sizeof first - 1, text + (n > 0 ? n : 0), false };

	return n > (ssize_t)sizeof first && scan_number(&s, 10, UINT64_MAX) > CROWD;
}

bool aside_is_sooner(const struct table *t, const struct wanted *w)
{
	bool all = !w->code && (!w->states || w->states >> STATE_ESTABLISHED & 1);

	return w->aside && t->family == AF_INET && !(all && inet6_is_crowded());
}

void aside_empty(struct aside *a, struct context *where)
{
	memset(a, 0, offsetof(struct aside, diag.buffer));
	a->diag.fd = -1;
	a->diag.faults = &where->faults;
	a->diag.ahead = where->ahead;
	if (ENABLE_FEATURE_NAMESPACES)
		a->diag.netns = where->netns;
}

/* What does not fit any more takes all the room with it, so that nothing behind it does. */
void aside_keep(struct aside *a, const struct message *m)
{
	enum { ROOM = DIAG_BUFFER * 3 / 4 };
	size_t header = sizeof(struct message_header), length = (header + m->length + 3) & ~(size_t)3;
	struct diag *d = &a->diag;

	if (length > ROOM - d->end) {
		d->end = ROOM;
		return;
	}
	memcpy(d->buffer + d->end, m->payload - header, header + m->length);
	d->end += length;
	a->whole = m->type == NLMSG_DONE;
}
