/* SPDX-License-Identifier: 0BSD */
/*
 * Any bytes as a filter expression, words ended by NULs. What is accepted only leads forward, stays within its
 * arrays, gives every socket an answer, and the opposite one when all of it is negated; and what it says of a socket's
 * ends is so of each that it matches.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "filter/expression.h"
#include "source/context.h"
#include "fuzz.h"

static const struct sock socks[] = {
	{ .family = AF_INET, .local = { { 127, 0, 0, 1 }, 22 }, .peer = { { 10, 1, 2, 3 }, 40000 } },
	{ .family = AF_INET6, .local = { { [10] = 0xff, 0xff, 127, 0, 0, 1 }, 443 }, .peer = { { 0x20, 1, [15] = 1 }, 1 } },
	{ .family = AF_UNIX, .path = "/run/foo.sock", .path_length = 13 },
	{ .family = AF_UNIX, .path = "@0001f", .path_length = 6 },
	{ .family = AF_NETLINK, .local = { { [3] = 15 }, -4097 } },
	{ .family = AF_PACKET, .local = { { [2] = 8 }, 1 }, .interface = 1 },
	{ .family = AF_VSOCK, .local = { { [3] = 2 }, 1024 }, .mark = 7, .cgroup = 1 },
};

static void check_program(const struct expression *e)
{
	if (e->count > EXPRESSION_TESTS || e->used > EXPRESSION_TEXT)
		abort();
	for (unsigned i = 0; i < e->count; i++) {
		const struct test *t = &e->test[i];

		if (t->yes <= i || t->no <= i || (t->yes >= e->count && t->yes < TEST_MATCHED) ||
		    (t->no >= e->count && t->no < TEST_MATCHED))
			abort();
		if (t->kind == TEST_HOST && t->host.bits > 8 * sizeof t->host.address)
			abort();
		if (t->kind == TEST_NAME && (t->name.p < e->text || t->name.p + t->name.length > e->text + e->used))
			abort();
	}
}

static void check_end(const struct sock *s, const struct endpoint *have, const struct endpoint *said, uint8_t family)
{
	const uint8_t *address = have->address + (family == AF_INET && s->family == AF_INET6 ? 12 : 0);

	if (said->port && said->port != have->port)
		abort();
	if (family && memcmp(address, said->address, family == AF_INET6 ? 16 : 4))
		abort();
}

static void check_ends(const struct expression *e)
{
	struct sock said;

	if (!expression_ends(e, &said))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(socks); i++) {
		if (!expression_matches(e, &socks[i]))
			continue;
		check_end(&socks[i], &socks[i].local, &said.local, said.family);
		check_end(&socks[i], &socks[i].peer, &said.peer, said.family);
	}
}

/* The words, and the memory they are in: "not (", the bytes, ")". */
static void split(char *words[], char *text, size_t size)
{
	size_t n = 0;

	words[n++] = (char *)"not (";
	while (size && n < 64) {
		size_t length = strlen(text) + 1;

		words[n++] = text;
		length = length < size ? length : size;
		text += length;
		size -= length;
	}
	words[n++] = (char *)")";
	words[n] = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct expression plain, negated, file;
	struct context where;
	static const uint8_t families[] = { AF_UNSPEC, AF_INET, AF_INET6, AF_UNIX, AF_PACKET, AF_NETLINK, AF_VSOCK };
	char *words[80], *text, **last = words;

	if (!size)
		return 0;
	text = calloc(1, size);
	memcpy(text, data + 1, size - 1);
	split(words, text, size - 1);
	while (last[1])
		last++;
	memset(&plain, 0, sizeof plain);
	memset(&negated, 0, sizeof negated);
	context_open(&where);
	plain.where = negated.where = &where;
	plain.family = negated.family = families[*data % sizeof families];
	if (!expression_parse(&negated, words)) {
		*last = 0;
		if (expression_parse(&plain, words + 1))
			abort();
		check_program(&plain);
		check_program(&negated);
		check_ends(&plain);
		check_ends(&negated);
		for (size_t i = 0; plain.count && i < ARRAY_SIZE(socks); i++)
			if (expression_matches(&plain, &socks[i]) == expression_matches(&negated, &socks[i]))
				abort();
	}
	fuzz_file("", "filter", (uint8_t *)text, size - 1);
	memset(&file, 0, sizeof file);
	file.where = &where;
	if (!expression_parse_file(&file, fuzz_path("filter")) && !expression_parse(&file, words + 1))
		check_program(&file);
	free(text);
	return 0;
}
