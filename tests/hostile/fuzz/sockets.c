/* SPDX-License-Identifier: 0BSD */
/*
 * A file of /proc/net with any bytes in it, through the line walker and each decoder. The first byte says which
 * table it is. What comes out must be within the file, and every line must have been shown or reported.
 */
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "object.h"
#include "source/source.h"

struct seen {
	const struct table *table;
	unsigned long socks;
};

static struct owners owners;

static int look(void *ctx, const struct sock *s)
{
	struct seen *seen = ctx;
	volatile unsigned sum = 0;

	for (size_t i = 0; i < s->path_length; i++)
		sum += (unsigned char)s->path[i];
	if (s->protocol != seen->table->protocol || s->family != seen->table->family || s->path_length > 8192)
		abort();
	check_socket(s, &owners);
	seen->socks++;
	return 0;
}

/* Lines that a reader has to account for: the first is the title, an empty rest behind the last newline is none. */
static unsigned long count_lines(const uint8_t *data, size_t size)
{
	unsigned long n = size && data[size - 1] != '\n';

	while (size)
		n += data[--size] == '\n';
	return n ? n - 1 : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct table tables[] = {
		{ "tcp", PROTOCOL_TCP, AF_INET, true },
		{ "tcp6", PROTOCOL_TCP, AF_INET6, false },
		{ "udp", PROTOCOL_UDP, AF_INET, false },
		{ "unix", PROTOCOL_UNIX, AF_UNIX, false },
		{ "packet", PROTOCOL_PACKET, AF_PACKET, false },
		{ "netlink", PROTOCOL_NETLINK, AF_NETLINK, false },
	};
	struct seen seen;
	struct context where;

	if (!size)
		return 0;
	seen = (struct seen){ &tables[data[0] % 6], 0 };
	fuzz_file("net", seen.table->name, data + 1, size - 1);
	context_open(&where);
	owners.where = &where;
	if (table_read(seen.table, look, &seen, &where) < 0)
		abort();
	check_counts(&owners);
	/* A title that is too long or torn is a fault of its own. */
	if (seen.socks + where.faults.count < count_lines(data + 1, size - 1) ||
	    seen.socks + where.faults.count > count_lines(data + 1, size - 1) + 1)
		abort();
	return 0;
}
