/* SPDX-License-Identifier: 0BSD */
/*
 * An interval as objects of JSON, one for each row.
 */
#include <string.h>
#include <sys/socket.h>

#include "live/json.h"
#include "live/top.h"

/* The key of the group, under the name that a socket has for it. */
static void group(struct rows *r, const struct top *t, const struct count_group *g)
{
	static const char names[] = "program\0peer_address\0local_port\0local_address\0cgroup\0protocol\0";

	json_key(r, t->by == BY_PORT && t->flows ? "port" : word_at(names, t->by - 1));
	if (t->by != BY_PORT)
		json_quote(r, true);
	out_group(r->out, t, g, 0);
	if (t->by != BY_PORT)
		json_quote(r, false);
	json_number(r, "connections", g->connections);
}

static void flow(struct rows *r, const struct row *row)
{
	uint8_t family = row->sock.family;

	json_word(r, "protocol", row->protocol);
	json_word(r, "family", family == AF_INET6 ? "inet6" : "inet");
	live_json_end(r, "local", family, &row->sock.local);
	live_json_end(r, "peer", family, &row->sock.peer);
	if (row_has_nat(row))
		live_json_end(r, "nat", family, &row->nat);
	if (row->may_lag)
		json_number(r, "may_lag", 1);
}

void top_json(const struct top *t)
{
	struct rows r;

	for (unsigned i = 0; i < t->rows.count; i++) {
		const struct row *row = row_at(&t->rows, i);

		live_json_begin(&r, t->live.out, row->group ? (struct text){ 0, 0 } : live_place(&t->live, row->place));
		json_number(&r, "send_rate", rate_of(t, row->now.sent));
		json_number(&r, "receive_rate", rate_of(t, row->now.received));
		if (row->told_loss)
			live_json_thousandths(&r, "retransmit_ratio", loss_of(&row->now));
		json_number(&r, t->flows ? "bytes_sent" : "bytes_acked", row->total.sent);
		json_number(&r, "bytes_received", row->total.received);
		if (row->group) {
			group(&r, t, row->group);
		} else if (ENABLE_FEATURE_TOP_FLOWS && t->flows) {
			flow(&r, row);
		} else {
			live_json_sock(&r, &t->live, &row->sock, row->pid);
			json_number(&r, "rtt", row->rtt);
		}
		json_end(&r);
	}
}
