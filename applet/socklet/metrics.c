/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet metrics`: counts for Prometheus, to standard output, or to a file for a collector of text files.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "applet.h"
#include "metrics/metrics.h"
#include "socklet/socklet.h"

#define OPTION_LIST "socklet/metrics.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

struct given {
	struct metrics metrics;
	struct check check; /* as each namespace is to be looked at */
	const char *file, *net;
	bool help;
};

static bool take_number(const char *argument, uint64_t max, uint64_t *number)
{
	if (parse_number(argument, max, number))
		return true;
	complain("not a number that makes sense: ", argument, (char *)0);
	return false;
}

static bool take_option(struct given *g, int id, char *argument)
{
	uint64_t number = 0;
	bool right = true;

	if (id == OPTION_FOR && (right = take_number(argument, 3600, &number)))
		g->check.seconds = number;
	if (id == OPTION_DESTINATIONS && (right = take_number(argument, DESTINATIONS_MOST, &number)))
		g->metrics.destinations_shown = number;
	if (id == OPTIONS_OPERAND)
		complain("what is this: ", argument, (char *)0);
	if (id == OPTION_OUTPUT)
		g->file = argument;
	if (id == OPTION_NET)
		g->net = argument;
	g->help |= id == OPTION_HELP;
	return right && id >= 0;
}

static bool take_options(struct given *g, char **argv)
{
	struct options o = { .table = &option_table, .next = argv };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END)
		if (!take_option(g, id, o.argument))
			return false;
	return true;
}

/*
 * A device, a directory and the like. (The libc's stat is half a kilobyte, and its chmod of a descriptor a quarter.)
 * Before Linux 4.11, which has no statx, it is not known.
 */
static bool is_no_file(const char *path)
{
	enum { WANT_TYPE = 1, MODE = 14 };
	_Alignas(8) uint16_t answer[128] = { 0 }; /* include/uapi/linux/stat.h: struct statx, stx_mode from byte 28 */

	return !syscall(SYS_statx, AT_FDCWD, path, 0, WANT_TYPE, answer) && !S_ISREG(answer[MODE]);
}

/*
 * What is there stays until all of the new file is: it is written beside, under a name that no collector reads, and
 * then takes the other's place, unless that is no file: /dev/null is to stay. Everybody may read it, as collectors run
 * as others.
 */
static int open_beside(char beside[PROC_PATH], const char *file)
{
	errno = ENAMETOOLONG;
	if (strlen(file) + sizeof ".new" > PROC_PATH)
		return -1;
	errno = EINVAL;
	if (is_no_file(file))
		return -1;
	*put_text(put_text(beside, file), ".new") = '\0';
	unlink(beside);
	umask(022);
	return openat(AT_FDCWD, beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
}

static void write_file(struct given *g, struct out *o)
{
	char beside[PROC_PATH];
	int error;

	o->fd = open_beside(beside, g->file);
	error = o->fd < 0 ? errno : 0;
	if (!error) {
		metrics_write(&g->metrics, &g->check, o);
		error = out_flush(o) ? o->error : fsync(o->fd) || rename(beside, g->file) ? errno : 0;
		close(o->fd);
		if (error)
			unlink(beside);
	}
	if (error)
		fault(&g->check.where->faults, g->file, 0, error_text(error));
}

/* With a single look check would keep each connection to find the fullest destinations, which are counted here. */
static void prepare(struct given *g, struct context *where)
{
	static struct owners owners;
	struct check *c = &g->check;

	c->where = where;
	c->owners = &owners;
	c->wanted = findings_built;
	if (!c->seconds)
		c->wanted &= ~((uint64_t)1 << FINDING_PORTS);
	c->also = metrics_count;
	c->also_for = &g->metrics;
	owners_open(&owners, where);
}

int metrics_main(char **argv)
{
	static struct given g;
	static char buffer[4096];
	struct context where;
	struct out o;

	g.metrics.destinations_shown = 10;
	if (!take_options(&g, argv + 1))
		return 1;
	context_open(&where);
	out_open(&o, 1, buffer, sizeof buffer);
	if (g.help) {
		show_help(&o, "socklet " VERSION "\n", true, &option_table);
		out_finish(&o, &where.faults);
		return where.faults.count != 0;
	}
	if (g.file && !may_name_files()) {
		complain(g.file, ": ", error_text(errno), (char *)0);
		return 1;
	}
	if (g.net && !choose_namespaces(g.net, &where))
		return 1;
	prepare(&g, &where);
	if (g.file) {
		write_file(&g, &o);
	} else {
		metrics_write(&g.metrics, &g.check, &o);
		out_finish(&o, &where.faults);
	}
	owners_free(g.check.owners);
	return where.faults.count != 0;
}
