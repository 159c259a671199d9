/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet who`: who has a port, a path or, of a process, which sockets it has. A line for each holder of each socket.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "applet.h"
#include "socklet/socklet.h"
#include "source/diag.h"

#define OPTION_LIST "socklet/who.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

/* The kernel's tables that are looked into. */
static const uint8_t tables[] = {
	KERNEL_TCP, IF_FEATURE_IPV6(KERNEL_TCP6,) KERNEL_UDP, IF_FEATURE_IPV6(KERNEL_UDP6,) KERNEL_UNIX,
};

/* What is asked for: one of them. */
struct question {
	const char *path;   /* of a unix socket */
	int64_t port;       /* -1: none */
	uint32_t pid;       /* 0: none */
	unsigned protocols; /* 1 << PROTOCOL_* */
};

struct who {
	struct question question;
	struct out *out;
	struct owners owners;
	struct context *where;  /* of the namespace that is looked into */
	bool listening;         /* only those that wait for somebody: others of that port are theirs, or nobody's */
	unsigned here;          /* sockets found in this namespace, and */
	unsigned count;         /* in all */
	bool unseen;            /* one has a holder that may not be seen */
};

static bool has_holder(const struct who *w, uint64_t inode, uint32_t pid)
{
	size_t count, first = owners_find(&w->owners, inode, &count);

	while (count--)
		if (owners_get(&w->owners, first + count).pid == pid)
			return true;
	return false;
}

static bool is_asked_for(const struct who *w, const struct sock *s)
{
	const struct question *q = &w->question;

	if (q->pid)
		return s->inode && has_holder(w, s->inode, q->pid);
	if (w->listening && !sock_is_listening(s))
		return false;
	if (q->path)
		return s->path_length == strlen(q->path) && !memcmp(s->path, q->path, s->path_length);
	return s->family != AF_UNIX && s->local.port == q->port;
}

static void out_endpoint(struct out *o, const struct sock *s, const struct endpoint *e)
{
	out_ip(o, s->family, e->address, true);
	out_field(o, ":", e->port);
}

static void out_socket(struct out *o, const struct sock *s)
{
	out_text(o, sock_netid(s));
	out_char(o, ' ');
	if (s->family == AF_UNIX) {
		out_escaped(o, s->path, s->path_length, ESCAPE_CONTROLS);
		out_text(o, s->path_length ? "" : "without a path");
	} else {
		out_endpoint(o, s, &s->local);
		if (!sock_is_listening(s)) {
			out_text(o, " to ");
			out_endpoint(o, s, &s->peer);
		}
	}
	if (s->family == AF_UNIX && s->type == SOCK_STREAM && sock_is_listening(s))
		out_text(o, " LISTEN");
	if (s->protocol == PROTOCOL_TCP) {
		out_char(o, ' ');
		out_text(o, tcp_state_name(s->state));
	}
}

/* What the name before it says, and where it is unless that is here. */
static void out_named(struct out *o, const char *what, struct text name)
{
	if (!name.length)
		return;
	out_text(o, what);
	out_escaped(o, name.p, name.length, ESCAPE_CONTROLS);
}

static void out_user(struct out *o, int64_t user)
{
	struct text name = user < 0 ? (struct text){ 0, 0 } : user_name(user);

	if (user < 0)
		return;
	if (name.length)
		out_named(o, ", user ", name);
	else
		out_field(o, ", user ", user);
}

static void out_process(struct who *w, uint32_t pid)
{
	const struct context *where = w->owners.where;
	struct text name = program_name(&w->owners, pid);
	uint64_t since = process_start(where, pid);
	struct out *o = w->out;
	char cgroup[4096];

	out_text(o, ", ");
	out_escaped(o, name.p, name.length, ESCAPE_CONTROLS);
	out_field(o, " (", pid);
	out_char(o, ')');
	out_user(o, process_user(where, pid));
	if (since) {
		out_text(o, ", since ");
		out_date(o, since);
		out_char(o, 'Z');
	}
	out_named(o, ", in ", container_name(process_file(where, pid, "/cgroup", cgroup, sizeof cgroup), true));
	if (program_is_deleted(where, pid))
		out_text(o, ", its file was replaced");
}

/* Whether every process of the machine can be looked into. */
struct sight {
	bool first, denied; /* the first process is seen; some process may not be looked into */
};

/* This link is for those for whom the descriptors are; a thread of the kernel has none. */
static void see_process(void *ctx, int proc, const char *name, uint32_t pid)
{
	struct sight *s = ctx;
	char path[32], text[8];
	ssize_t n;

	*put_text(put_text(path, name), "/exe") = '\0';
	n = readlinkat(proc, path, text, sizeof text);
	s->first |= pid == 1 && n > 0;
	s->denied |= n < 0 && (errno == EACCES || errno == EPERM);
}

/* The number is include/linux/proc_ns.h:PROC_PID_INIT_INO. In other namespaces of processes there are more, unseen. */
static bool sees_all_processes(const struct context *where)
{
	static const char initial[] = "pid:[4026531836]";
	char path[PROC_PATH], text[32];
	ssize_t n = proc_path(where, path, "self/ns/pid") ? readlinkat(AT_FDCWD, path, text, sizeof text) : -1;
	struct sight s = { false, false };

	processes_each(see_process, &s, where);
	return n == sizeof initial - 1 && !memcmp(text, initial, n) && s.first && !s.denied;
}

/* What the kernel serves by itself, at the ports that it has for that. */
static const char *kernel_service(const struct sock *s)
{
	static const struct { uint16_t port; char name[8]; } services[] = {
		{ 2049, "nfsd" }, { 445, "ksmbd" }, { 4789, "VXLAN" }, { 8472, "VXLAN" }, { 6081, "GENEVE" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(services); i++)
		if (s->family != AF_UNIX && s->local.port == services[i].port)
			return services[i].name;
	return 0;
}

/* Without a holder it is the kernel's, where every process could be looked into. */
static void out_nobody(struct who *w, const struct sock *s)
{
	bool seen = !owners_lack(&w->owners) && sees_all_processes(w->owners.where);
	const char *service = kernel_service(s);

	if (!s->inode) {
		out_text(w->out, ", no process any more");
	} else if (!seen) {
		w->unseen = true;
		out_text(w->out, ", a process that may not be seen");
	} else {
		out_text(w->out, ", the kernel");
		if (service) {
			out_text(w->out, ", ");
			out_text(w->out, service);
		}
	}
}

static void out_line(struct who *w, const struct sock *s, uint32_t pid)
{
	out_socket(w->out, s);
	if (pid)
		out_process(w, pid);
	else
		out_nobody(w, s);
	if (ENABLE_FEATURE_NAMESPACES && w->where->away)
		out_named(w->out, ", network namespace ", w->where->netns);
	out_char(w->out, '\n');
}

/* Holders are sorted by process, which may hold it more than once. */
static int show_sock(void *ctx, const struct sock *s)
{
	struct who *w = ctx;
	size_t count, first;
	uint32_t before = 0;

	if (!is_asked_for(w, s))
		return 0;
	first = owners_find(&w->owners, s->inode, &count);
	if (!s->inode || !count)
		out_line(w, s, 0);
	for (size_t i = 0; s->inode && i < count; i++) {
		uint32_t pid = owners_get(&w->owners, first + i).pid;

		if (pid != before && (!w->question.pid || pid == w->question.pid))
			out_line(w, s, pid);
		before = pid;
	}
	w->here++;
	return w->out->error;
}

static void look(struct who *w)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		const struct table *t = &kernel_tables[tables[i]];
		struct wanted wanted = { .states = w->listening ? 1 << STATE_LISTEN | 1 << STATE_CLOSE : 0 };

		if (!(w->question.protocols >> t->protocol & 1))
			continue;
		if (w->listening && t->protocol == PROTOCOL_UDP)
			wanted.states = 0;
		if (!ENABLE_FEATURE_DIAG) {
			table_read(t, show_sock, w, w->where);
			continue;
		}
		IF_FEATURE_DIAG(wanted.kind = t->family == AF_UNIX ? &diag_unix : &diag_inet;)
		source_read(t, &wanted, show_sock, w, w->where);
	}
}

static void look_into(void *ctx, struct context *where)
{
	struct who *w = ctx;

	w->where = where;
	w->here = 0;
	w->listening = !w->question.pid;
	look(w);
	if (w->listening && !w->here) {
		w->listening = false;
		look(w);
	}
	w->count += w->here;
}

/* False when it is nothing that could be asked for, which is told. */
static bool understand(struct question *q, const char *word)
{
	const char *colon = strchr(word, ':'), *name = colon ? colon + 1 : word;
	uint64_t number;

	*q = (struct question){ .port = -1, .protocols = 1 << PROTOCOL_TCP | 1 << PROTOCOL_UDP };
	if (*word == '@' || (strchr(word, '/') && !colon) || *word == '/') {
		q->path = word;
		q->protocols = 1 << PROTOCOL_UNIX;
		return true;
	}
	if (colon && (size_t)(colon - word) == 3 && !memcmp(word, "tcp", 3))
		q->protocols = 1 << PROTOCOL_TCP;
	else if (colon && (size_t)(colon - word) == 3 && !memcmp(word, "udp", 3))
		q->protocols = 1 << PROTOCOL_UDP;
	else if (colon && colon != word)
		name = "";
	if (parse_number(name, UINT32_MAX, &number) && number) {
		q->port = number <= UINT16_MAX ? (int64_t)number : -1;
		q->pid = colon ? 0 : number;
	} else if (*name) {
		q->port = service_port((struct text){ name, strlen(name) }, q->protocols);
	}
	if (q->port < 0 && !q->pid)
		complain("neither a port, nor a path, nor a process: ", word, (char *)0);
	return q->port >= 0 || q->pid;
}

/* A number that is a port and a process is the port, if anybody has it. */
static void answer(struct who *w, struct context *where)
{
	uint32_t pid = w->question.pid;

	owners_load(&w->owners, false);
	if (w->question.port >= 0 || w->question.path) {
		w->question.pid = 0;
		netns_each(where, look_into, w);
	}
	if (w->count || !pid)
		return;
	w->question = (struct question){ .port = -1, .pid = pid, .protocols = UINT16_MAX };
	netns_each(where, look_into, w);
}

static int finish(struct who *w, struct context *where)
{
	out_finish(w->out, &where->faults);
	if (owners_lack(&w->owners)) {
		where->faults.count++;
		complain("not all processes were looked into: ", owners_reason(&w->owners), (char *)0);
	} else if (w->unseen || (!w->count && w->owners.denied)) {
		complain("not all processes may be looked into, root sees them", (char *)0);
	}
	owners_free(&w->owners);
	return !w->count ? 1 : where->faults.count ? 2 : 0;
}

/* The word that is asked about, and the namespace. False, and told, when they are wrong. */
static bool take_options(char **argv, char **word, const char **net, bool *help)
{
	struct options o = { .table = &option_table, .next = argv };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_BAD)
			return false;
		if (id == OPTIONS_OPERAND && *word) {
			complain("one at a time: ", o.argument, (char *)0);
			return false;
		}
		if (id == OPTIONS_OPERAND)
			*word = o.argument;
		if (id == OPTION_NET)
			*net = o.argument;
		*help |= id == OPTION_HELP;
	}
	return true;
}

int who_main(char **argv)
{
	static struct who w;
	static char buffer[4096];
	struct context where;
	const char *net = ENABLE_FEATURE_NAMESPACES ? "all" : 0;
	char *word = 0;
	bool help = false;
	struct out o;

	if (!take_options(argv + 1, &word, &net, &help))
		return 2;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	if (help) {
		show_help(&o, "socklet " VERSION "\n", true, &option_table);
		out_finish(&o, &where.faults);
		return where.faults.count != 0;
	}
	if (!word) {
		complain("who has what? a port, a path, or a process (see 'socklet who --help')", (char *)0);
		return 2;
	}
	if (!understand(&w.question, word) || (net && !choose_namespaces(net, &where)))
		return 2;
	w.out = &o;
	owners_open(&w.owners, &where);
	answer(&w, &where);
	return finish(&w, &where);
}
