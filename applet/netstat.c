/* SPDX-License-Identifier: 0BSD */
/*
 * netstat: the options make a request, the request names the kernel's tables, and each socket in them that the
 * request wants goes to its view.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "applet.h"
#include "filter.h"
#include "view.h"

/* What needs two features. */
#define IF_FEATURE_NETSTAT_UDPLITE6(...) IF_FEATURE_IPV6(IF_FEATURE_NETSTAT_UDPLITE(__VA_ARGS__))
#define IF_FEATURE_NETSTAT_FAMILY6(...) IF_FEATURE_IPV6(IF_FEATURE_NETSTAT_FAMILY(__VA_ARGS__))

#define OPTION_LIST "netstat-options.def"
#include "option-table.h"

/* Exit statuses of net-tools. */
enum { EXIT_OK, EXIT_FAULT, EXIT_USAGE = 3 };

static inline uint64_t bit(int option)
{
	return (uint64_t)1 << option;
}

#define BIT(id) bit(OPTION_##id)
#define PROTOCOLS (BIT(TCP) | BIT(UDP) | BIT(UDPLITE) | BIT(RAW))
#define FAMILIES (BIT(INET) | BIT(INET6))

_Static_assert(OPTION_COUNT <= 64, "the options are kept as bits");

/* What to show. */
struct request {
	uint64_t given;    /* the options, as bits */
	uint64_t wanted;   /* of PROTOCOLS, FAMILIES and UNIX, what is to be shown */
	uint64_t required; /* of PROTOCOLS and UNIX, what was asked for by name: the kernel is to have it */
	enum show show;
	uint32_t interval; /* seconds */
};

/* The kernel's tables in the order they are shown, and the options that ask for them. */
static const struct source {
	struct table table;
	uint8_t protocol, family;
} sources[] = {
	{ { "tcp", PROTOCOL_TCP, AF_INET }, OPTION_TCP, OPTION_INET },
	IF_FEATURE_IPV6({ { "tcp6", PROTOCOL_TCP, AF_INET6 }, OPTION_TCP, OPTION_INET6 },)
	{ { "udp", PROTOCOL_UDP, AF_INET }, OPTION_UDP, OPTION_INET },
	IF_FEATURE_IPV6({ { "udp6", PROTOCOL_UDP, AF_INET6 }, OPTION_UDP, OPTION_INET6 },)
	IF_FEATURE_NETSTAT_UDPLITE({ { "udplite", PROTOCOL_UDPLITE, AF_INET }, OPTION_UDPLITE, OPTION_INET },)
	IF_FEATURE_NETSTAT_UDPLITE6({ { "udplite6", PROTOCOL_UDPLITE, AF_INET6 }, OPTION_UDPLITE, OPTION_INET6 },)
	{ { "raw", PROTOCOL_RAW, AF_INET }, OPTION_RAW, OPTION_INET },
	IF_FEATURE_IPV6({ { "raw6", PROTOCOL_RAW, AF_INET6 }, OPTION_RAW, OPTION_INET6 },)
	{ { "unix", PROTOCOL_UNIX, AF_UNIX }, OPTION_UNIX, OPTION_UNIX },
};

/* The option that a word of -A stands for, as a bit; 0 when it is none. */
static uint64_t family_bit(const char *word, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(option_families); i++) {
		const struct option_word *f = &option_families[i];

		if (strlen(f->name) == length && !memcmp(f->name, word, length))
			return bit(f->id);
	}
	return 0;
}

/* A comma-separated list of families, as bits; 0 when one is unknown, which is told. */
static uint64_t parse_families(char *list)
{
	uint64_t found = 0;

	while (*list) {
		size_t length = strcspn(list, ",");
		uint64_t bit = family_bit(list, length);

		if (!bit) {
			list[length] = '\0';
			complain("unknown address family '", list, "'", (char *)0);
			return 0;
		}
		found |= bit;
		list += length + (list[length] == ',');
	}
	return found;
}

/* Reads the command line. EXIT_OK, or the status to end with, what is wrong having been told. */
static int parse_options(char **argv, struct request *r)
{
	struct options o = { .table = &option_table, .next = argv };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END) {
		if (id == OPTIONS_BAD)
			return EXIT_USAGE;
		if (id == OPTIONS_OPERAND)
			continue;
		r->given |= bit(id);
		if (ENABLE_FEATURE_NETSTAT_FAMILY && id == OPTION_PROTOCOL) {
			uint64_t families = parse_families(o.argument);

			if (!families)
				return EXIT_FAULT;
			r->given |= families;
		}
		if (ENABLE_FEATURE_NETSTAT_CONTINUOUS && id == OPTION_CONTINUOUS && o.argument) {
			uint64_t seconds;

			if (!parse_number(o.argument, INT32_MAX / 1000, &seconds)) {
				complain("interval '", o.argument, "' is too long", (char *)0);
				return EXIT_USAGE;
			}
			r->interval = seconds;
		}
	}
	return EXIT_OK;
}

/* What is to be shown: net-tools' rules for what an option left out means. */
static void complete_request(struct request *r)
{
	uint64_t shown = r->given & (PROTOCOLS | FAMILIES | BIT(UNIX));

	r->required = r->given & (PROTOCOLS | BIT(UNIX));
	if (!shown)
		shown = PROTOCOLS | BIT(UNIX);
	if ((shown & FAMILIES) && !(shown & PROTOCOLS))
		shown |= PROTOCOLS;
	if (!(shown & FAMILIES))
		shown |= FAMILIES;
	r->wanted = shown;
	r->show = r->given & BIT(ALL) ? SHOW_ALL : r->given & BIT(LISTENING) ? SHOW_LISTENING : SHOW_CONNECTED;
}

