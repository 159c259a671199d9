/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as what top and log look at: lines of nf_conntrack, messages of a conntrack dump, of a dump of sockets, of
 * sockets that are destroyed. The first byte says which, the second how wide the screen is, the third how top is asked.
 * There are two looks, half of the bytes each. What is shown fits the screen and is printable.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "live/log.h"
#include "live/top.h"
#include "record/masquerade.h"

enum { LINES, FLOWS, SOCKETS, ENDS, KINDS };

static char buffer[1 << 20];
static struct out out;
static struct top top;
static struct log ends;
static struct context where;

/* Every line within the width, which is 0 for any, and nothing in it that a terminal would act upon. */
static void look_at_text(unsigned width)
{
	unsigned column = 0;

	if (out.error)
		abort();
	for (size_t i = 0; i < out.used; i++) {
		unsigned char c = buffer[i];

		if (c == '\033' && !memcmp(buffer + i, "\033[K\n", 4)) {
			i += 2;
			continue;
		}
		if (c == '\n')
			column = 0;
		else if (c < ' ' || c == 0x7f || (++column > width && width))
			abort();
	}
	out.used = 0;
}

static void show(unsigned width)
{
	top_end(&top);
	top_show(&top, width, width ? 24 : 0);
	look_at_text(width);
	if (top.by != BY_CGROUP)
		top_json(&top);
	look_at_text(0);
	live_forget(&top.live);
}

/* As a socket would give them. */
static void receive(struct diag *d, const uint8_t *data, size_t size)
{
	memset(d, 0, offsetof(struct diag, buffer));
	d->recorded = true;
	d->faults = &where.faults;
	d->fd = memfd_create("messages", 0);
	if (d->fd < 0 || write(d->fd, data, size) != (ssize_t)size || lseek(d->fd, 0, SEEK_SET))
		abort();
}

static int see(void *ctx, const struct sock *s)
{
	return log_look(&ends, s), top_sock(ctx, s);
}

static int see_end(void *ctx, const struct sock *s)
{
	return log_ended(&ends, s), top_ended(ctx, s);
}

static void look(unsigned kind, const uint8_t *data, size_t size)
{
	static const struct table both = { .name = "tcp", .protocol = PROTOCOL_TCP };
	static struct diag d;
	const struct wanted w = { .kind = &diag_inet, .details = true };
	bool shown;

	if (kind == LINES) {
		fuzz_file("net", "nf_conntrack", data, size);
		top_flows(&top);
		return;
	}
	receive(&d, data, size);
	if (kind == FLOWS) {
		conntrack_walk(&d, top_flow, &top, &shown);
	} else if (kind == SOCKETS) {
		diag_walk(&d, &both, &w, see, &top);
		return; /* which closes it */
	} else {
		while (diag_event(&d, see_end, &top) >= 0)
			;
	}
	close(d.fd);
}

/* Nothing is left of the input before. */
static void begin(struct live *l)
{
	l->fresh = true;
	l->no_loopback = false;
	map_empty(&l->seen);
	map_empty(&l->names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *no_filter[] = { 0 };
	unsigned kind, width;

	if (size < 3)
		return 0;
	kind = data[0] % KINDS;
	width = data[1] % 200 < 40 ? 0 : data[1] % 200;
	fuzz_file("net", "nf_conntrack", data, 0);
	context_open(&where);
	out_open(&out, -1, buffer, sizeof buffer);
	live_open(&top.live, &where, &out, no_filter);
	live_open(&ends.live, &where, &out, no_filter);
	begin(&top.live);
	begin(&ends.live);
	top.flows = kind < SOCKETS;
	top.by = data[2] % (BY_PROTOCOL + 1);
	top.by = top.by == BY_CGROUP || (top.flows && top.by == BY_PROGRAM) ? BY_CONNECTION : top.by;
	top.sort = data[2] >> 3 & 3;
	top.total = data[2] >> 5 & 1;
	top.steady = data[2] >> 6 & 1;
	top.live.no_loopback = data[2] >> 7;
	top.groups.size = sizeof(struct count_group);
	top.groups.key = sizeof(((struct count_group *)0)->key);
	top.old = false;
	top.elapsed = 1000;
	if (!rows_resize(&top.rows, 20))
		abort();
	top_begin(&top);
	look(kind, data + 3, (size - 3) / 2);
	top.live.fresh = ends.live.fresh = false;
	top_begin(&top);
	look(kind == SOCKETS && data[0] & 64 ? ENDS : kind, data + 3 + (size - 3) / 2, size - 3 - (size - 3) / 2);
	look_at_text(0);
	show(width);
	return 0;
}
