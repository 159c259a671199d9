/* SPDX-License-Identifier: 0BSD */
/*
 * ss's tables of sockets: each of the kernel's tables that the request names, through the filter, into the window.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

#include "source/diag-bytecode.h"
#include "ss/ss.h"

#define OTHER(...) IF_FEATURE_SS_OTHER_FAMILIES(__VA_ARGS__)

/* The kernel's tables in the order they are shown, and those of ours that each holds. */
static const struct source {
	struct table table;
	uint16_t tables;
	uint8_t family;
} sources[] = {
	IF_FEATURE_SS_LINK({ { "netlink", PROTOCOL_NETLINK, AF_NETLINK, false }, 1 << TABLE_NETLINK, FAMILY_NETLINK },)
	IF_FEATURE_SS_LINK({ { "packet", PROTOCOL_PACKET, AF_PACKET, false },
		1 << TABLE_PACKET_RAW | 1 << TABLE_PACKET_DGRAM, FAMILY_PACKET },)
	IF_FEATURE_SS_UNIX({ { "unix", PROTOCOL_UNIX, AF_UNIX, false },
		1 << TABLE_UNIX_STREAM | 1 << TABLE_UNIX_DGRAM | 1 << TABLE_UNIX_SEQPACKET, FAMILY_UNIX },)
	{ { "raw", PROTOCOL_RAW, AF_INET, false }, 1 << TABLE_RAW, FAMILY_INET },
	IF_FEATURE_IPV6({ { "raw6", PROTOCOL_RAW, AF_INET6, false }, 1 << TABLE_RAW, FAMILY_INET6 },)
	{ { "udp", PROTOCOL_UDP, AF_INET, false }, 1 << TABLE_UDP, FAMILY_INET },
	IF_FEATURE_IPV6({ { "udp6", PROTOCOL_UDP, AF_INET6, false }, 1 << TABLE_UDP, FAMILY_INET6 },)
	{ { "tcp", PROTOCOL_TCP, AF_INET, true }, 1 << TABLE_TCP, FAMILY_INET },
	IF_FEATURE_IPV6({ { "tcp6", PROTOCOL_TCP, AF_INET6, true }, 1 << TABLE_TCP, FAMILY_INET6 },)
	OTHER({ { "dccp", PROTOCOL_DCCP, AF_INET, false }, 1 << TABLE_DCCP, FAMILY_INET },)
	OTHER(IF_FEATURE_IPV6({ { "dccp6", PROTOCOL_DCCP, AF_INET6, false }, 1 << TABLE_DCCP, FAMILY_INET6 },))
	IF_FEATURE_SS_SCTP({ { "sctp/eps", PROTOCOL_SCTP, AF_UNSPEC, false }, 1 << TABLE_SCTP,
		FAMILY_INET | FAMILY_INET6 },)
	IF_FEATURE_SS_SCTP({ { "sctp/assocs", PROTOCOL_SCTP, AF_INET, false }, 1 << TABLE_SCTP,
		FAMILY_INET | FAMILY_INET6 },)
	OTHER({ { "vsock", PROTOCOL_VSOCK, AF_VSOCK, false }, 1 << TABLE_VSOCK_STREAM | 1 << TABLE_VSOCK_DGRAM, FAMILY_VSOCK },)
	OTHER({ { "tipc", PROTOCOL_TIPC, AF_TIPC, false }, 1 << TABLE_TIPC, FAMILY_TIPC },)
	OTHER({ { "xdp", PROTOCOL_XDP, AF_XDP, false }, 1 << TABLE_XDP, FAMILY_XDP },)
	OTHER({ { "mptcp", PROTOCOL_MPTCP, AF_INET, false }, 1 << TABLE_MPTCP, FAMILY_INET },)
	OTHER(IF_FEATURE_IPV6({ { "mptcp6", PROTOCOL_MPTCP, AF_INET6, false }, 1 << TABLE_MPTCP, FAMILY_INET6 },))
};

