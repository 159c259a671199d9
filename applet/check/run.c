/* SPDX-License-Identifier: 0BSD */
/*
 * The looks, and what comes of them.
 */
#include <poll.h>

#include "check/check.h"

#define BIT(id) ((uint64_t)1 << FINDING_##id)
static const struct finding_group groups[] = {
#define GROUP(group, name, findings) IF_FEATURE_CHECK_##group({ findings, name##_see, name##_end },)
#include "check/groups.def"
#undef GROUP
};

static int see(void *ctx, const struct sock *s)
{
	struct check *c = ctx;

	if (!(s->known & KNOWN_NETLINK) && s->protocol == PROTOCOL_TCP)
		c->by_proc = true;
	for (const struct finding_group *g = groups; g < groups + ARRAY_SIZE(groups); g++)
		if (g->findings & c->wanted)
			g->see(c, s);
	if (c->also && c->second)
		c->also(c, s);
	return c->no_memory;
}

/* What each finding needs and this machine, or this call, has not; the groups and rules know more. */
static void set_reasons(struct check *c)
{
	for (unsigned f = 0; f < FINDINGS; f++) {
		unsigned needs = finding_needs(f);

		if (c->no_memory)
			c->reason[f] = REASON_MEMORY;
		else if (needs & NEEDS_RULES)
			continue;
		else if (c->no_sockets)
			c->reason[f] = REASON_NO_SOCKETS;
		else if ((needs & NEEDS_NETLINK) && (f == FINDING_UNIX_QUEUE ? c->no_unix : c->by_proc))
			c->reason[f] = REASON_NO_NETLINK;
		else if ((needs & NEEDS_TWO_LOOKS) && !c->seconds)
			c->reason[f] = REASON_ONE_LOOK;
	}
}

/* Whose it is; for what does not accept or read also whether it is stopped by a signal. */
static void name_owner(struct check *c, struct thing *t)
{
	enum { STOPPED = 4 };

	if (!t->pid)
		t->pid = owner_of(c, t->inode);
	if (t->pid && (t->finding == FINDING_ACCEPT_QUEUE || t->finding == FINDING_NOT_READING))
		t->n[STOPPED] = process_state(c, t->pid) == 'T';
}

static void judge(struct check *c)
{
	set_reasons(c);
	judge_counters(c);
	for (const struct finding_group *g = groups; g < groups + ARRAY_SIZE(groups); g++)
		if (g->findings & c->wanted)
			g->end(c);
	for (size_t i = 0; i < c->count; i++)
		if (is_told(c, &c->things[i]))
			name_owner(c, &c->things[i]);
}

void check_begin(struct check *c)
{
	if (!c->seconds)
		return;
	look(c, see);
	c->begun = true;
}

void check_end(struct check *c)
{
	c->second = true;
	look(c, see);
	judge(c);
}

void check_run(struct check *c)
{
	check_begin(c);
	poll(0, 0, c->seconds * 1000);
	check_end(c);
}
