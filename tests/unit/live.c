/* SPDX-License-Identifier: 0BSD */
/*
 * What top makes of a connection's values, which are as long as the kernel is new: live/count.c.
 */
#include "live/top.h"
#include "unit.h"

/* Bytes of struct tcp_info, and what it has. */
static const struct {
	const char *kernel;
	size_t length;
	bool old;        /* no bytes at all, which is said */
	bool counted, told_loss;
} kernels[] = {
	{ "Linux 3.4", 104, true, false, false },
	{ "Linux 4.0, pacing rates alone", 120, true, false, false },
	{ "Linux 4.1", 136, false, true, false },
	{ "Linux 4.9", 168, false, true, false },
	{ "Linux 4.19", 224, false, true, true },
	{ "a newer one", sizeof(struct tcp_values), false, true, true },
	{ "one that waits for TIME_WAIT to pass", 0, false, false, false },
};

static struct top top;

static void look(struct details *d, uint64_t bytes)
{
	struct sock s = { .family = 2, .state = STATE_ESTABLISHED, .cookie = 7, .details = d };

	d->tcp.bytes_acked = bytes;
	top_begin(&top);
	top_sock(&top, &s);
	top_end(&top);
	top.live.fresh = false;
}

static void test_kernel(unsigned i)
{
	static char *no_filter[] = { 0 };
	struct details d = { .length = { [DETAIL_TCP] = kernels[i].length } };
	struct context where;

	context_open(&where);
	memset(&top, 0, sizeof top);
	live_open(&top.live, &where, to_memory(), no_filter);
	rows_resize(&top.rows, 4);
	look(&d, 1000);
	look(&d, 3000);
	is_number("top: it does not count bytes", kernels[i].kernel, kernels[i].old, top.old);
	is_number("top: rows", kernels[i].kernel, kernels[i].counted, top.rows.count);
	if (!top.rows.count)
		return;
	is_number("top: bytes since the look before", kernels[i].kernel, 2000, row_at(&top.rows, 0)->now.sent);
	is_number("top: it tells what was sent again", kernels[i].kernel, kernels[i].told_loss, row_at(&top.rows, 0)->told_loss);
}

void test_live(void)
{
	for (unsigned i = 0; i < ARRAY_SIZE(kernels); i++)
		test_kernel(i);
}