/* Which table a socket is from, where one of the kernel's holds several. */
static unsigned table_of(const struct sock *s)
{
	if (s->family == AF_PACKET)
		return s->type == SOCK_DGRAM ? TABLE_PACKET_DGRAM : TABLE_PACKET_RAW;
	if (ENABLE_FEATURE_SS_OTHER_FAMILIES && s->family != AF_UNIX)
		return s->family == AF_TIPC ? TABLE_TIPC : s->family == AF_XDP ? TABLE_XDP :
		       s->type == SOCK_DGRAM ? TABLE_VSOCK_DGRAM : TABLE_VSOCK_STREAM;
	return s->type == SOCK_DGRAM ? TABLE_UNIX_DGRAM
	     : s->type == SOCK_SEQPACKET ? TABLE_UNIX_SEQPACKET : TABLE_UNIX_STREAM;
}

/* SCTP's two families come in one table of /proc, and there its first address at either end tells. */
static bool family_wanted(const struct ss_request *r, const struct sock *s)
{
	bool sctp = ENABLE_FEATURE_SS_SCTP && s->protocol == PROTOCOL_SCTP;
	bool inet = s->family == AF_INET || (sctp && address_is_v4mapped(s, &s->local));

	if (sctp && (s->absent & ABSENT_PROTOCOL))
		return false;
	return (!inet && s->family != AF_INET6) || (r->families & (inet ? FAMILY_INET : FAMILY_INET6));
}

/*
 * Bound-inactive sockets tell that they are closed, and those that are destroyed were something else before. A request
 * socket is in a state of its own to netlink, which ss has no word for and means by everything but its name. A state
 * that we know nothing of is shown among all of them only.
 */
static bool state_wanted(const struct ss_request *r, const struct sock *s)
{
	unsigned states = r->states, state = sock_state(s);

	if (ENABLE_FEATURE_SS_EVENTS && r->events)
		return true;
	if (ENABLE_FEATURE_DIAG && s->protocol == PROTOCOL_TCP && (states & STATES_BOUND_INACTIVE))
		states |= 1 << STATE_CLOSE;
	if (ENABLE_FEATURE_DIAG && (s->known & KNOWN_NETLINK) && (states & STATES_NEW_SYN_RECV))
		states |= 1 << STATE_SYN_RECV;
	return state < STATES_KNOWN ? states >> state & 1 : r->states == STATES_ALL;
}

static bool wanted(const struct ss_request *r, const struct sock *s)
{
	if (!state_wanted(r, s))
		return false;
	if (s->type && !(r->tables >> table_of(s) & 1))
		return false;
	if (!family_wanted(r, s))
		return false;
	return !ENABLE_FEATURE_SS_FILTER || expression_matches(r->expression, s);
}

struct pass {
	const struct ss_request *request;
	struct window *window;
	struct context *where;
	const uint8_t *code; /* the filter, for the kernel */
	size_t code_length;
	struct aside *aside; /* null when one family is wanted only */
	size_t start; /* of the table in the window */
	struct killed killed;
};

static void seek_holders(const struct pass *p);

static int show_sock(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;
	struct ss_cells cells = { p->request, s };

	if (!wanted(p->request, s))
		return 0;
	if (ENABLE_FEATURE_SS_KILL && p->request->kill && !ss_kill(&p->killed, s))
		return 0;
	if (ENABLE_FEATURE_OWNER_WORKERS && (p->request->show & SHOW_HOLDERS) && s->inode && s->family != AF_NETLINK)
		seek_holders(p);
	if (ENABLE_FEATURE_VALUES && rows_wanted(p->request->rows))
		return rows_sock(p->request->rows, s);
	if (!window_row(p->window, ss_cell, &cells)) {
		p->where->faults.count++;
		complain("a row too long for the table, left out", (char *)0);
	}
	return p->window->out->error;
}

