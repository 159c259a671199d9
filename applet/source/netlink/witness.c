/* SPDX-License-Identifier: 0BSD */
/*
 * /proc/net/unix with netlink as its witness. The path of a unix socket may hold a newline, and what follows it can be
 * made to look like another socket's line. Netlink tells each path with its length, in the order in which /proc has
 * the sockets (both walk the kernel's one table, net/unix/af_unix.c:unix_get_first, net/unix/diag.c:unix_diag_dump),
 * so both are read side by side. A row that netlink does not tell of next has come or gone in between, or is forged:
 * then the kernel is asked for its inode alone.
 *
 * Of a connection that is not accepted yet (inode 0) netlink tells nothing. Its row is real where a row surely begins:
 * behind one whose whole path is known.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/diag-messages.h"
#include "source/proc.h"

struct witness {
	const struct table *table;
	struct context *where;
	struct lines *lines;
	sock_fn *fn; /* who is shown the sockets */
	void *ctx;
	bool there, ended; /* netlink answers; it tells no more */
	bool odd;          /* an odd number of real sockets was not in the dump where it was looked for */
	bool sure;         /* the next line is not what follows a newline in a path */
	bool none;         /* no path of any socket has a newline */
	bool goes_on;      /* the path of the row before may: it was asked for, or its socket is gone */
	uint8_t asks;      /* left for such paths: each is a dump */
	size_t before_length;
	char before[108];  /* the path of the row before, or its first line, where the next line is not sure */
	struct diag all, one; /* the dump of all sockets, and the answer for one */
};

static bool ask(struct diag *d, unsigned flags, uint32_t inode)
{
	const struct diag_states_request r = {
		.family = AF_UNIX, .states = ~0u, .inode = inode, .show = DIAG_SHOW_UNIX_NAME, .cookie = { ~0u, ~0u },
	};

	diag_put(d, &r, sizeof r);
	return diag_send(d, SOCK_DIAG_BY_FAMILY, flags);
}

/* The first message stays in the buffer, to be read again. */
static void witness_open(struct witness *w, const struct table *t, struct context *where)
{
	struct message m;

	w->table = t;
	w->where = where;
	w->ended = w->odd = false;
	w->sure = true;
	w->none = false;
	w->asks = 64;
	w->there = diag_open(&w->all, 0, &where->faults);
	if (!w->there)
		return;
	w->there = ask(&w->all, NLM_F_DUMP, 0) && diag_next(&w->all, &m) &&
		   (m.type == SOCK_DIAG_BY_FAMILY || (m.type == NLMSG_DONE && !diag_verdict(&m)));
	w->all.start = 0;
	if (!w->there)
		close(w->all.fd);
}

/* The next socket of a dump, or the one of an answer. False when it is another message, or none. */
static bool next(struct witness *w, struct diag *d, struct sock *told)
{
	struct message m;

	if (!diag_next(d, &m)) {
		w->ended |= d == &w->all;
		return false;
	}
	return m.type == SOCK_DIAG_BY_FAMILY && diag_decode(told, 0, w->table, &diag_unix, &m);
}

/* In a row of /proc a path ends where its first line does. Old kernels have the NULs of an abstract name in it. */
static bool is_same(const struct sock *row, const struct sock *told)
{
	size_t i = 0;

	while (i < row->path_length && i < told->path_length && (row->path[i] ? row->path[i] : '@') == told->path[i])
		i++;
	return row->inode == told->inode && row->type == told->type && i == row->path_length &&
	       (i == told->path_length || told->path[i] == '\n');
}

/* Looks for the row's socket as far as the dump is in memory, and goes on behind it. */
static bool is_ahead(struct witness *w, const struct sock *row, struct sock *told)
{
	struct diag *d = &w->all;
	size_t start = d->start < d->end ? d->start : 0;

	do {
		if (w->ended || !next(w, d, told))
			break;
		if (is_same(row, told))
			return true;
	} while (d->start < d->end);
	d->start = start;
	return false;
}

