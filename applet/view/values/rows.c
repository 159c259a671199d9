/* SPDX-License-Identifier: 0BSD */
/*
 * Where rows go that are not to be a table, and how they end.
 */
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "view/rows.h"

/*
 * An interrupt waits while rows are read: when one is pending no more are wanted, and what was begun is ended. Then it
 * is let in, and does what it always does.
 */
static void hold_interrupt(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	syscall(SYS_rt_sigprocmask, how, &set, 0, _NSIG / 8);
}

/* The kernel is asked now and then, but each time where rows wait for names. */
bool rows_interrupted(struct rows *r)
{
	enum { NOW_AND_THEN = 64 };
	sigset_t set;

	if (!(r->chosen & ROWS_HOSTS) && ++r->count % NOW_AND_THEN)
		return false;
	sigemptyset(&set);
	return !syscall(SYS_rt_sigpending, &set, _NSIG / 8) && sigismember(&set, SIGINT);
}

bool rows_count(struct rows *r, char *keys)
{
	if (!r->counts)
		memset(r->room, 0, sizeof *r->room);
	r->counts = r->room;
	r->known = ~0u;
	return counts_choose(r->counts, keys);
}

bool rows_choose(struct rows *r, const char *form)
{
	if (r->form != ROWS_LINES)
		r->form = form ? ROWS_LINES : ROWS_ARRAY;
	if (!form || !strcmp(form, "lines"))
		return true;
	complain("--json is by itself, or --json=lines, not: ", form, (char *)0);
	return false;
}

void rows_begin(struct rows *r)
{
	if (r->form != ROWS_FLUSHED)
		hold_interrupt(SIG_BLOCK);
	if (ENABLE_FEATURE_JSON && r->form == ROWS_ARRAY)
		out_text(r->out, "[\n");
	r->start = out_position(r->out);
}

void rows_end(struct rows *r, struct faults *f)
{
	if (ENABLE_FEATURE_COUNTS && r->counts)
		counts_show(r, f);
	if (ENABLE_FEATURE_JSON && r->form == ROWS_ARRAY)
		out_text(r->out, out_position(r->out) == r->start ? "]\n" : "\n]\n");
	out_flush(r->out); /* what could not be written is told by whoever finishes */
	hold_interrupt(SIG_UNBLOCK);
}

int rows_sock(struct rows *r, const struct sock *s)
{
	struct values v = sock_values(s);

	v.known &= r->known | (uint32_t)KNOWN_ALWAYS;
	v.owners = r->owners;
	v.kernel_names = r->kernel_names;
	if (ENABLE_FEATURE_COUNTS && r->counts) {
		counts_add(r->counts, &v);
		return rows_interrupted(r);
	}
	return ENABLE_FEATURE_JSON ? json_sock(r, &v) : 0;
}

int rows_record(struct rows *r, struct values *v)
{
	json_begin(r);
	json_fields(r, v);
	return json_end(r);
}

bool rows_rewind(struct rows *r, size_t position)
{
	return !(ENABLE_FEATURE_COUNTS && r->counts) && out_rewind(r->out, position);
}
