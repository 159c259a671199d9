/* SPDX-License-Identifier: 0BSD */
/*
 * Looks at all connections, and what is heard of them in between.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "live/live.h"

/*
 * Machines with 32 bits have since Linux 5.1 a call with numbers of 64 bits, soon the only one. The older call has another
 * name in musl.
 */
#ifndef SYS_clock_gettime32
#define SYS_clock_gettime32 SYS_clock_gettime
#endif
#ifdef SYS_clock_gettime64
enum { CLOCK_CALL = SYS_clock_gettime64, OLD_CLOCK_CALL = SYS_clock_gettime32 };
#else
enum { CLOCK_CALL = SYS_clock_gettime, OLD_CLOCK_CALL = SYS_clock_gettime };
#endif

/* libc's function looks for a faster way first, in a thousand bytes. */
static uint64_t milliseconds(clockid_t clock)
{
	int64_t t[2] = { 0, 0 };       /* seconds and nanoseconds */
	unsigned long old[2] = { 0, 0 }; /* the same; 32 bits count seconds until 2106 */

	if (!syscall(CLOCK_CALL, clock, t) || CLOCK_CALL == OLD_CLOCK_CALL)
		return t[0] * 1000 + t[1] / 1000000;
	syscall(OLD_CLOCK_CALL, clock, old);
	return (uint64_t)old[0] * 1000 + old[1] / 1000000;
}

uint64_t now_ms(void)
{
	return milliseconds(CLOCK_MONOTONIC);
}

uint64_t clock_ms(void)
{
	return milliseconds(CLOCK_REALTIME);
}

/* Some hundredths of a second are the least that makes sense; poll(2) counts milliseconds in an int. */
bool live_interval(struct live *l, const char *seconds)
{
	struct scan s = { seconds, seconds + strlen(seconds), false };
	uint64_t n = *seconds == ' ' ? UINT64_MAX : scan_number(&s, 10, INT32_MAX / 1000) * 1000;

	if (s.p < s.end)
		scan_char(&s, '.');
	for (unsigned unit = 100; s.p < s.end && unit; unit /= 10, s.p++) {
		s.bad |= *s.p < '0' || *s.p > '9';
		n += (*s.p - '0') * unit;
	}
	l->interval = n;
	return !s.bad && s.p == s.end && n >= 50;
}

int live_open(struct live *l, struct context *where, struct out *o, char **words)
{
	static uint8_t code[ENABLE_FEATURE_SS_FILTER ? DIAG_BYTECODE : 1];
	static struct expression expression;
	int wrong;

	l->where = where;
	l->out = o;
	l->fresh = true;
	owners_open(&l->owners, where);
	l->seen.size = sizeof(struct seen);
	l->names.size = sizeof(struct name);
	l->seen.key = l->names.key = sizeof(uint64_t);
	l->expression = &expression;
	l->code = code;
	l->places = enlarge(0, 0, PLACES * sizeof *l->places);
	if (!l->places) {
		complain("no memory for network namespaces", (char *)0);
		return 1;
	}
	if (!ENABLE_FEATURE_SS_FILTER && *words) {
		complain("this build has no filters: ", *words, (char *)0);
		return 1;
	}
	if (!ENABLE_FEATURE_SS_FILTER)
		return -1;
	expression.where = where;
	expression.protocols = 1 << PROTOCOL_TCP;
	wrong = expression_parse(&expression, words);
	l->code_length = wrong ? 0 : diag_bytecode(&expression, code);
	return wrong ? 1 : -1;
}

