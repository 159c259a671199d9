/* SPDX-License-Identifier: 0BSD */
/*
 * What the files that walk over all network namespaces share: by what one is known, and what it is called.
 */
#ifndef NETNS_H
#define NETNS_H

#include "source/source.h"

/* Where `ip netns` binds those that it gives names. */
#define NETNS_NAMES "/run/netns/"

/* Calls fn for what a directory lists; true stops. The directory is closed; one of -1 lists nothing. */
typedef bool entry_fn(void *ctx, int directory, const struct directory_entry *entry);
void entries_each(int directory, entry_fn *fn, void *ctx);

/* The inode of nsfs: by a link's text, "net:[4026531840]", of a process, of a namespace that is open. 0: not known. */
uint64_t netns_of_link(int directory, const char *path);
uint64_t netns_of_process(int proc, const char *pid);
uint64_t netns_of_open(int fd);
/* The number of net/dev below that directory; 0 when it cannot be seen. */
uint64_t netns_device_file(int directory, const char *name);

/*
 * The name of a namespace that this process is in: its container's, or else "pid:program". Where names could not be
 * entered it may be one of them (`named`, with its inode).
 */
enum { NETNS_NAME = 256 };
void netns_name(char name[NETNS_NAME], struct context *where, uint32_t pid, uint64_t inode, bool named);
/* "pid:program" */
void netns_name_by_process(char name[NETNS_NAME], struct context *where, uint32_t pid);

/* A namespace that has been met. */
struct met {
	uint64_t inode; /* of nsfs, or 0 */
	uint64_t file;  /* of its /proc/net/dev, or 0 */
	uint32_t name;  /* a hash of the one that it is shown by */
	bool shown;
};
struct met_list {
	struct met *met;
	size_t count, size; /* size: bytes */
};
/* The one that is known by either number; null when none is. */
struct met *met_find(const struct met_list *l, uint64_t inode, uint64_t file);
/* The same, or a new one; null: there is no memory. Those from before may have moved. */
struct met *met_make(struct met_list *l, uint64_t inode, uint64_t file);
/* Two namespaces of one container would have the same name, and who counts by names would take them for one. */
uint32_t met_hash(const char *name);
bool met_is_taken(const struct met_list *l, uint32_t name);

#endif
