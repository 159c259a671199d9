/* SPDX-License-Identifier: 0BSD */
/*
 * Files, links and directories out of an input's items.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/vfs.h>

#include "whole.h"

/* One component behind the others: "..", "." and empty ones are seen to. */
static bool append(char *whole, size_t size, const char *name, size_t length)
{
	size_t used = strlen(whole);

	if (length == 2 && !memcmp(name, "..", 2)) {
		*(used ? strrchr(whole, '/') : whole) = '\0';
		return true;
	}
	if (!length || (length == 1 && *name == '.'))
		return true;
	if (used + length + 2 > size)
		return false;
	whole[used] = '/';
	memcpy(whole + used + 1, name, length);
	whole[used + 1 + length] = '\0';
	return true;
}

/* `path` from `fd` on as an absolute one. */
static bool resolve(char whole[512], int fd, const char *path)
{
	struct descriptor *d = *path == '/' || fd == AT_FDCWD ? 0 : descriptor_get(fd, DIRECTORY_OPEN);

	if (!d && *path != '/' && fd != AT_FDCWD)
		return false;
	strcpy(whole, d ? d->path : "");
	for (; *path; path += *path == '/') {
		size_t length = strcspn(path, "/");

		errno = ENAMETOOLONG;
		if (!append(whole, 512, path, length))
			return false;
		path += length;
	}
	return true;
}

/* Below that directory; its length, or 0. */
static size_t is_below(const struct item *i, const char *directory)
{
	size_t length = strlen(directory);

	return (i->kind == 'f' || i->kind == 'l') && i->name_length > length + 1 &&
			!memcmp(i->name, directory, length) && i->name[length] == '/'
		? length + 1
		: 0;
}

/* The first item below it, or -1. */
static int find_directory(const char *path)
{
	for (int i = 0; i < item_count(); i++)
		if (is_below(item_at(i), path))
			return i;
	return -1;
}

static int open_path(const char *path, int flags)
{
	int file = item_find('f', path, 0), below = file < 0 ? find_directory(path) : -1, fd;

	errno = file >= 0 ? ENOTDIR : ENOENT;
	if (flags & O_CREAT)
		return descriptor_open(SINK);
	if ((flags & O_DIRECTORY && file >= 0) || (file < 0 && below < 0))
		return -1;
	fd = descriptor_open(file >= 0 ? FILE_OPEN : DIRECTORY_OPEN);
	if (fd >= 0) {
		descriptor_get(fd, CLOSED)->item = file >= 0 ? file : below;
		strcpy(descriptor_get(fd, CLOSED)->path, path);
	}
	return fd;
}

int answer_openat(int directory, const char *path, int flags, ...)
{
	char whole[512];

	return call_fails() || !resolve(whole, directory, path) ? -1 : open_path(whole, flags);
}

/* After a while the small pieces end: many of them are no other case. */
static size_t piece(size_t size)
{
	static unsigned pieces;
	int i = item_find('c', 0, 0);
	size_t most = i < 0 ? size : 1 + item_number(item_at(i), 4096);

	return ++pieces % 1024 < 256 && most < size ? most : size;
}

ssize_t answer_read(int fd, void *to, size_t size)
{
	struct descriptor *d = descriptor_get(fd, CLOSED);
	const struct item *i;
	size_t left;

	if (!d || call_fails())
		return -1;
	errno = EISDIR;
	if (d->kind != FILE_OPEN)
		return -1;
	if (d->item < 0)
		return 0;
	i = item_at(d->item);
	left = i->size - d->offset;
	if (left > size)
		left = size;
	left = piece(left);
	memcpy(to, i->data + d->offset, left);
	d->offset += left;
	return left;
}

int answer_access(const char *path, int mode)
{
	char whole[512];

	(void)mode;
	if (call_fails() || !resolve(whole, AT_FDCWD, path))
		return -1;
	errno = ENOENT;
	return item_find('f', whole, 0) >= 0 || find_directory(whole) >= 0 ? 0 : -1;
}

static ssize_t copy(void *to, size_t size, const void *from, size_t length)
{
	length = length < size ? length : size;
	memcpy(to, from, length);
	return length;
}

/* /proc/self/fd leads to what was opened. */
ssize_t answer_readlinkat(int directory, const char *path, char *to, size_t size)
{
	static const char own[] = "/proc/self/fd/";
	struct descriptor *d =
		strncmp(path, own, sizeof own - 1) ? 0 : descriptor_get(atoi(path + sizeof own - 1), CLOSED);
	char whole[512];
	int i;

	if (call_fails() || !resolve(whole, directory, path))
		return -1;
	if (d)
		return copy(to, size, d->path, strlen(d->path));
	i = item_find('l', whole, 0);
	errno = ENOENT;
	return i < 0 ? -1 : copy(to, size, item_at(i)->data, item_at(i)->size);
}