/* Holders are looked for of these sockets. */
static int want_holders(void *ctx, const struct sock *s)
{
	const struct ss_request *r = ((struct pass *)ctx)->request;

	return wanted(r, s) && !owners_want(r->owners, s->inode);
}

static bool take_back(void *ctx)
{
	struct pass *p = ctx;

	if (ENABLE_FEATURE_VALUES && rows_wanted(p->request->rows))
		return rows_rewind(p->request->rows, p->start);
	return window_rewind(p->window, p->start);
}

/* The attributes that the options want of a family, in its own bits. */
static uint32_t attributes_wanted(const struct ss_request *r, unsigned family)
{
	enum { OF_INET, OF_UNIX, OF_PACKET, OF_XDP };
	static const struct { uint32_t show; uint8_t attributes[4]; } wants[] = {
		{ SHOW_INFO, { DIAG_SHOW_INET(INET_DIAG_INFO) | DIAG_SHOW_INET(INET_DIAG_VEGASINFO) |
			       DIAG_SHOW_INET(INET_DIAG_CONG) } },
		{ SHOW_MEMORY, { DIAG_SHOW_INET(INET_DIAG_MEMINFO) | DIAG_SHOW_INET(INET_DIAG_SKMEMINFO),
				 DIAG_SHOW_UNIX_MEMINFO } },
		{ SHOW_TOS, { DIAG_SHOW_INET(INET_DIAG_TOS) | DIAG_SHOW_INET(INET_DIAG_TCLASS) } },
		{ SHOW_DETAILS, { 0, DIAG_SHOW_UNIX_VFS | DIAG_SHOW_UNIX_ICONS,
				  DIAG_SHOW_PACKET_RINGS | DIAG_SHOW_PACKET_FANOUT,
				  DIAG_SHOW_XDP_RINGS | DIAG_SHOW_XDP_UMEM | DIAG_SHOW_XDP_STATS } },
		{ SHOW_BPF, { [OF_PACKET] = DIAG_SHOW_PACKET_FILTER } },
	};
	unsigned of = family == AF_UNIX ? OF_UNIX : family == AF_PACKET ? OF_PACKET : family == AF_XDP ? OF_XDP : OF_INET;
	uint32_t show = 0;

	for (size_t i = 0; i < ARRAY_SIZE(wants); i++)
		if (r->show & wants[i].show)
			show |= wants[i].attributes[of];
	return show;
}

/* What objects and counts have besides: users of unix sockets, and drops where /proc tells of them too. */
static uint32_t values_wanted(const struct ss_request *r, const struct table *t)
{
	if (!ENABLE_FEATURE_VALUES || !rows_wanted(r->rows))
		return 0;
	return t->family == AF_UNIX ? DIAG_SHOW_UNIX_UID :
	       t->protocol == PROTOCOL_UDP || t->protocol == PROTOCOL_RAW ? DIAG_SHOW_INET(INET_DIAG_SKMEMINFO) : 0;
}

/* How netlink has the tables of each family, in the order of FAMILY_*. */
static const struct diag_kind *kind_of(unsigned families)
{
	static const struct diag_kind *const kinds[] = {
		IF_FEATURE_DIAG(&diag_inet, &diag_inet, &diag_unix, &diag_packet, &diag_netlink,)
		OTHER(&diag_vsock, &diag_tipc, &diag_xdp,)
	};

	return kinds[__builtin_ctz(families)];
}

/* How netlink is asked for a table. SCTP's is two tables to /proc, one for each family to netlink. */
static struct wanted wanted_of(const struct source *s, const struct pass *p)
{
	struct wanted w = { .kind = kind_of(s->family), .states = p->request->states };

