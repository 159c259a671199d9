/* SPDX-License-Identifier: 0BSD */
/*
 * `socklet metrics`: counts for Prometheus, to standard output, or to a file for a collector of text files.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "applet.h"
#include "metrics/metrics.h"
#include "socklet/socklet.h"

#define OPTION_LIST "socklet/metrics.def"
#include "lib/option-ids.h"
#include "lib/option-table.h"

struct given {
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

static bool take_option(struct given *g, struct metrics *m, int id, char *argument)
{
	uint64_t number = 0;
	bool right = true;

	if (id == OPTION_FOR && (right = take_number(argument, 3600, &number)))
		m->check.seconds = number;
	if (id == OPTION_DESTINATIONS && (right = take_number(argument, DESTINATIONS_MOST, &number)))
		m->destinations_shown = number;
	if (id == OPTIONS_OPERAND)
		complain("what is this: ", argument, (char *)0);
	if (id == OPTION_OUTPUT)
		g->file = argument;
	if (id == OPTION_NET)
		g->net = argument;
	g->help |= id == OPTION_HELP;
	return right && id >= 0;
}

static bool take_options(struct given *g, struct metrics *m, char **argv)
{
	struct options o = { .table = &option_table, .next = argv };
	int id;

	while ((id = options_next(&o)) != OPTIONS_END)
		if (!take_option(g, m, id, o.argument))
			return false;
	return true;
}

/*
 * What is there stays until all of the new file is: it is written beside, under a name that no collector reads, and
 * then takes the other's place, unless that is no file: /dev/null is to stay. Everybody may read it, as collectors run as others.
 */
static int write_file(struct metrics *m, struct out *o, const char *file)
{
	char beside[PROC_PATH];
	int error = ENAMETOOLONG;
	struct stat there;

	if (!stat(file, &there) && !S_ISREG(there.st_mode)) {
		error = EINVAL;
	} else if (strlen(file) + sizeof ".new" <= sizeof beside) {
		*put_text(put_text(beside, file), ".new") = '\0';
		unlink(beside);
		o->fd = openat(AT_FDCWD, beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
		error = o->fd < 0 ? errno : 0;
	}
	if (!error) {
		metrics_write(m, o);
		error = out_flush(o) ? o->error : fchmod(o->fd, 0644) || fsync(o->fd) || rename(beside, file) ? errno : 0;
		close(o->fd);
		if (error)
			unlink(beside);
	}
	if (error)
		fault(&m->check.where->faults, file, 0, error_text(error));
	return error;
}

static int finish(struct metrics *m)
{
	struct check *c = &m->check;
	struct faults *faults = &c->where->faults;

	if (c->no_memory || m->destinations.missed)
		fault(faults, "metrics", 0, "no memory for all that there is: some are not counted");
	if (c->no_sockets)
		fault(faults, "metrics", 0, "the sockets cannot be read");
	release(m->destinations.slots, m->destinations.room * sizeof *m->destinations.slots);
	things_free(c);
	owners_free(c->owners);
	return faults->count != 0;
}

int metrics_main(char **argv)
{
	static struct metrics m;
	static struct owners owners;
	static char buffer[4096];
	struct context where;
	struct given g = { 0, 0, false };
	struct out o;

	m.check = (struct check){ .wanted = findings_built, .where = &where, .owners = &owners };
	m.destinations_shown = 10;
	if (!take_options(&g, &m, argv + 1))
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
	if (g.net && !enter_namespace(g.net))
		return 1;
	owners_open(&owners, &where);
	metrics_collect(&m);
	if (g.file) {
		write_file(&m, &o, g.file);
	} else {
		metrics_write(&m, &o);
		out_finish(&o, &where.faults);
	}
	return finish(&m);
}