ssize_t answer_getxattr(const char *path, const char *name, void *to, size_t size)
{
	char whole[512];
	int i;

	if (call_fails() || !resolve(whole, AT_FDCWD, path))
		return -1;
	i = item_find('s', whole, 0);
	errno = i < 0 || strcmp(name, "security.selinux") ? ENODATA : ERANGE;
	return errno == ENODATA || item_at(i)->size > size
		? -1
		: copy(to, size, item_at(i)->data, item_at(i)->size);
}

int answer_statfs(const char *path, struct statfs *s)
{
	char whole[512];

	if (call_fails() || !resolve(whole, AT_FDCWD, path))
		return -1;
	memset(s, 0, sizeof *s);
	s->f_type = 0x63677270; /* CGROUP2_SUPER_MAGIC */
	errno = ENOENT;
	return find_directory(whole) < 0 ? -1 : 0;
}

/* A directory's ID is the number of the first item below it, from 1. */
int answer_name_to_handle_at(int fd, const char *path, struct file_handle *handle, int *mount, int flags)
{
	char whole[512];
	uint64_t id;

	(void)flags;
	if (call_fails() || !resolve(whole, fd, path))
		return -1;
	id = find_directory(whole) + 1;
	errno = id ? EOVERFLOW : ENOENT;
	if (!id || handle->handle_bytes < sizeof id)
		return -1;
	handle->handle_bytes = sizeof id;
	handle->handle_type = 0xfe;
	memcpy((char *)handle + sizeof *handle, &id, sizeof id);
	*mount = 1;
	return 0;
}

int answer_open_by_handle_at(int mount, struct file_handle *handle, int flags)
{
	uint64_t id;
	char path[512];

	memcpy(&id, (char *)handle + sizeof *handle, sizeof id);
	if (call_fails() || !descriptor_get(mount, DIRECTORY_OPEN))
		return -1;
	errno = ESTALE;
	if (!id || id > (uint64_t)item_count() || item_at(id - 1)->name_length >= sizeof path)
		return -1;
	memcpy(path, item_at(id - 1)->name, item_at(id - 1)->name_length);
	path[item_at(id - 1)->name_length] = '\0';
	if (!strrchr(path, '/'))
		return -1;
	*strrchr(path, '/') = '\0';
	return open_path(path, flags & ~O_CREAT);
}

/* What stands behind `directory` in the item's path, when no item before has the same there. */
static size_t entry_name(const char *directory, int number, const char **name)
{
	const struct item *i = item_at(number);
	size_t skip = is_below(i, directory), length;

	if (!skip)
		return 0;
	*name = i->name + skip;
	length = strnlen(*name, i->name_length - skip);
	if (memchr(*name, '/', length))
		length = (const char *)memchr(*name, '/', length) - *name;
	for (int before = 0; before < number; before++) {
		const struct item *b = item_at(before);

		if (is_below(b, directory) && b->name_length >= skip + length &&
			!memcmp(b->name + skip, *name, length) &&
			(b->name_length == skip + length || b->name[skip + length] == '/'))
			return 0;
	}
	return length < 256 ? length : 0;
}

static size_t put_entry(char *to, size_t room, uint64_t inode, unsigned type, const char *name, size_t length)
{
	size_t header = offsetof(struct dirent, d_name), whole = (header + length + 1 + 7) & ~(size_t)7;
	struct dirent entry = { .d_ino = inode, .d_reclen = whole, .d_type = type };

	if (whole > room)
		return 0;
	memset(to, 0, whole);
	memcpy(to, &entry, header);
	memcpy(to + header, name, length);
	return whole;
}

long directory_read(int fd, char *to, size_t size)
{
	struct descriptor *d = descriptor_get(fd, CLOSED);
	size_t used = 0;

	errno = ENOTDIR;
	if (!d || d->kind != DIRECTORY_OPEN)
		return -1;
	if (!d->offset) {
		used = put_entry(to, size, d->item + 1, DT_DIR, ".", 1);
		d->offset = 1;
	}
	for (; d->offset <= (size_t)item_count(); d->offset++) {
		const char *name;
		size_t length = entry_name(d->path, d->offset - 1, &name), n;
		bool file = length &&
			name + length == item_at(d->offset - 1)->name + item_at(d->offset - 1)->name_length;

		if (!length)
			continue;
		n = put_entry(to + used, size - used, d->offset, file ? DT_REG : DT_DIR, name, length);
		if (!n)
			break;
		used += n;
	}
	return used;
}
