/* SPDX-License-Identifier: 0BSD */
/*
 * Interfaces: /proc/net/dev, net/core/net-procfs.c:dev_seq_printf_stats, where the name is padded to six columns
 * only, so that old kernels' counters touch the colon:
 *
 *   eth0:123 1 0 0 0 0 0 0 456 2 0 0 0 0 0 0
 *
 * and SIOCGIFCONF, which also has the names that are given to addresses. Neither is sorted. The table is looked
 * through as often as it takes to find the next few names, so that memory is the same for five interfaces and for
 * five thousand.
 */
#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/records.h"
#include "source/source.h"

/* The first names behind `last`, in order. */
struct batch {
	struct iface kept[32];
	size_t count;
	bool more;   /* some had no room */
	bool again;  /* not the first look at the table: what is malformed has been told */
	char last[IFACE_NAME];
};

/* Drivers without counters had a sentence in their place, before 2.6.29. */
static bool no_counters(const struct scan *line)
{
	struct scan s = *line;

	return text_is(scan_text(&s), "No");
}

bool iface_decode(struct iface *i, struct scan *line)
{
	struct text name = scan_name(line);

	if (line->bad || name.length >= sizeof i->name || memchr(name.p, '\0', name.length))
		return false;
	memset(i, 0, sizeof *i);
	memcpy(i->name, name.p, name.length);
	i->counted = !no_counters(line);
	for (int c = 0; i->counted && c < IFACE_COUNTERS; c++)
		i->counters[c] = scan_number(line, 10, UINT64_MAX);
	return !line->bad;
}

/* Where a name belongs in the batch; the count when it is behind all, -1 when it is there or had its turn. */
static int find_place(const struct batch *b, const char *name)
{
	int at = b->count;

	if (*b->last && iface_compare(name, b->last) <= 0)
		return -1;
	while (at && iface_compare(name, b->kept[at - 1].name) < 0)
		at--;
	return at && !strcmp(name, b->kept[at - 1].name) ? -1 : at;
}

static void keep(struct batch *b, const struct iface *i)
{
	int at = find_place(b, i->name);

	if (at < 0)
		return;
	if (b->count == ARRAY_SIZE(b->kept)) {
		b->more = true;
		if (at == (int)b->count)
			return;
		b->count--;
	}
	memmove(&b->kept[at + 1], &b->kept[at], (b->count - at) * sizeof *i);
	b->kept[at] = *i;
	b->count++;
}

static enum line keep_line(void *ctx, struct scan *line)
{
	struct batch *b = ctx;
	struct iface i;

	if (!iface_decode(&i, line))
		return b->again ? LINE_GOOD : LINE_BAD;
	keep(b, &i);
	return LINE_GOOD;
}

/* A name for each IPv4 address there is. The kernel says how much room that takes. */
static void keep_names(struct batch *b)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifconf c = { .ifc_len = 0 };
	size_t size;

	if (fd < 0)
		return;
	if (!ioctl(fd, SIOCGIFCONF, &c) && c.ifc_len > 0) {
		size = c.ifc_len;
		c.ifc_buf = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (c.ifc_buf != MAP_FAILED) {
			if (ioctl(fd, SIOCGIFCONF, &c))
				c.ifc_len = 0;
			for (struct ifreq *r = c.ifc_req; r < c.ifc_req + c.ifc_len / sizeof *r; r++) {
				struct iface i = { .counted = false };

				memcpy(i.name, r->ifr_name, sizeof i.name - 1);
				keep(b, &i);
			}
			munmap(c.ifc_buf, size);
		}
	}
	close(fd);
}

int ifaces_read(iface_fn *fn, void *ctx, struct context *where)
{
	struct batch b = { .again = false };
	int stopped = 0;

	do {
		b.count = 0;
		b.more = false;
		if (lines_read("net/dev", 2, keep_line, &b, where) < 0)
			return -1;
		keep_names(&b);
		for (size_t i = 0; !stopped && i < b.count; i++) {
			memcpy(b.last, b.kept[i].name, sizeof b.last);
			stopped = fn(ctx, &b.kept[i]);
		}
		b.again = true;
	} while (b.more && !stopped);
	return stopped != 0;
}
