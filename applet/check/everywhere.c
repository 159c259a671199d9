/* SPDX-License-Identifier: 0BSD */
/*
 * Several namespaces: each is looked into once, all of them wait together, and each is looked into again and judged.
 * What has come meanwhile has one look.
 */
#include <poll.h>

#include "check/check.h"

struct everywhere {
	const struct check *model;
	struct check *checks; /* one for each namespace that was met */
	size_t count, room;
	check_fn *fn;
	void *ctx;
	bool no_memory;
};

/* Null: no memory. */
static struct check *add(struct everywhere *e)
{
	size_t room = 2 * e->room + 1;
	void *more = e->count < e->room ? e->checks : enlarge(e->checks, e->room * sizeof *e->checks, room * sizeof *e->checks);

	if (!more) {
		e->no_memory = true;
		return 0;
	}
	if (e->count == e->room)
		e->room = room;
	e->checks = more;
	e->checks[e->count] = *e->model;
	return &e->checks[e->count++];
}

/* The check of this namespace, a new one where there is none; null: no memory. */
static struct check *check_of(struct everywhere *e, struct context *where)
{
	struct check *c;
	size_t i = 0;

	while (i < e->count && e->checks[i].netns_inode != where->netns_inode)
		i++;
	c = i < e->count ? &e->checks[i] : add(e);
	if (!c)
		return 0;
	c->netns_inode = where->netns_inode;
	c->where = where;
	return c;
}

static void first_look(void *ctx, struct context *where)
{
	struct check *c = check_of(ctx, where);

	if (c)
		check_begin(c);
}

static void last_look(void *ctx, struct context *where)
{
	struct everywhere *e = ctx;
	struct check *c = check_of(e, where);

	if (!c)
		return;
	if (!c->begun)
		c->seconds = 0;
	check_end(c);
	e->fn(e->ctx, c);
	things_free(c);
	if (!e->model->seconds)
		e->count = 0; /* no other look will ask for it */
}

bool check_each(const struct check *model, check_fn *fn, void *ctx)
{
	struct everywhere e = { .model = model, .fn = fn, .ctx = ctx };

	if (model->seconds)
		netns_each(model->where, first_look, &e);
	poll(0, 0, model->seconds * 1000);
	netns_each(model->where, last_look, &e);
	for (size_t i = 0; i < e.count; i++)
		things_free(&e.checks[i]);
	release(e.checks, e.room * sizeof *e.checks);
	return !e.no_memory;
}
