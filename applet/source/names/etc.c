/* SPDX-License-Identifier: 0BSD */
/*
 * Names from /etc/services, /etc/protocols, /etc/networks and /etc/passwd by the line walker: libc's own look-ups cost 18 to 35
 * kilobytes. A name is looked for once; what was found, and what was not, is kept in a small table.
 */
#include <string.h>

#include "source/source.h"
#include "record/sock.h"

struct kept {
	uint32_t key, call;
	uint8_t length;
	char name[35];
};

typedef bool match_fn(struct scan *line, uint32_t key, struct text *name);

struct search {
	struct kept *kept;
	match_fn *match;
};

static enum line try_line(void *ctx, struct scan *line)
{
	struct search *s = ctx;
	struct kept *k = s->kept;
	struct text name;

	if (!s->match(line, k->key, &name) || name.length > sizeof k->name)
		return LINE_GOOD;
	k->length = name.length;
	memcpy(k->name, name.p, name.length);
	return LINE_LAST;
}

/* The name on the line that `match` accepts, which is looked for once. */
static struct text find(struct kept *k, uint32_t key, const char *path, match_fn *match)
{
	if (k->call != APPLET_CALL || k->key != key) {
		k->call = APPLET_CALL;
		k->key = key;
		k->length = 0;
		settings_read(path, try_line, &(struct search){ k, match });
	}
	return (struct text){ k->name, k->length };
}

/* "http 80/tcp www"; the key is the port and, above it, the protocol. UDP-Lite has UDP's ports (RFC 3828 6). */
static bool match_service(struct scan *line, uint32_t key, struct text *name)
{
	*name = scan_text(line);
	if (scan_number(line, 10, UINT16_MAX) != (key & UINT16_MAX) || line->bad || *name->p == '#')
		return false;
	scan_char(line, '/');
	return text_is(scan_text(line), key >> 16 == PROTOCOL_TCP ? "tcp" : key >> 16 == PROTOCOL_SCTP ? "sctp" : "udp");
}

/* "icmp 1 ICMP" */
static bool match_protocol(struct scan *line, uint32_t key, struct text *name)
{
	*name = scan_text(line);
	return scan_decimal(line) == key && !line->bad && *name->p != '#';
}

/* "loopback 127.0.0.0"; zeros at the end may be left out. The key is the address in network byte order. */
static bool match_network(struct scan *line, uint32_t key, struct text *name)
{
	uint8_t address[4] = { 0 };

	*name = scan_text(line);
	for (int i = 0; i < 4 && (!i || (line->p < line->end && *line->p == '.')); i++) {
		line->p += i > 0;
		address[i] = scan_number(line, 10, UINT8_MAX);
	}
	return !memcmp(address, &key, 4) && !line->bad && *name->p != '#';
}

/* "root:x:0:0:..." */
static bool match_user(struct scan *line, uint32_t key, struct text *name)
{
	name->p = line->p;
	for (int colons = 0; colons < 2 && line->p < line->end; line->p++) {
		if (*line->p != ':')
			continue;
		if (!colons++)
			name->length = line->p - name->p;
	}
	return scan_decimal(line) == key && !line->bad;
}

enum { PORTS_NAMED = (UINT16_MAX + 1) / 8 };

/* One bit for each port that /etc/services names at all: most ports of a busy machine are in no file. */
static enum line note_service(void *ctx, struct scan *line)
{
	uint8_t *named = ctx;
	uint16_t port;

	scan_text(line);
	port = scan_number(line, 10, UINT16_MAX);
	named[port / 8] |= !line->bad << port % 8;
	return LINE_GOOD;
}

struct text service_name(uint16_t port, uint8_t protocol)
{
	static struct kept kept[64];
	static uint8_t named[PORTS_NAMED];
	static uint32_t loaded;

	if (loaded != APPLET_CALL) {
		memset(named, 0, sizeof named);
		settings_read("/etc/services", note_service, named);
	}
	loaded = APPLET_CALL;
	if (!(named[port / 8] >> port % 8 & 1))
		return (struct text){ 0, 0 };
	return find(&kept[port % ARRAY_SIZE(kept)], port | protocol << 16, "/etc/services", match_service);
}

struct text protocol_name(uint16_t number)
{
	static struct kept kept[4];

	return find(&kept[number % ARRAY_SIZE(kept)], number, "/etc/protocols", match_protocol);
}

struct text network_name(const uint8_t *address)
{
	static struct kept kept[64];
	uint32_t key;

	memcpy(&key, address, 4);
	return find(&kept[(address[0] ^ address[1] ^ address[2]) % ARRAY_SIZE(kept)], key, "/etc/networks",
		    match_network);
}

struct text user_name(uint32_t uid)
{
	static struct kept kept[16];

	return find(&kept[uid % ARRAY_SIZE(kept)], uid, "/etc/passwd", match_user);
}