	if (!p->request->kill) /* what is closed stays closed */
		w.take_back = take_back;
	w.show = attributes_wanted(p->request, s->table.family) | values_wanted(p->request, &s->table);
	w.details = p->request->show & SHOW_WITH_DETAILS;
	if (ENABLE_FEATURE_SS_SCTP && s->table.protocol == PROTOCOL_SCTP)
		w.family = s->table.family == AF_UNSPEC ? AF_INET : AF_INET6;
	if (p->code_length && (s->family & (FAMILY_INET | FAMILY_INET6))) {
		w.code = p->code;
		w.code_length = p->code_length;
	}
	return w;
}

/* One table, from whichever source has it: 0, 1 or -1 as source_read. */
static int read_table(const struct source *s, sock_fn *fn, struct pass *p)
{
	struct table table = s->table;
	struct wanted w;

	table.details &= (p->request->show & (SHOW_DETAILS | SHOW_INFO)) != 0;
	if (!ENABLE_FEATURE_DIAG)
		return table_read(&table, fn, p, p->where);
	w = wanted_of(s, p);
	p->start = ENABLE_FEATURE_VALUES && rows_wanted(p->request->rows) ? out_position(p->request->rows->out) :
		   window_position(p->window);
	if (table.protocol == PROTOCOL_TCP)
		w.aside = p->aside;
	return source_read(&table, &w, fn, p, p->where);
}

static bool is_chosen(const struct source *s, const struct ss_request *r)
{
	return (s->tables & r->tables) && (s->family & r->families);
}

/*
 * With the first row that has holders the tables are read once more: where few sockets are shown the walk is for their
 * holders alone. What is wrong with the tables is told when they are shown.
 */
static void seek_holders(const struct pass *shown)
{
	struct owners *o = shown->request->owners;
	struct context before = *shown->where;
	struct pass p = *shown;

	if (o->loaded || (ENABLE_FEATURE_NAMESPACES && before.netns.p) || p.request->replay || p.request->events)
		return;
	p.where = &before;
	p.aside = 0;
	before.faults.untold = true;
	o->some = true;
	for (const struct source *s = sources; o->some && s < sources + ARRAY_SIZE(sources); s++)
		o->some = !is_chosen(s, p.request) || read_table(s, want_holders, &p) != 1;
	shown->where->mute = before.mute;
}

/* What a replayed file holds stands for all of TCP. */
static void read_tables(struct pass *p)
{
	const char *recorded = ENABLE_FEATURE_SS_DUMP ? p->request->replay : 0;
	bool missing = false, replayed = false;

	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++) {
		bool from_file = recorded && s->table.protocol == PROTOCOL_TCP;

		if (!is_chosen(s, p->request) || (from_file && replayed))
			continue;
		if (!from_file)
			missing |= read_table(s, show_sock, p) < 0;
		else if (ENABLE_FEATURE_SS_DUMP && diag_replay(recorded, show_sock, p, p->where) < 0)
			fault(&p->where->faults, recorded, 0, error_text(errno));
		replayed |= from_file;
	}
	if (missing)
		proc_is_needed(p->where);
}

/* The same in one of all namespaces, whose context is another. */
static void read_namespace(void *ctx, struct context *where)
{
	struct pass *all = ctx, one = *all;
	struct ss_request request = *all->request;

	request.where = one.where = where;
	one.request = &request;
	if (one.aside)
		one.aside->whole = false;
	read_tables(&one);
	all->killed = one.killed;
}

static int show_nothing(void *ctx, const struct sock *s)
{
	(void)ctx;
	(void)s;
	return 0;
}

/* A link may have been laid by somebody else, to have a file of ours overwritten: no link is followed. */
static int create(const char *path)
{
	return openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
}

/*
 * Netlink's answers for TCP, as they come, into a file. Who reads that stops at the end of the first answer, so both
 * families are asked for in one.
 */
