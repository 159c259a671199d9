/* SPDX-License-Identifier: 0BSD */
/*
 * What /proc tells of a process that holds a socket.
 */
#include "who/who.h"

void holder_get(struct holder *h, struct who *w, uint32_t pid)
{
	const struct context *where = w->owners.where;
	struct text cgroup = process_file(where, pid, "/cgroup", h->cgroup, sizeof h->cgroup);

	h->pid = pid;
	h->user = process_user(where, pid);
	h->user_name = h->user < 0 ? (struct text){ 0, 0 } : user_name(h->user);
	h->since = process_start(where, pid);
	h->container = container_name(cgroup, false);
	h->unit = h->container.length ? (struct text){ 0, 0 } : container_name(cgroup, true);
	h->replaced = program_is_deleted(where, pid);
	h->name = program_name(&w->owners, pid);
}
