/* SPDX-License-Identifier: 0BSD */
/*
 * Control groups of version 2: from paths to IDs and back.
 */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "source/source.h"

/* Where control groups of version 2 are mounted, beside version 1 or alone; and for paths as they stand. */
static const char roots[][24] = { "/sys/fs/cgroup/unified/", "/sys/fs/cgroup/", "" };

bool cgroup_id(const char *path, uint64_t *id)
{
	union {
		struct file_handle handle;
		unsigned char bytes[sizeof(struct file_handle) + sizeof *id];
	} h;
	char whole[PROC_PATH];
	int mount;

	if (strlen(path) + sizeof roots[0] > sizeof whole)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(roots); i++) {
		*put_text(put_text(whole, roots[i]), path) = '\0';
		h.handle.handle_bytes = sizeof *id;
		if (name_to_handle_at(AT_FDCWD, whole, &h.handle, &mount, 0))
			continue;
		memcpy(id, h.bytes + sizeof h.handle, sizeof *id);
		return true;
	}
	return false;
}

/* Below `root`, with a slash in front; length 0 when it cannot be had. */
static struct text path_by_handle(char *path, size_t size, const char *root, struct file_handle *handle)
{
	char link[40];
	size_t skip = strlen(root) - 1;
	int mount = file_open(root);
	int fd = mount < 0 ? -1 : open_by_handle_at(mount, handle, O_PATH | O_CLOEXEC);
	ssize_t length = -1;

	if (fd >= 0) {
		*put_number(put_text(link, "/proc/self/fd/"), fd) = '\0';
		length = readlinkat(AT_FDCWD, link, path, size);
		close(fd);
	}
	if (mount >= 0)
		close(mount);
	if (length < (ssize_t)skip || (size_t)length == size)
		return (struct text){ path, 0 };
	if ((size_t)length == skip)
		path[length++] = '/';
	return (struct text){ path + skip, length - skip };
}

/*
 * Not everybody may open by handle: then it is looked for in the whole tree, by the inode that its "." has. Returns
 * the length of its path, 0 when it is not there.
 */
static size_t find_below(char *path, size_t length, size_t size, uint64_t id)
{
	_Alignas(struct directory_entry) char buffer[1024];
	size_t found = 0;
	long read;
	int fd;

	path[length] = '\0';
	fd = file_open(path);
	while (!found && (read = syscall(SYS_getdents64, fd, buffer, sizeof buffer)) > 0)
		for (long at = 0; at < read && !found;) {
			struct directory_entry *entry = (void *)(buffer + at);
			size_t whole = length + 1 + strlen(entry->name);

			at += entry->length;
			if (!strcmp(entry->name, ".")) {
				found = entry->inode == id ? length : 0;
				continue;
			}
			if (entry->type != DT_DIR || whole >= size || !strcmp(entry->name, ".."))
				continue;
			path[length] = '/';
			memcpy(path + length + 1, entry->name, whole - length);
			found = find_below(path, whole, size, id);
		}
	if (fd >= 0)
		close(fd);
	return found;
}

/* As path_by_handle; nothing but version 2 has these IDs. */
static struct text path_by_search(char *path, size_t size, const char *root, uint64_t id)
{
	enum { CGROUP2 = 0x63677270 }; /* include/uapi/linux/magic.h */
	size_t skip = put_text(path, root) - path - 1, length = 0;
	struct statfs s;

	path[skip] = '\0';
	if (!statfs(path, &s) && s.f_type == CGROUP2)
		length = find_below(path, skip, size, id);
	if (length == skip)
		path[length++] = '/';
	return (struct text){ path + skip, length ? length - skip : 0 };
}

enum { FILEID_KERNFS = 0xfe }; /* include/linux/exportfs.h */

/* The handle of a control group is its ID, fs/kernfs/mount.c; where it then lies /proc tells. */
static struct text find_path(char *path, size_t size, uint64_t id)
{
	union {
		struct file_handle handle;
		unsigned char bytes[sizeof(struct file_handle) + sizeof id];
	} h;
	struct text found = { path, 0 };

	h.handle.handle_bytes = sizeof id;
	h.handle.handle_type = FILEID_KERNFS;
	memcpy(h.bytes + sizeof h.handle, &id, sizeof id);
	for (size_t i = 0; i < 2 * (ARRAY_SIZE(roots) - 1) && !found.length; i++)
		found = i % 2 ? path_by_search(path, size, roots[i / 2], id)
			      : path_by_handle(path, size, roots[i / 2], &h.handle);
	return found;
}

/* What was found, or was not, is kept for the next sockets, one path behind the other; when it is too much, all goes. */
struct text cgroup_path(uint64_t id)
{
	enum { LONGEST = 4096 };
	static char paths[4 * LONGEST], *next = paths;
	static struct { uint64_t id; struct text path; } kept[64];
	static size_t count;

	for (size_t i = 0; i < count; i++)
		if (kept[i].id == id)
			return kept[i].path;
	if (count == ARRAY_SIZE(kept) || paths + sizeof paths - next < LONGEST) {
		count = 0;
		next = paths;
	}
	kept[count].id = id;
	kept[count].path = find_path(next, LONGEST, id);
	next = (char *)kept[count].path.p + kept[count].path.length;
	return kept[count++].path;
}