static void keep_messages(struct pass *p)
{
	const char *path = p->request->dump;
	char buffer[4096];
	struct out copy;

	out_open(&copy, strcmp(path, "-") ? create(path) : 1, buffer, sizeof buffer);
	if (copy.fd < 0) {
		fault(&p->where->faults, path, 0, errno == ELOOP ? "a link, which is not followed" : error_text(errno));
		return;
	}
	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++) {
		struct table table = s->table;
		struct wanted w = wanted_of(s, p);

		if (table.protocol != PROTOCOL_TCP || !is_chosen(s, p->request))
			continue;
		w.copy = &copy;
		w.take_back = 0;
		if (p->aside)
			table.family = AF_UNSPEC;
		if (diag_read(&table, &w, show_nothing, 0, p->where) < 0)
			fault(&p->where->faults, table.name, 0, error_text(errno));
		if (p->aside)
			break;
	}
	if (out_flush(&copy))
		fault(&p->where->faults, path, 0, error_text(copy.error));
}

/* The row of a socket that is destroyed leaves at once. */
static int show_event(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;

	if (show_sock(ctx, s))
		return 1;
	window_render(p->window);
	return out_flush(p->window->out);
}

static void show_events(struct pass *p)
{
	const struct ss_request *r = p->request;
	uint32_t groups = (r->tables >> TABLE_TCP & 1) * (DIAG_EVENTS_TCP | DIAG_EVENTS_TCP6) |
			  (r->tables >> TABLE_UDP & 1) * (DIAG_EVENTS_UDP | DIAG_EVENTS_UDP6);

	if (!(r->families & FAMILY_INET))
		groups &= DIAG_EVENTS_TCP6 | DIAG_EVENTS_UDP6;
	if (!(r->families & FAMILY_INET6))
		groups &= DIAG_EVENTS_TCP | DIAG_EVENTS_UDP;
	errno = EINVAL;
	if (!groups || diag_events(groups, show_event, p, p->where) < 0)
		fault(&p->where->faults, "events", 0, errno == EINVAL ? "the kernel tells of TCP and UDP only" : error_text(errno));
}

/* What only the kernel's messages can tell, where it is not to be asked. */
static bool from_allowed_source(const struct ss_request *r)
{
	bool messages = (ENABLE_FEATURE_SS_DUMP && r->dump) || (ENABLE_FEATURE_SS_EVENTS && r->events);

	if (!messages || may_ask(r->where))
		return true;
	fault(&r->where->faults, "-D, -E", 0, "netlink is not asked: PROC_ROOT or SOCKLET_SOURCE says so");
	return false;
}

void ss_sockets(const struct ss_request *r, struct window *w)
{
	struct context *where = r->where;
	struct pass pass = { .request = r, .window = w, .where = where };
	struct ss_cells cells = { r, 0 };
	uint8_t code[ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER ? DIAG_BYTECODE : 1];
	struct aside aside;

	aside.whole = false;
	if (ENABLE_FEATURE_DIAG && ENABLE_FEATURE_IPV6 && !(~r->families & (FAMILY_INET | FAMILY_INET6)))
		pass.aside = &aside;
	if (!netns_is_all(where) && !(ENABLE_FEATURE_DIAG && may_ask(where)) && !proc_is_needed(where))
		return;
	if (!from_allowed_source(r))
		return;
	if (ENABLE_FEATURE_DIAG && ENABLE_FEATURE_SS_FILTER) {
		pass.code = code;
		pass.code_length = diag_bytecode(r->expression, code);
	}
	if (ENABLE_FEATURE_SS_DUMP && r->dump) {
		keep_messages(&pass);
		return;
	}
	if (r->show & SHOW_HEADER && !(ENABLE_FEATURE_VALUES && rows_wanted(r->rows)))
		window_row(w, ss_title, &cells);
	if (ENABLE_FEATURE_SS_EVENTS && r->events)
		show_events(&pass);
	else if (netns_is_all(where))
		netns_all(where, read_namespace, &pass);
	else
		read_tables(&pass);
	window_render(w);
	if (ENABLE_FEATURE_SS_KILL && r->kill)
		ss_killed(&pass.killed, where);
}
