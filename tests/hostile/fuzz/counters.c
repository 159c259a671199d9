/* SPDX-License-Identifier: 0BSD */
/*
 * Files of counters, of SCTP's sockets and of the lesser families with any bytes in them, through their decoders
 * and on to what is printed of them. The first byte says which file it is.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "view/family.h"
#include "view/statistics.h"

static struct out out;

static const struct family *const families[] = {
	&ipx_family, &ax25_family, &x25_family, &netrom_family, &rose_family, &l2cap_family, &rfcomm_family,
};

static const struct family *family;

static bool show_fields(void *ctx, const struct fields *f)
{
	struct view *v = ctx;

	if (f && (f->count > 24 || (f->count && !f->field[0].length)))
		abort();
	if (f)
		return family_row(family, v, f);
	family_titles(family, v);
	return true;
}

static int show_sock(void *ctx, const struct sock *s)
{
	if (s->protocol != PROTOCOL_SCTP || s->family != AF_INET6)
		abort();
	layout_row(&inet_layout, ctx, s, ~s->absent);
	return 0;
}

static void show_counter(void *ctx, const struct counter *c)
{
	if (!c->group.length || (c->name.length && !c->value.length))
		abort();
	statistics_show(ctx, c);
}

static void read_sctp(struct view *v, const uint8_t *data, size_t size, struct context *where)
{
	static const struct table tables[] = {
		{ "sctp/eps", PROTOCOL_SCTP, AF_UNSPEC }, { "sctp/assocs", PROTOCOL_SCTP, AF_INET },
	};

	for (unsigned i = 0; i < 2; i++) {
		fuzz_file("net/sctp", tables[i].name + 5, data, size);
		if (table_read(&tables[i], show_sock, v, where))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char buffer[4096];
	static struct owners owners;
	struct statistics statistics = { .out = &out, .protocols = 255, .others = true, .indent = 4 };
	struct view view = { .out = &out, .owners = &owners, .columns = 255, .numeric_hosts = true,
			     .numeric_ports = true, .numeric_users = true };
	struct context where;

	out_open(&out, open("/dev/null", O_WRONLY), buffer, sizeof buffer);
	if (size) {
		unsigned what = data[0] % 11;

		fuzz_file("net", "file", data + 1, size - 1);
		context_open(&where);
		family = what < 4 ? 0 : families[what - 4];
		if (what == 0)
			counter_pairs_read("net/file", show_counter, &statistics, &where);
		else if (what == 1)
			counter_lines_read("net/file", 0, show_counter, &statistics, &where);
		else if (what == 2)
			counter_lines_read("net/file", "Sctp", show_counter, &statistics, &where);
		else if (what == 3)
			read_sctp(&view, data + 1, size - 1, &where);
		else
			fields_read("net/file", family != &ax25_family && family != &l2cap_family && family != &rfcomm_family, show_fields, &view, &where);
	}
	out_flush(&out);
	close(out.fd);
	return 0;
}