/* Asks for the row's inode. Without an answer nothing is known against the row. */
static bool is_known(struct witness *w, const struct sock *row, struct sock *told)
{
	struct diag *d = &w->one;
	bool known = true;
	struct message m;

	if (row->inode > UINT32_MAX)
		return false;
	if (!diag_open(d, 0, w->all.faults))
		return true;
	if (ask(d, 0, row->inode) && diag_next(d, &m)) {
		if (m.type == NLMSG_ERROR)
			known = diag_verdict(&m) != ENOENT;
		else
			known = diag_decode(told, 0, w->table, &diag_unix, &m) && is_same(row, told);
	}
	close(d->fd);
	return known;
}

/* Notes whether a path has a newline, and whether that is behind the one that was seen last. */
static void look_for_newline(struct witness *w, const struct sock *told)
{
	const char *newline = told->path_length ? memchr(told->path, '\n', told->path_length) : 0;

	w->none &= !newline;
	w->goes_on |= newline && (size_t)(newline - told->path) == w->before_length &&
		      !memcmp(told->path, w->before, w->before_length);
}

/* Whether the line may be a part of the path before it: is there a socket whose path begins so and goes on? */
static bool may_be_path(struct witness *w)
{
	struct sock told;

	if (w->none || w->goes_on || !w->asks || !diag_open(&w->one, 0, w->all.faults))
		return !w->none;
	w->asks--;
	w->none = ask(&w->one, NLM_F_DUMP, 0);
	w->goes_on = !w->none;
	while (next(w, &w->one, &told))
		look_for_newline(w, &told);
	close(w->one.fd);
	return w->goes_on;
}

/*
 * Whether the kernel has such a socket. The row gets its whole path, which is valid until the next call. After every
 * second socket that the dump did not have it is moved on by one: so it catches up after sockets that are gone, and is
 * caught up with when it has run ahead of new ones.
 */
static bool confirms(struct witness *w, struct sock *row)
{
	struct sock told = *row, passed;

	if (!is_ahead(w, row, &told)) {
		told = *row;
		if (!is_known(w, row, &told))
			return false;
		w->odd = !w->odd;
		if (!w->odd && w->all.start < w->all.end)
			next(w, &w->all, &passed);
	}
	row->path = told.path;
	row->path_length = told.path_length;
	return true;
}

/* The lines that the rest of a path has in /proc. */
static void pass_over(struct lines *l, const struct sock *s)
{
	struct scan line;

	for (size_t i = 0; i < s->path_length; i++)
		if (s->path[i] == '\n')
			lines_next(l, &line);
}

/* What is behind a row whose socket netlink does not tell of. */
static void doubt(struct witness *w, const struct sock *s)
{
	w->sure = !s->path_length;
	w->goes_on = s->inode;
	w->before_length = s->path_length < sizeof w->before ? s->path_length : sizeof w->before;
	memcpy(w->before, s->path, w->before_length);
}

/* Shows what is a socket, with its whole path. Returns what fn did. */
static int show_row(struct witness *w, struct sock *s)
{
	struct lines *l = w->lines;

	if (!w->there)
		return w->fn(w->ctx, s);
	if (s->inode && confirms(w, s)) {
		w->sure = true;
		pass_over(l, s);
		return w->fn(w->ctx, s);
	}
	if (!s->inode && !w->sure && may_be_path(w)) {
		fault(l->faults, l->path, l->number, "may be part of a path, left out");
		return 0;
	}
	if (w->sure || !s->inode)
		doubt(w, s);
	return s->inode ? 0 : w->fn(w->ctx, s);
}

static enum line unix_line(void *ctx, struct scan *line)
{
	struct witness *w = ctx;
	struct sock s = { .protocol = w->table->protocol, .family = w->table->family };

	sock_set_netns(&s, w->where->netns);
	return line_result(unix_decode(&s, line) ? show_row(w, &s) : -1);
}

int unix_read(const struct table *t, sock_fn *fn, void *ctx, struct context *where)
{
	char path[PROC_PATH];
	struct lines l;
	struct witness w;
	const char *file = net_path(where, path, t->name);
	int stopped, opened = table_open(&l, file, file != path, &where->faults);

	if (opened <= 0)
		return opened;
	witness_open(&w, t, where);
	w.lines = &l;
	w.fn = fn;
	w.ctx = ctx;
	stopped = lines_walk(&l, 1, unix_line, &w);
	if (w.there)
		close(w.all.fd);
	return stopped;
}
