/* SPDX-License-Identifier: 0BSD */
/*
 * Names of hosts, from /etc/hosts by the line walker, else from DNS. The answers are kept in two tables: when one is
 * full, with MOST addresses or TEXT bytes of names, the other one begins anew. So the last MOST addresses are always
 * there, each is asked for once, and one may be asked for long before its name is wanted.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/dns.h"
#include "source/source.h"

enum { SLOTS = ENABLE_FEATURE_NAMES_AHEAD ? 1024 : 512, MOST = SLOTS / 4 * 3, TEXT = SLOTS * 32 };

struct slot {
	uint8_t family; /* 0: empty */
	bool asked;     /* and not answered yet */
	uint8_t length; /* of the name, 0 when there is none */
	uint16_t at;    /* in `text` */
	uint8_t address[16];
};

static struct names {
	unsigned count;
	size_t used; /* of `text` */
	struct slot slot[SLOTS];
	char text[TEXT];
} names[2], *kept = names, *before = names + 1;

static void begin_anew(void)
{
	struct names *oldest = before;

	before = kept;
	kept = oldest;
	kept->count = kept->used = 0;
	memset(kept->slot, 0, sizeof kept->slot);
}

/* Where an address is in a table, or would be. Some slots are always empty. */
static struct slot *find(struct names *table, uint8_t family, const uint8_t *address)
{
	size_t size = family == AF_INET6 ? 16 : 4;
	uint32_t hash = family;
	struct slot *s;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ address[i]) * 0x01000193; /* FNV-1a */
	do
		s = &table->slot[hash++ % SLOTS];
	while (s->family && (s->family != family || memcmp(s->address, address, size)));
	return s;
}

/* Its name, or (asked) a place for the name that comes later. */
static struct slot *keep(uint8_t family, const uint8_t *address, bool asked, const char *name, size_t length)
{
	struct slot *s = find(kept, family, address);

	if ((!s->family && kept->count == MOST) || kept->used + length > TEXT) {
		begin_anew();
		s = find(kept, family, address);
	}
	kept->count += !s->family;
	s->family = family;
	s->asked = asked;
	s->length = length;
	s->at = kept->used;
	memcpy(s->address, address, family == AF_INET6 ? 16 : 4);
	memmove(kept->text + kept->used, name, length);
	kept->used += length;
	return s;
}

/* What is known of an address, copied from the older table if only that has it; null when it was not asked for. */
static struct slot *known(uint8_t family, const uint8_t *address)
{
	struct slot *s = find(kept, family, address);

	if (s->family)
		return s;
	s = find(before, family, address);
	return s->family ? keep(family, address, s->asked, before->text + s->at, s->length) : 0;
}

struct search {
	const char *address; /* as text */
	char *name;          /* of UINT8_MAX bytes */
	size_t length;       /* of the name, 0 when there is none */
};

static enum line match_address(void *ctx, struct scan *line)
{
	struct search *s = ctx;
	struct text address = scan_text(line), word = scan_text(line);

	if (!text_is(address, s->address) || !word.length || word.length > UINT8_MAX || *word.p == '#')
		return LINE_GOOD;
	s->length = word.length;
	memcpy(s->name, word.p, word.length);
	return LINE_LAST;
}

static void ask(uint8_t family, const uint8_t *address)
{
	char text[ADDRESS_TEXT], name[UINT8_MAX];
	struct search s = { text, name, 0 };

	*put_ip(text, family, address) = '\0';
	settings_read("/etc/hosts", match_address, &s);
	keep(family, address, !s.length, name, s.length);
	if (!s.length)
		dns_ask_name(family, address);
}

void host_found(uint8_t family, const uint8_t *address, const char *name, size_t length)
{
	keep(family, address, false, name, length);
}

static void begin_call(void)
{
	static uint32_t call;

	if (call == APPLET_CALL)
		return;
	call = APPLET_CALL;
	begin_anew();
	begin_anew();
}

void host_ask(const struct sock *s, const struct endpoint *e)
{
	bool mapped = ENABLE_FEATURE_IPV6 && address_is_v4mapped(s, e);
	uint8_t family = mapped ? AF_INET : s->family;
	const uint8_t *address = e->address + (mapped ? 12 : 0);

	begin_call();
	if (family != AF_INET && family != AF_INET6)
		return;
	if (!address_is_zero(address, family == AF_INET ? 4 : 16) && !known(family, address))
		ask(family, address);
}

struct text host_name(uint8_t family, const uint8_t *address)
{
	struct slot *s;

	begin_call();
	for (;;) {
		s = known(family, address);
		if (!s)
			ask(family, address);
		else if (!s->asked || !dns_wait())
			return (struct text){ kept->text + s->at, s->length };
	}
}
