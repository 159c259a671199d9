/* SPDX-License-Identifier: 0BSD */
/*
 * Findings that counters tell: rules.def.
 */
#include "check/check.h"

enum how { GROWS, RATE, PART, LEVEL };

static const struct rule {
	uint32_t limit;
	uint16_t least;
	uint8_t finding, severity, how, a, b, sort;
} rules[] = {
#define RULE(group, finding, severity, how, a, b, limit, least, sort) IF_FEATURE_CHECK_##group( \
	{ limit, least, FINDING_##finding, SEVERITY_##severity, how, KERNEL_##a, KERNEL_##b, sort },)
#include "check/rules.def"
#undef RULE
};

void thing_of_machine(struct check *c, unsigned finding, unsigned severity, uint64_t a, uint64_t b, uint64_t share)
{
	struct thing *t = thing_make(c, finding, 0, 0);

	if (!t || t->severity >= severity)
		return;
	t->severity = severity;
	t->n[0] = a;
	t->n[1] = b;
	t->n[2] = share;
}

static bool is_known(const struct check *c, const struct rule *r)
{
	if (r->how == LEVEL)
		return c->now.known[r->a] && c->now.known[r->b];
	return both_known(c, r->a) && (r->how != PART || both_known(c, r->b));
}

/* First SYNs are sent again because nobody is there, not because packets are lost. */
static uint64_t grown(const struct check *c, const struct rule *r)
{
	uint64_t by = growth(c, r->a);
	uint64_t less = r->a == KERNEL_RETRANSMITS ? growth(c, KERNEL_SYN_RETRANSMITS) : 0;

	return by > less ? by - less : 0;
}

static void judge(struct check *c, const struct rule *r)
{
	bool level = r->how == LEVEL;
	uint64_t a = level ? c->now.of[r->a] : grown(c, r), b = level ? c->now.of[r->b] : growth(c, r->b);
	uint64_t share = b ? a * 100 / b : 0;
	struct thing *t;

	if (level || r->how == PART ? !b || share < r->limit || b < r->least
				    : a < (r->how == RATE ? r->limit * c->seconds : r->limit))
		return;
	if (r->how == GROWS || r->how == RATE)
		share = r->sort & 1;
	t = thing_find(c, r->finding, 0);
	if (t && t->severity >= r->severity)
		return;
	thing_of_machine(c, r->finding, r->severity, a, b, share);
	t = thing_find(c, r->finding, 0);
	if (t)
		t->n[3] = r->sort >> 1;
}

/* Why none of a finding's rules could be judged: the machine's counters are not looked at in a namespace. */
static enum reason reason_of(const struct check *c, const struct rule *r)
{
	if (!c->is_machine && (r->a >= KERNEL_ORPHANS || r->b >= KERNEL_ORPHANS))
		return REASON_MACHINE;
	return c->seconds ? REASON_NO_COUNTER : REASON_ONE_LOOK;
}

void judge_counters(struct check *c)
{
	uint64_t judged = 0;

	for (const struct rule *r = rules; r < rules + ARRAY_SIZE(rules); r++) {
		if (is_known(c, r)) {
			judged |= (uint64_t)1 << r->finding;
			if (is_wanted(c, r->finding))
				judge(c, r);
		} else {
			c->reason[r->finding] = reason_of(c, r);
		}
	}
	for (unsigned f = 0; f < FINDINGS; f++)
		if (judged >> f & 1)
			c->reason[f] = REASON_NONE;
}
