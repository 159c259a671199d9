/* SPDX-License-Identifier: 0BSD */
/*
 * The rows that are shown: those with the most, whatever that is.
 */
#include <string.h>

#include "live/top.h"

bool rows_resize(struct top_rows *r, unsigned room)
{
	const size_t each = sizeof *r->row + sizeof *r->order;
	void *p;

	r->count = 0;
	if (room <= r->room)
		return true;
	p = enlarge(r->row, r->room * each, room * each);
	if (!p)
		return false;
	r->row = p;
	r->order = (uint16_t *)(r->row + room);
	r->room = room;
	return true;
}

static uint64_t weight(const struct top *t, const struct row *r)
{
	const struct amounts *a = t->total ? &r->total : &r->now;

	switch (t->sort) {
	case SORT_SENT:
		return a->sent;
	case SORT_RECEIVED:
		return a->received;
	case SORT_LOSS:
		return a->retransmitted;
	}
	return a->sent + a->received;
}

/* Puts the row of that number in front of those that have less; `count` of them are in their order. */
static void put_in_order(struct top *t, unsigned number, unsigned count)
{
	struct top_rows *r = &t->rows;
	uint64_t w = weight(t, &r->row[number]);

	for (; count && weight(t, row_at(r, count - 1)) < w; count--)
		r->order[count] = r->order[count - 1];
	r->order[count] = number;
}

void rows_offer(struct top *t, const struct row *row)
{
	struct top_rows *r = &t->rows;
	uint64_t w = weight(t, row);
	unsigned number = r->count;

	if (!w || !r->room)
		return;
	if (r->count == r->room) {
		if (w <= weight(t, row_at(r, r->count - 1)))
			return;
		number = r->order[--r->count];
	}
	r->row[number] = *row;
	put_in_order(t, number, r->count++);
}

/* By their cookies, which the kernel counts up. */
static void sort_steady(struct top_rows *r)
{
	for (unsigned i = 1; i < r->count; i++) {
		uint16_t number = r->order[i];
		unsigned to = i;

		for (; to && row_at(r, to - 1)->sock.cookie > r->row[number].sock.cookie; to--)
			r->order[to] = r->order[to - 1];
		r->order[to] = number;
	}
}

/* Of those that are shown, and were not there before. */
static void find_holders(struct top *t)
{
	for (unsigned i = 0; i < t->rows.count; i++) {
		struct row *r = &t->rows.row[i];
		struct seen *seen = map_find(&t->live.seen, &r->key);

		if (seen)
			r->pid = live_pid(&t->live, seen, &r->sock);
	}
}

void top_end(struct top *t)
{
	struct row row;

	memset(&row, 0, sizeof row);
	row.told_loss = !t->flows;
	for (size_t i = 0; i < t->groups.count; i++) {
		row.group = map_at(&t->groups, i);
		row.now = row.group->now;
		row.total = row.group->total;
		rows_offer(t, &row);
	}
	if (t->by == BY_CONNECTION && t->live.programs)
		find_holders(t);
	if (t->by == BY_CONNECTION && t->steady)
		sort_steady(&t->rows);
}
