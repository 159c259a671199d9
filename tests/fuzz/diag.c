/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as the answer to a dump, through the walk and each family's decoder: the first byte says which. What
 * comes out lies within the buffer, and attributes too; and the walk ends.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "diag.h"
#include "fuzz.h"

struct seen {
	const struct diag *d;
	const struct table *table;
};

static void look_at(const struct diag *d, const char *p, size_t length)
{
	const char *start = (const char *)d->buffer;

	if (length && (p < start || p + length > start + sizeof d->buffer))
		abort();
}

static int look(void *ctx, const struct sock *s)
{
	const struct seen *seen = ctx;
	uint64_t words[40];

	if (s->protocol != seen->table->protocol || !s->attributes)
		abort();
	look_at(seen->d, s->path, s->path_length);
	for (size_t i = 0; i < s->path_length; i++)
		if (!s->path[i])
			abort();
	for (unsigned type = 0; type < ATTRIBUTE_TYPES; type++) {
		struct text t = attribute(s->attributes, type);
		size_t size = attribute_copy(s->attributes, type, words, sizeof words);

		look_at(seen->d, t.p, t.length);
		if (size > t.length || (size < t.length && size < sizeof words))
			abort();
	}
	return 0;
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
	struct faults faults = { 0 };
	struct wanted w = { 0 };
	struct diag *d = calloc(1, sizeof *d);
	struct seen seen = { d, 0 };
	unsigned which;
	int answer;

	if (!size || !d)
		return free(d), 0;
	which = data[0] % ARRAY_SIZE(kinds);
	seen.table = &kinds[which].table;
	w.kind = kinds[which].kind;
	w.as_proc = data[0] & 128;
	d->recorded = true;
	d->faults = &faults;
	d->fd = memfd_create("messages", 0);
	if (d->fd < 0 || write(d->fd, data + 1, size - 1) != (ssize_t)size - 1 || lseek(d->fd, 0, SEEK_SET))
		abort();
	errno = 0;
	answer = diag_walk(d, seen.table, &w, look, &seen);
	if (answer > 0 || (answer < 0 && !errno))
		abort();
	return free(d), 0;
}
