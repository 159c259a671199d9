/* SPDX-License-Identifier: 0BSD */
/*
 * All network namespaces, each once. One is known by the inode of nsfs, which a process's link /proc/PID/ns/net has in
 * its text; but only who may trace the process sees that. Whoever may not knows it by the inode of /proc/PID/net/dev,
 * as proc gives each namespace's files numbers of their own (fs/proc/generic.c:proc_register).
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "source/source.h"

/* A namespace that has been met. */
struct met {
	uint64_t inode; /* of nsfs, or 0 */
	uint64_t file;  /* of its /proc/net/dev, or 0 */
	bool shown;
};

struct walk {
	struct context *where;
	netns_fn *fn;
	void *ctx;
	struct met *met;      /* the first one is where we came from */
	size_t count, size;   /* size: bytes */
	int home;             /* a descriptor to go back by, -1 without */
	size_t here;          /* the one we are in */
	bool names_refused;   /* not all that have a name could be entered */
	unsigned by_proc;     /* namespaces that were not entered, but read */
	char name[256];       /* of the one that is shown, ... */
	char net[PROC_PATH];  /* and the process that it is read by */
};

static const char names_directory[] = "/run/netns/";

/* What the link says, "net:[4026531840]"; 0 when it may not be seen. */
static uint64_t link_inode(int directory, const char *path)
{
	char text[32];
	struct scan s = { .p = text };
	ssize_t length = readlinkat(directory, path, text, sizeof text);
	uint64_t inode;

	s.end = text + (length > 0 ? length : 0);
	for (const char *prefix = "net:["; *prefix; prefix++)
		scan_char(&s, *prefix);
	inode = scan_number(&s, 10, UINT64_MAX);
	return s.bad ? 0 : inode;
}

static uint64_t process_inode(int proc, const char *pid)
{
	char path[32];

	*put_text(put_text(path, pid), "/ns/net") = '\0';
	return link_inode(proc, path);
}

/*
 * Of a namespace that is open; 0 before Linux 4.11, which has no statx. (The libc's fstat is half a kilobyte, and of a
 * mount the link in /proc/self/fd tells the path.)
 */
static uint64_t open_inode(int fd)
{
	enum { EMPTY_PATH = 0x1000, WANT_INODE = 0x100, INODE = 4 };
	uint64_t answer[32] = { 0 }; /* include/uapi/linux/stat.h: struct statx, 256 bytes; stx_ino from byte 32 */

	syscall(SYS_statx, fd, "", EMPTY_PATH, WANT_INODE, answer);
	return answer[INODE];
}

/* Calls fn for what a directory lists; true stops. The directory is closed. */
typedef bool entry_fn(void *ctx, int directory, const struct directory_entry *entry);
static void each_entry(int directory, entry_fn *fn, void *ctx)
{
	_Alignas(struct directory_entry) char buffer[4096];
	bool stopped = directory < 0;
	long length;

	while (!stopped && (length = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0)
		for (long at = 0; at < length && !stopped;) {
			struct directory_entry *entry = (void *)(buffer + at);

			stopped = fn(ctx, directory, entry);
			at += entry->length;
		}
	if (directory >= 0)
		close(directory);
}

static bool is_device_file(void *ctx, int directory, const struct directory_entry *entry)
{
	(void)directory;
	if (strcmp(entry->name, "dev"))
		return false;
	*(uint64_t *)ctx = entry->inode;
	return true;
}

/* The number of net/dev below that directory; 0 when it cannot be seen. */
static uint64_t device_file(int directory, const char *name)
{
	char path[PROC_PATH];
	uint64_t file = 0;

	if (put_path(path, sizeof path, name, "net"))
		each_entry(openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), is_device_file, &file);
	return file;
}

/* The one that is known by either; null when none is. */
static struct met *find(const struct walk *w, uint64_t inode, uint64_t file)
{
	for (struct met *m = w->met; m < w->met + w->count; m++)
		if ((inode && m->inode == inode) || (file && m->file == file))
			return m;
	return 0;
}

/* Null, and told, when there is no memory. */
static struct met *add(struct walk *w, uint64_t inode, uint64_t file)
{
	size_t wanted = w->size ? 2 * w->size : 1 << 14;
	void *p;