struct pass {
	const struct request *request;
	const struct view *view;
	const struct layout *layout;
};

static int show_sock(void *ctx, const struct sock *s)
{
	struct pass *p = ctx;

	if (filter_show(p->request->show, s))
		layout_row(p->layout, p->view, s);
	return p->view->out->error;
}

/* A table that the kernel does not have is an error when it was asked for by its protocol's name. */
static void missing_table(const struct request *r, const struct source *s, struct faults *faults)
{
	bool required = (r->required & bit(s->protocol)) && (s->family != OPTION_INET6 || (r->given & BIT(INET6)));

	if (required)
		faults->count++;
	if (required || (r->given & BIT(VERBOSE)))
		complain("no support for `AF ", s->family == OPTION_UNIX ? "UNIX (" : "INET (", s->table.name,
			 ")' on this system.", (char *)0);
}

/* Shows the wanted tables that stand in `group`, a set of protocols. */
static void show_tables(const struct request *r, const struct view *v, uint64_t group, struct faults *faults)
{
	static const char which[][28] = { "w/o servers", "only servers", "servers and established" };
	struct pass pass = { r, v, group == BIT(UNIX) ? &unix_layout : &inet_layout };

	if (!(r->wanted & group))
		return;
	layout_title(pass.layout, v, which[r->show]);
	for (const struct source *s = sources; s < sources + ARRAY_SIZE(sources); s++) {
		if (!(r->wanted & group & bit(s->protocol)) || !(r->wanted & bit(s->family)))
			continue;
		if (table_read(&s->table, show_sock, &pass, faults) < 0)
			missing_table(r, s, faults);
	}
}

/* Without /proc/net every table is missing, and that is said once. */
static bool proc_is_there(struct faults *faults)
{
	char path[PROC_PATH];
	const char *net = proc_path(path, "net");

	if (net && !access(net, X_OK))
		return true;
	fault(faults, net ? net : "PROC_ROOT", 0, error_text(errno));
	return false;
}

static void load_owners(struct owners *o, struct faults *faults)
{
	owners_load(o);
	if (o->error) {
		complain("owners are missing: ", error_text(o->error), (char *)0);
		faults->count++;
	}
	if (o->denied)
		notice("(Not all processes could be identified, non-owned process info\n"
		       " will not be shown, you would have to be root to see it all.)\n");
}

static void show_all(const struct request *r, struct view *v, struct faults *faults)
{
	struct owners owners;

	if (!proc_is_there(faults))
		return;
	if (ENABLE_FEATURE_NETSTAT_PRG && (v->columns & COLUMNS_PROGRAMS)) {
		v->owners = &owners;
		load_owners(&owners, faults);
	}
	show_tables(r, v, PROTOCOLS, faults);
	show_tables(r, v, BIT(UNIX), faults);
	if (ENABLE_FEATURE_NETSTAT_PRG && (v->columns & COLUMNS_PROGRAMS))
		owners_free(&owners);
	if (out_flush(v->out) < 0) {
		if (v->out->error != EPIPE)
			complain("standard output: ", error_text(v->out->error), (char *)0);
		faults->count++;
	}
}

static struct view make_view(const struct request *r, struct out *o)
{
	bool numeric = r->given & BIT(NUMERIC);

	return (struct view){
		.out = o,
		.columns = (r->given & BIT(EXTEND) ? COLUMNS_EXTENDED : 0) |
			   (r->given & BIT(PROGRAMS) ? COLUMNS_PROGRAMS : 0) |
			   (r->given & BIT(TIMERS) ? COLUMNS_TIMERS : 0),
		.wide = r->given & BIT(WIDE),
		.numeric_hosts = numeric || r->given & BIT(NUMERIC_HOSTS),
		.numeric_ports = numeric || r->given & BIT(NUMERIC_PORTS),
		.numeric_users = numeric || r->given & BIT(NUMERIC_USERS),
	};
}

static int show_text(const struct request *r, struct out *o)
{
	out_text(o, "netstat (socklet " VERSION ")\n");
	if (ENABLE_SHOW_USAGE && r->given & BIT(HELP)) {
		out_text(o, "usage: netstat [OPTION]...\n");
		option_table_help(&option_table, o);
	}
	return out_flush(o) < 0 ? EXIT_FAULT : EXIT_OK;
}

int netstat_main(char **argv)
{
	char buffer[4096];
	struct out o;
	struct request r = { .interval = 1 };
	struct faults faults = { 0 };
	struct view v;
	int status = parse_options(argv + 1, &r);

	if (status != EXIT_OK)
		return status;
	out_open(&o, 1, buffer, sizeof buffer);
	if (r.given & (BIT(HELP) | BIT(VERSION)))
		return show_text(&r, &o);
	complete_request(&r);
	v = make_view(&r, &o);
	for (;;) {
		show_all(&r, &v, &faults);
		if (!ENABLE_FEATURE_NETSTAT_CONTINUOUS || !(r.given & BIT(CONTINUOUS)) || o.error)
			return faults.count ? EXIT_FAULT : EXIT_OK;
		poll(0, 0, r.interval * 1000);
	}
}
