/* SPDX-License-Identifier: 0BSD */
/*
 * The other end: it is gone, it does not read, it never answered; and what holds a connection back. Sockets of one peer
 * are one finding.
 */
#include <string.h>

#include "check/check.h"

/* Which timer runs: idiag_timer, and the column `tr` of /proc/net/tcp. */
enum { TIMER_RETRANSMIT = 1, TIMER_PROBE = 4 };
enum { MANY = 10 };

static uint64_t peer_key(const struct sock *s, bool with_port)
{
	struct endpoint peer = s->peer;

	if (!with_port)
		peer.port = 0;
	return key_of(&peer, sizeof peer);
}

/* One more socket of a finding; *t is described by the first, and by the peer alone when there are more. */
static struct thing *one_more(struct check *c, unsigned finding, const struct sock *s, bool with_port)
{
	struct thing *t = is_wanted(c, finding) ? thing_make(c, finding, peer_key(s, with_port), s) : 0;

	if (!t)
		return 0;
	t->n[0]++;
	if (t->n[0] == 2) {
		memset(&t->local, 0, sizeof t->local);
		t->peer.port = with_port ? t->peer.port : 0;
	}
	return t;
}

static void most(uint64_t *of, uint64_t number)
{
	if (number > *of)
		*of = number;
}

/* The first loss probe runs the same timer, and the second attempt may be spurious: three it must be. */
static void see_gone(struct check *c, const struct sock *s)
{
	const struct tcp_values *v = TCP_VALUES(s, last_ack_recv);
	struct thing *t;

	if (s->retransmits < 3 || (v && (v->backoff < 2 || v->last_ack_recv < 3000)))
		return;
	t = one_more(c, FINDING_PEER_GONE, s, false);
	if (!t)
		return;
	most(&t->n[1], s->retransmits);
	most(&t->n[2], v ? v->last_ack_recv / 1000 : 0);
	t->n[3] += v ? v->unacked : 0;
	t->severity = t->n[1] >= 6 || t->n[0] >= MANY ? SEVERITY_CRITICAL : SEVERITY_WARNING;
}

static void see_unanswered(struct check *c, const struct sock *s)
{
	struct thing *t = s->retransmits >= 2 ? one_more(c, FINDING_UNANSWERED, s, true) : 0;

	if (!t)
		return;
	most(&t->n[1], s->retransmits);
	t->severity = t->n[0] >= MANY ? SEVERITY_CRITICAL : SEVERITY_WARNING;
}

/*
 * The peer answers each probe of its closed window, and the next one waits twice as long: backoff tells how often. By
 * /proc the time until the next one does, which is longer than a second from the third on.
 */
static void see_probing(struct check *c, const struct sock *s)
{
	enum { THIRD_MS = 1500 };
	const struct tcp_values *v = TCP_VALUES(s, last_ack_recv);
	bool late = v ? v->backoff >= 3 : s->timer_ms >= THIRD_MS;
	struct thing *t;

	if (!s->send_queue || !is_wanted(c, FINDING_PEER_SLOW))
		return;
	t = thing_make(c, FINDING_PEER_SLOW, socket_key(s), s);
	if (!t)
		return;
	t->first[1] |= late;
	if (!c->second) {
		t->first[0] = s->send_queue;
		return;
	}
	t->n[0] = s->send_queue;
	t->n[1] = v ? v->backoff : 0;
	if (t->first[0] && t->first[1] && t->n[0] >= t->first[0])
		t->severity = SEVERITY_WARNING;
}

/* What has held a sender back, of the time that it had something to send. */
static void see_limited(struct check *c, const struct sock *s)
{
	const struct tcp_values *v = TCP_VALUES(s, sndbuf_limited);
	struct thing *t;

	if (!v || v->busy_time < 1000000 || (v->sndbuf_limited < v->busy_time / 2 && v->rwnd_limited < v->busy_time / 2))
		return;
	t = thing_make(c, FINDING_LIMITED, socket_key(s), s);
	if (!t)
		return;
	t->severity = SEVERITY_NOTE;
	t->n[0] = v->busy_time / 1000000;
	t->n[1] = v->sndbuf_limited * 100 / v->busy_time;
	t->n[2] = v->rwnd_limited * 100 / v->busy_time;
}

/* Full packets do not arrive, and smaller ones did. */
static void see_too_large(struct check *c, const struct sock *s)
{
	const struct tcp_values *v = TCP_VALUES(s, bytes_acked);
	struct thing *t;

	if (!v || s->retransmits < 3 || v->snd_mss < 1300 || v->bytes_acked >= 3 * v->snd_mss || v->bytes_acked < 2 ||
	    s->send_queue < v->snd_mss)
		return;
	t = thing_make(c, FINDING_MTU, socket_key(s), s);
	if (t)
		t->severity = SEVERITY_NOTE;
}

void peer_see(struct check *c, const struct sock *s)
{
	if (s->protocol != PROTOCOL_TCP || !s->peer.port)
		return;
	if (s->timer == TIMER_PROBE && c->seconds)
		see_probing(c, s);
	if (!c->second || s->state == STATE_TIME_WAIT || s->state == STATE_SYN_RECV)
		return;
	if (s->state == STATE_SYN_SENT) {
		see_unanswered(c, s);
		return;
	}
	if (s->timer == TIMER_RETRANSMIT) {
		see_gone(c, s);
		see_too_large(c, s);
	}
	if (s->details && c->all)
		see_limited(c, s);
}

void peer_end(struct check *c)
{
	if (c->reason[FINDING_MTU] && !c->by_proc)
		c->reason[FINDING_MTU] = REASON_NONE;
}