	if ((w->count + 1) * sizeof *w->met > w->size) {
		p = enlarge(w->met, w->size, wanted);
		if (!p) {
			fault(&w->where->faults, "network namespaces", 0, error_text(ENOMEM));
			return 0;
		}
		w->met = p;
		w->size = wanted;
	}
	w->met[w->count] = (struct met){ inode, file, false };
	return &w->met[w->count++];
}

static struct met *meet(struct walk *w, uint64_t inode, uint64_t file)
{
	struct met *m = find(w, inode, file);

	return m ? m : add(w, inode, file);
}

/*
 * Goes there. False and errno. Before Linux 5.0 /proc/net may go on to show the namespace that we were in before
 * (kernel commit 1fde6f21d90f): then it is no way to look, ESTALE.
 */
static bool enter(struct walk *w, struct met *m, int fd)
{
	uint64_t file;
	const struct met *shown;

	if (m - w->met == (ptrdiff_t)w->here)
		return true;
	if (setns(m == w->met && w->home >= 0 ? w->home : fd, CLONE_NEWNET))
		return false;
	w->here = m - w->met;
	file = device_file(AT_FDCWD, w->where->proc);
	shown = find(w, 0, file);
	if (!m->file && !shown)
		m->file = file;
	errno = ESTALE;
	return m->file == file;
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
	here.away = m != w->met;
	m->shown = true;
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
	m = fd < 0 ? 0 : meet(w, open_inode(fd), 0);
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

/* The namespace whose name goes to w->name. */
struct sought {
	struct walk *walk;
	uint64_t inode;
};

static bool is_name(void *ctx, int directory, const struct directory_entry *entry)
{
	const struct sought *s = ctx;
	int fd = openat(directory, entry->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool same = fd >= 0 && open_inode(fd) == s->inode;

	if (fd >= 0)
		close(fd);
	if (same)
		*put_text(s->walk->name, entry->name) = '\0';
	return same;
}

/* A namespace without a name has its container's, or else "pid:program". */
static void name_by_process(struct walk *w, uint32_t pid, uint64_t inode)
{
	char buffer[4096], *end;
	struct text t;

	*w->name = '\0';
	if (w->names_refused && inode)
		each_entry(file_open(names_directory), is_name, &(struct sought){ w, inode });
	if (*w->name)
		return;
	t = container_name(process_file(w->where, pid, "/cgroup", buffer, sizeof buffer), false);
	end = w->name;
	if (!t.length || t.length >= sizeof w->name) {
		end = put_text(put_number(end, pid), ":");
		t = process_file(w->where, pid, "/comm", buffer, 32);
		t.length -= t.length && t.p[t.length - 1] == '\n';
	}
	memcpy(end, t.p, t.length);
	end[t.length] = '\0';
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
	uint64_t inode = process_inode(proc, pid), file;
	struct met *m = find(w, inode, 0);

	if (m && m->shown)
		return;
	file = device_file(proc, pid);
	if (!file && !inode)
		return;
	m = meet(w, inode, file);
	if (!m || m->shown)
		return;
	name_by_process(w, number, m->inode);
	if (enter_process(w, m, proc, pid)) {
		show(w, m, 0);
	} else if (file && device_file(proc, pid)) { /* its process is still there, and did not end while we tried */
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

	for (const struct met *m = w->met; m < w->met + w->count; m++)
		left += !m->shown;
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
	w->met->shown |= w->where->recorded && !proc_is_there(w->where);
	if (w->met->shown || !enter(w, w->met, -1))
		return;
	*put_text(w->name, "self") = '\0';
	show(w, w->met, 0);
}

void netns_all(struct context *where, netns_fn *fn, void *ctx)
{
	struct walk w = { .where = where, .fn = fn, .ctx = ctx, .home = -1 };

	if (!where->recorded)
		w.home = file_open("/proc/self/ns/net");
	if (!add(&w, link_inode(AT_FDCWD, "/proc/self/ns/net"), device_file(AT_FDCWD, where->proc)))
		return;
	if (!where->recorded)
		each_entry(file_open(names_directory), show_name, &w);
	processes_each(show_process, &w, where);
	show_home(&w);
	if (w.here && w.home >= 0)
		setns(w.home, CLONE_NEWNET);
	if (w.home >= 0)
		close(w.home);
	tell(&w);
	release(w.met, w.size);
}
