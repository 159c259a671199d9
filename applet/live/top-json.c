/* SPDX-License-Identifier: 0BSD */
/*
 * An interval as objects of JSON, one for each row.
 */
#include <string.h>

#include "live/top.h"

static void ratio(struct out *o, const struct amounts *a)
{
	out_text(o, ",\"retransmit_ratio\":");
	out_thousandths(o, loss_of(a), 3);
}

static void group(struct out *o, const struct top *t, const struct count_group *g)
{
	static const char names[] = "\0program\0peer_address\0local_port\0local_address\0cgroup\0protocol\0";
	char text[512];
	struct out key;

	out_open(&key, -1, text, sizeof text);
	out_group(&key, t, g, sizeof text / 4);
	if (t->by == BY_PORT)
		live_json_number(o, "port", *(const uint64_t *)g->key);
	else
		live_json_escaped(o, word_at(names, t->by), text, key.used);
	live_json_number(o, "connections", g->connections);
}

static void flow(struct out *o, const struct row *r)
{
	live_json_text(o, "protocol", r->protocol, strlen(r->protocol));
	if (r->nat.port)
		live_json_address(o, "nat", r->sock.family, &r->nat);
	if (r->may_lag)
		out_text(o, ",\"may_lag\":true");
}

void top_json(const struct top *t)
{
	struct out *o = t->live.out;

	for (unsigned i = 0; i < t->rows.count; i++) {
		const struct row *r = row_at(&t->rows, i);

		live_json_begin(o);
		live_json_number(o, "send_rate", rate_of(t, r->now.sent));
		live_json_number(o, "receive_rate", rate_of(t, r->now.received));
		if (r->told_loss)
			ratio(o, &r->now);
		live_json_number(o, "bytes_acked", r->total.sent);
		live_json_number(o, "bytes_received", r->total.received);
		if (r->group) {
			group(o, t, r->group);
		} else {
			live_json_sock(o, &t->live, &r->sock, r->pid);
			if (!t->flows)
				live_json_number(o, "rtt", r->rtt);
			else
				flow(o, r);
		}
		live_json_end(o);
	}
}
