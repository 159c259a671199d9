/* SPDX-License-Identifier: 0BSD */
/*
 * A socket that no process is seen to hold: whose it is, as far as that can be known.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "who/who.h"

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

	if (n != sizeof initial - 1 || memcmp(text, initial, n))
		return false;
	processes_each(see_process, &s, where);
	return s.first && !s.denied;
}

/* The kernel says of no socket of its own what it is for: these are the ports that it has for that. */
const char *kernel_service(const struct sock *s)
{
	static const struct { uint16_t port; uint8_t protocol; char name[10]; } services[] = {
		{ 2049, PROTOCOL_TCP, "nfsd" }, { 2049, PROTOCOL_UDP, "nfsd" }, { 445, PROTOCOL_TCP, "ksmbd" },
		{ 4789, PROTOCOL_UDP, "VXLAN" }, { 8472, PROTOCOL_UDP, "VXLAN" }, { 6081, PROTOCOL_UDP, "GENEVE" },
		{ 51820, PROTOCOL_UDP, "WireGuard" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(services); i++)
		if (s->protocol == services[i].protocol && s->local.port == services[i].port)
			return services[i].name;
	return 0;
}

enum nobody who_nobody(struct who *w, const struct sock *s)
{
	if (!s->inode)
		return NOBODY_ANY_MORE;
	if (!owners_lack(&w->owners) && sees_all_processes(w->owners.where))
		return NOBODY_KERNEL;
	w->unseen = true;
	return NOBODY_SEEN;
}