/* One walk of the kernel for both families, by the request that old kernels know; where it is not known any more, two. */
static bool read_tables(struct live *l, struct context *where, sock_fn *fn, void *ctx)
{
	static const uint8_t ids[] = { KERNEL_TCP, IF_FEATURE_IPV6(KERNEL_TCP6) };
	struct wanted w = {
		.kind = &diag_inet, .states = STATES_LIVE, .show = DIAG_SHOW_INET(INET_DIAG_INFO), .details = true,
		.code = l->code_length ? l->code : 0, .code_length = l->code_length,
	};
	struct table t = kernel_tables[KERNEL_TCP];
	bool told;

	t.family = AF_UNSPEC;
	told = diag_read(&t, &w, fn, ctx, where) >= 0;
	if (told)
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
		told |= diag_read(&kernel_tables[ids[i]], &w, fn, ctx, where) >= 0;
	if (!told)
		fault(&where->faults, "tcp", 0, error_text(errno));
	return told;
}

struct reader {
	sock_fn *fn;
	void *ctx;
};

static bool look_here(struct live *l, struct context *where, void *ctx)
{
	const struct reader *r = ctx;

	if (may_ask(where))
		return read_tables(l, where, r->fn, r->ctx);
	if (l->fresh)
		fault(&where->faults, "tcp", 0, netns_is_outside(where) ? "of a network namespace that may not be entered" :
		      "netlink is not asked: PROC_ROOT or SOCKLET_SOURCE says so");
	return false;
}

bool live_look(struct live *l, sock_fn *fn, void *ctx)
{
	if (l->owners.loaded) {
		owners_free(&l->owners);
		owners_open(&l->owners, l->where);
	}
	return live_each(l, look_here, &(struct reader){ fn, ctx });
}

/* One datagram of events, which is there. A loss is seen when there are no more: the kernel goes on dropping till then. */
static void hear(struct live *l, unsigned place, sock_fn *fn, void *ctx)
{
	l->here = place;
	l->events.fd = l->polled[OTHERS + place].fd;
	do {
		if (diag_event(&l->events, fn, ctx) < 0 && errno != ENOBUFS) {
			fault(&l->where->faults, "events", 0, error_text(errno));
			if (errno != EBADMSG)
				live_deafen(l, place);
		}
	} while (l->events.start < l->events.end);
}

int live_wait(struct live *l, uint64_t until, const int others[OTHERS], sock_fn *fn, void *ctx)
{
	bool heard = l->pause != 0;

	for (int i = 0; i < OTHERS; i++)
		l->polled[i] = (struct pollfd){ others[i], POLLIN, 0 };
	for (;;) {
		uint64_t now = now_ms();
		int ready = poll(l->polled, OTHERS + l->place_count, heard || until < now ? 0 : (int)(until - now));

		if (ready < 0)
			continue;
		for (int i = 0; i < OTHERS; i++)
			if (l->polled[i].revents)
				return i + 1;
		for (unsigned i = 0; i < l->place_count; i++)
			if (l->polled[OTHERS + i].revents)
				hear(l, i, fn, ctx);
		if (!ready && heard)
			l->pause(l, ctx);
		else if (!ready && now >= until)
			return 0;
		heard = l->pause && ready;
	}
}

static bool is_loopback(const struct sock *s)
{
	static const uint8_t mapped[12] = { [10] = 0xff, 0xff };
	const uint8_t *address = s->local.address;

	if (s->family == AF_INET6 && !memcmp(address, mapped, sizeof mapped))
		address += sizeof mapped;
	else if (s->family == AF_INET6)
		return !memcmp(address, s->peer.address, 16);
	return *address == 127 || !memcmp(address, address - s->local.address + s->peer.address, 4);
}

bool live_wants(const struct live *l, const struct sock *s)
{
	if (l->no_loopback && is_loopback(s))
		return false;
	return !ENABLE_FEATURE_SS_FILTER || expression_matches(l->expression, s);
}

/* One that is gone may still be told to have ended: the kernel does that a little later, when all have let go of it. */
static bool is_remembered(void *record)
{
	struct seen *s = record;

	return s->key && ++s->missing <= LOOKS_KEPT;
}

void live_forget(struct live *l)
{
	map_sweep(&l->seen, is_remembered);
}
