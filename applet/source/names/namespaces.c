/* SPDX-License-Identifier: 0BSD */
/*
 * All network namespaces, each once: first those that have a name, then those of processes. netns-known.c has by what
 * one is known again.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "source/netns.h"

struct walk {
	struct context *where;
	netns_fn *fn;
	void *ctx;
	struct met_list list; /* the first one is where we came from */
	int home;             /* a descriptor to go back by, -1 without */
	size_t here;          /* the one we are in, SIZE_MAX when that is not sure */
	bool names_refused;   /* not all that have a name could be entered */
	unsigned by_proc;     /* namespaces that were not entered, but read */
	char name[NETNS_NAME]; /* of the one that is shown, ... */
	char net[PROC_PATH];  /* and the process that it is read by */
};

/* Null, and told, when there is no memory. */
static struct met *meet(struct walk *w, uint64_t inode, uint64_t file)
{
	struct met *m = met_make(&w->list, inode, file);

	if (!m)
		fault(&w->where->faults, "network namespaces", 0, error_text(ENOMEM));
	return m;
}

/*
 * Goes there. False and errno. Before Linux 5.0 /proc/net may go on to show the namespace that we were in before
 * (kernel commit 1fde6f21d90f): then it is no way to look, ESTALE.
 */
static bool enter(struct walk *w, struct met *m, int fd)
{
	uint64_t file;
	const struct met *shown;

	if (m - w->list.met == (ptrdiff_t)w->here)
		return true;
	if (setns(m == w->list.met && w->home >= 0 ? w->home : fd, CLONE_NEWNET))
		return false;
	w->here = SIZE_MAX;
	file = netns_device_file(AT_FDCWD, w->where->proc);
	shown = met_find(&w->list, 0, file);
	if (!m->file && !shown)
		m->file = file;
	errno = ESTALE;
	if (m->file != file)
		return false;
	w->here = m - w->list.met;
	return true;
}

/* Shows one, where we are or else (`pid` is not null) by way of a process. */
static void show(struct walk *w, struct met *m, const char *pid)
{
	struct context here = *w->where;

	here.all = false;
	here.ports_known = false;
	here.faults.count = 0;
	here.netns = (struct text){ w->name, strlen(w->name) };
	here.netns_inode = m->inode ? m->inode : m->file;
	if (pid && put_path(w->net, sizeof w->net, here.proc, pid)) {
		here.net = w->net;
		here.only_proc = true;
	}
	here.away = m != w->list.met;
	m->shown = true;
	m->name = met_hash(w->name);
	w->fn(w->ctx, &here);
	w->where->faults.count += here.faults.count;
}

/* No look at it is possible, and no other will be tried. */
static void cannot(struct walk *w, struct met *m, const char *name)
{
	if (m)
		m->shown = true;
	if (!w->where->all_told) {
		w->where->faults.count++;
		complain("network namespace ", name, ": ", error_text(errno), (char *)0);
	}
}

/* A name in /run/netns. One that may not be entered waits for a process of its own. */
static bool show_name(void *ctx, int directory, const struct directory_entry *entry)
{
	struct walk *w = ctx;
	const char *name = entry->name;
	struct met *m;
	int fd;

	if (*name == '.')
		return false;
	fd = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	m = fd < 0 ? 0 : meet(w, netns_of_open(fd), 0);
	*put_text(w->name, name) = '\0';
	if (!m) {
		cannot(w, m, name);
	} else if (!m->shown) {
		if (enter(w, m, fd))
			show(w, m, 0);
		else if (errno == EPERM || errno == ESTALE)
			w->names_refused = true;
		else
			cannot(w, m, name);
	}
	if (fd >= 0)
		close(fd);
	return false;
}

static bool enter_process(struct walk *w, struct met *m, int proc, const char *pid)
{
	char path[32];
	int fd;
	bool entered;

	if (w->where->recorded)
		return false;
	*put_text(put_text(path, pid), "/ns/net") = '\0';
	fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
	entered = enter(w, m, fd);
	if (fd >= 0)
		close(fd);
	return entered;
}

/* What is gone by now was another process's, or nobody's. */
static void show_process(void *ctx, int proc, const char *pid, uint32_t number)
{
	struct walk *w = ctx;
	uint64_t inode = netns_of_process(proc, pid), file;
	struct met *m = met_find(&w->list, inode, 0);

	if (m && m->shown)
		return;
	file = netns_device_file(proc, pid);
	if (!file && !inode)
		return;
	m = meet(w, inode, file);
	if (!m || m->shown)
		return;
	netns_name(w->name, w->where, number, m->inode, w->names_refused);
	if (met_is_taken(&w->list, met_hash(w->name)))
		netns_name_by_process(w->name, w->where, number);
	if (enter_process(w, m, proc, pid)) {
		show(w, m, 0);
	} else if (file && netns_device_file(proc, pid) == file) { /* its process has not ended or gone elsewhere meanwhile */
		m->file = file;
		w->by_proc += !w->where->recorded;
		show(w, m, pid);
	}
}

static void count_told(unsigned count, const char *one, const char *many)
{
	char number[11];

	*put_number(number, count) = '\0';
	if (count)
		complain(number, " network namespace", count == 1 ? one : many, (char *)0);
}

/* Only once, however often we look. */
static void tell(struct walk *w)
{
	unsigned left = 0;

	for (size_t i = 0; i < w->list.count; i++)
		left += !w->list.met[i].shown;
	if (w->where->all_told)
		return;
	w->where->all_told = true;
	count_told(w->by_proc, " may not be entered: shown as /proc has it",
		   "s may not be entered: shown as /proc has them");
	count_told(left, " may not be looked into", "s may not be looked into");
	w->where->faults.count += left != 0;
}

/* Where we came from, when no process of it can be seen; in what is recorded there may be none. */
static void show_home(struct walk *w)
{
	w->list.met->shown |= w->where->recorded && !proc_is_there(w->where);
	if (w->list.met->shown || !enter(w, w->list.met, -1))
		return;
	*put_text(w->name, "self") = '\0';
	show(w, w->list.met, 0);
}

void netns_all(struct context *where, netns_fn *fn, void *ctx)
{
	struct walk w = { .where = where, .fn = fn, .ctx = ctx, .home = -1 };

	if (!where->recorded)
		w.home = file_open("/proc/self/ns/net");
	if (!meet(&w, netns_of_link(AT_FDCWD, "/proc/self/ns/net"), netns_device_file(AT_FDCWD, where->proc)))
		return;
	if (!where->recorded)
		entries_each(file_open(NETNS_NAMES), show_name, &w);
	processes_each(show_process, &w, where);
	show_home(&w);
	if (w.here && w.home >= 0)
		setns(w.home, CLONE_NEWNET);
	if (w.home >= 0)
		close(w.home);
	tell(&w);
	release(w.list.met, w.list.size);
}
