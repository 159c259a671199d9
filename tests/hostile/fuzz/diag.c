/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as the answer to a dump, through the walk and each family's decoder: the first byte says which. What
 * comes out lies within the buffer, and attributes too; and the walk ends. Then ss shows each socket, with all it
 * has to say of it, and it is written as JSON and counted.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag-messages.h"
#include "fuzz.h"
#include "object.h"
#include "ss/ss.h"

struct seen {
	const struct diag *d;
	const struct table *table;
	struct ss_request request;
};

static void look_at(const struct diag *d, const char *p, size_t length)
{
	const char *start = (const char *)d->buffer;

	if (length && (p < start || p + length > start + sizeof d->buffer))
		abort();
}

/* Every column of ss. What netlink tells holds no NUL, or the window would lose its place. */
static void show(const struct ss_request *r, const struct sock *s)
{
	static char buffer[1 << 20];
	struct ss_cells cells = { r, s };
	struct out o;

	out_open(&o, -1, buffer, sizeof buffer);
	for (unsigned c = 0; c < COLUMN_COUNT; c++)
		ss_cell(&o, c, &cells);
	if (o.error || memchr(buffer, 0, o.used))
		abort();
}

static int look(void *ctx, const struct sock *s)
{
	const struct seen *seen = ctx;
	const struct details *d = s->details;

	if (!(s->known & KNOWN_NETLINK) && s->family)
		abort();
	look_at(seen->d, s->path, s->path_length);
	for (size_t i = 0; i < s->path_length; i++)
		if (!s->path[i])
			abort();
	if (d) {
		const struct text lists[] = { d->congestion, d->md5_keys, d->locals, d->peers, d->waiting, d->filter, d->ulp };

		for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
			look_at(seen->d, lists[i].p, lists[i].length);
	}
	show(&seen->request, s);
	check_socket(s, seen->request.owners);
	return 0;
}

/* What was kept for IPv6 is as good as what came: its own lengths are right, and nothing else is in it. */
static void look_aside(struct seen *seen, struct wanted *w)
{
	static const struct table tcp6 = { "tcp6", PROTOCOL_TCP, AF_INET6, false };

	seen->d = &w->aside->diag;
	seen->table = &tcp6;
	errno = 0;
	if (w->aside->whole && diag_walk(&w->aside->diag, &tcp6, w, look, seen) && errno != ENODATA)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		struct table table;
		const struct diag_kind *kind;
	} kinds[] = {
		{ { "tcp", PROTOCOL_TCP, AF_INET, false }, &diag_inet },
		{ { "both", PROTOCOL_TCP, 0, false }, &diag_inet },
		{ { "unix", PROTOCOL_UNIX, AF_UNIX, false }, &diag_unix },
		{ { "packet", PROTOCOL_PACKET, AF_PACKET, false }, &diag_packet },
		{ { "netlink", PROTOCOL_NETLINK, AF_NETLINK, false }, &diag_netlink },
		{ { "vsock", PROTOCOL_VSOCK, AF_VSOCK, false }, &diag_vsock },
		{ { "tipc", PROTOCOL_TIPC, AF_TIPC, false }, &diag_tipc },
		{ { "xdp", PROTOCOL_XDP, AF_XDP, false }, &diag_xdp },
	};
	struct context where;
	struct wanted w = { 0 };
	struct diag *d = calloc(1, sizeof *d);
	static struct owners owners;
	struct seen seen = { .d = d, .request = { .where = &where, .owners = &owners } };
	struct aside *aside = malloc(sizeof *aside);
	unsigned which;
	int answer;

	if (!size || !d || !aside)
		return free(d), free(aside), 0;
	which = data[0] % ARRAY_SIZE(kinds);
	context_open(&where);
	owners.where = &where;
	seen.table = &kinds[which].table;
	w.kind = kinds[which].kind;
	w.details = true;
	w.empty_is_none = data[0] & 128;
	seen.request.show = SHOW_TIMERS | SHOW_DETAILS | SHOW_INFO | SHOW_MEMORY | SHOW_TOS | SHOW_CGROUP | SHOW_SOCKOPT |
			    SHOW_TIPC | SHOW_BPF | (data[0] & 64 ? SHOW_ONE_LINE : 0) | (data[0] & 32 ? SHOW_SERVICES : 0);
	d->recorded = true;
	d->faults = &where.faults;
	d->fd = memfd_create("messages", 0);
	if (d->fd < 0 || write(d->fd, data + 1, size - 1) != (ssize_t)size - 1 || lseek(d->fd, 0, SEEK_SET))
		abort();
	aside_empty(aside, &where);
	w.aside = which ? 0 : aside;
	errno = 0;
	answer = diag_walk(d, seen.table, &w, look, &seen);
	if (answer > 0 || (answer < 0 && !errno))
		abort();
	if (w.aside)
		look_aside(&seen, &w);
	check_counts(&owners);
	return free(d), free(aside), 0;
}
