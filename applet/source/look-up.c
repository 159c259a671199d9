/* SPDX-License-Identifier: 0BSD */
/*
 * From names to numbers: what a filter names, the system is asked for once, before any socket is looked at.
 */
#include <fcntl.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source.h"

static bool same(struct text a, struct text b)
{
	return a.length == b.length && !memcmp(a.p, b.p, a.length);
}

/* Whether one of the words left in the line is `name`, before any comment. */
static bool names(struct scan *line, struct text name)
{
	struct text word = scan_text(line);

	while (word.length && *word.p != '#' && !same(word, name))
		word = scan_text(line);
	return same(word, name);
}

/* "http 80/tcp www" */
int32_t service_port(struct text name, unsigned protocols)
{
	struct faults told = { 0 };
	struct lines l;
	struct scan line;
	int32_t port = -1;

	if (!lines_open(&l, "/etc/services", &told))
		return -1;
	l.lenient = true;
	while (lines_next(&l, &line)) {
		struct text first = scan_text(&line), protocol;
		int32_t number = scan_number(&line, 10, UINT16_MAX);
		unsigned bit;

		scan_char(&line, '/');
		protocol = scan_text(&line);
		bit = text_is(protocol, "tcp") << PROTOCOL_TCP | text_is(protocol, "udp") << PROTOCOL_UDP;
		if (line.bad || !(protocols ? bit & protocols : bit) || !(same(first, name) || names(&line, name)))
			continue;
		if (port >= 0 && port != number) {
			port = -1;
			break;
		}
		port = number;
	}
	lines_close(&l);
	return port;
}

/* "127.0.0.1 localhost loopback" */
bool host_addresses(struct text name, uint8_t family, address_fn *found, void *ctx)
{
	struct faults told = { 0 };
	struct lines l;
	struct scan line;
	bool any = false;

	if (!lines_open(&l, "/etc/hosts", &told))
		return false;
	l.lenient = true;
	while (lines_next(&l, &line)) {
		uint8_t address[16], its_family = scan_address(&line, address);

		if (!its_family || (family && family != its_family) || !names(&line, name))
			continue;
		found(ctx, its_family, address);
		any = true;
	}
	lines_close(&l);
	return any;
}

uint32_t interface_index(struct text name)
{
	struct scan s = { name.p, name.p + name.length, false };
	uint32_t index = scan_number(&s, 10, INT32_MAX);
	struct ifreq request;
	int fd;

	if (!s.bad && s.p == s.end)
		return index;
	if (name.length >= sizeof request.ifr_name)
		return 0;
	memset(&request, 0, sizeof request);
	memcpy(request.ifr_name, name.p, name.length);
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	index = ioctl(fd, SIOCGIFINDEX, &request) < 0 ? 0 : request.ifr_ifindex;
	close(fd);
	return index;
}

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
		length = readlink(link, path, size);
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

enum { FILEID_KERNFS = 0xfe }; /* include/linux/exportfs.h */

/* The handle of a control group is its ID, fs/kernfs/mount.c; where it then lies /proc tells. Kept for the next one. */
struct text cgroup_path(uint64_t id)
{
	static char path[4096];
	static struct text kept;
	static uint64_t last;
	union {
		struct file_handle handle;
		unsigned char bytes[sizeof(struct file_handle) + sizeof id];
	} h;

	if (kept.p && id == last)
		return kept;
	last = id;
	kept = (struct text){ path, 0 };
	h.handle.handle_bytes = sizeof id;
	h.handle.handle_type = FILEID_KERNFS;
	memcpy(h.bytes + sizeof h.handle, &id, sizeof id);
	for (size_t i = 0; i < ARRAY_SIZE(roots) - 1 && !kept.length; i++)
		kept = path_by_handle(path, sizeof path, roots[i], &h.handle);
	return kept;
}

/* What the kernel starts with where /proc/sys is not to be seen: net/ipv4/af_inet.c:inet_init_net. */
void local_port_range(int32_t *low, int32_t *high)
{
	const char *single = getenv("PROC_IP_LOCAL_PORT_RANGE");
	struct faults told = { 0 };
	char path[PROC_PATH];
	struct lines l;
	struct scan line = { .bad = true };

	*low = 32768;
	*high = 60999;
	if (!lines_open(&l, single ? single : proc_path(path, "sys/net/ipv4/ip_local_port_range"), &told))
		return;
	if (lines_next(&l, &line)) {
		int32_t first = scan_number(&line, 10, UINT16_MAX), last = scan_number(&line, 10, UINT16_MAX);

		if (!line.bad) {
			*low = first;
			*high = last;
		}
	}
	lines_close(&l);
}
