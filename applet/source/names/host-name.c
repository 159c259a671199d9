/* SPDX-License-Identifier: 0BSD */
/*
 * Names of hosts, from /etc/hosts by the line walker, else from DNS. Each address is looked for once, as long as
 * there are no more than the table keeps: MOST addresses, whose names come to no more than TEXT bytes. Then the
 * table begins anew.
 */
#include <string.h>
#include <sys/socket.h>

#include "source/dns.h"
#include "source/source.h"

enum { SLOTS = 512, MOST = SLOTS / 4 * 3, TEXT = 16 << 10 };

struct slot {
	uint8_t family; /* 0: empty */
	uint8_t length; /* of the name, 0 when there is none */
	uint16_t at;    /* in `text` */
	uint8_t address[16];
};

static struct {
	uint32_t call;
	unsigned count;
	size_t used; /* of `text` */
	struct slot slot[SLOTS];
	char text[TEXT];
} kept;

static void forget(void)
{
	kept.call = APPLET_CALL;
	kept.count = kept.used = 0;
	memset(kept.slot, 0, sizeof kept.slot);
}

/* Where an address is, or would be. Some slots are always empty. */
static struct slot *find(uint8_t family, const uint8_t *address)
{
	size_t size = family == AF_INET6 ? 16 : 4;
	uint32_t hash = family;
	struct slot *s;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ address[i]) * 0x01000193; /* FNV-1a */
	do
		s = &kept.slot[hash++ % SLOTS];
	while (s->family && (s->family != family || memcmp(s->address, address, size)));
	return s;
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

/* From /etc/hosts or DNS. Its length, 0 when there is none. */
static size_t look_up(uint8_t family, const uint8_t *address, char name[UINT8_MAX])
{
	char text[ADDRESS_TEXT];
	struct search s = { text, name, 0 };

	*put_ip(text, family, address) = '\0';
	settings_read("/etc/hosts", match_address, &s);
	return s.length ? s.length : dns_name(family, address, name);
}

struct text host_name(uint8_t family, const uint8_t *address)
{
	struct slot *s;

	if (kept.call != APPLET_CALL)
		forget();
	s = find(family, address);
	if (!s->family) {
		char name[UINT8_MAX];
		size_t length = look_up(family, address, name);

		if (kept.count == MOST || kept.used + length > TEXT) {
			forget();
			s = find(family, address);
		}
		s->family = family;
		s->length = length;
		s->at = kept.used;
		memcpy(s->address, address, family == AF_INET6 ? 16 : 4);
		memcpy(kept.text + kept.used, name, length);
		kept.used += length;
		kept.count++;
	}
	return (struct text){ kept.text + s->at, s->length };
}
