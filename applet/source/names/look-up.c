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

#include "source/source.h"

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

struct service {
	struct text name;
	unsigned protocols;
	int32_t port; /* -1: none yet, or several */
};

/* "http 80/tcp www" */
static enum line match_service(void *ctx, struct scan *line)
{
	struct service *s = ctx;
	struct text first = scan_text(line), protocol;
	int32_t number = scan_number(line, 10, UINT16_MAX);
	unsigned bit;

	scan_char(line, '/');
	protocol = scan_text(line);
	bit = text_is(protocol, "tcp") << PROTOCOL_TCP | text_is(protocol, "udp") << PROTOCOL_UDP;
	if (line->bad || !(s->protocols ? bit & s->protocols : bit) || !(same(first, s->name) || names(line, s->name)))
		return LINE_GOOD;
	if (s->port >= 0 && s->port != number) {
		s->port = -1;
		return LINE_LAST;
	}
	s->port = number;
	return LINE_GOOD;
}

int32_t service_port(struct text name, unsigned protocols)
{
	struct service s = { name, protocols, -1 };

	settings_read("/etc/services", match_service, &s);
	return s.port;
}

struct host {
	struct text name;
	uint8_t family; /* AF_UNSPEC: either */
	address_fn *found;
	void *ctx;
	bool any;
};

/* "127.0.0.1 localhost loopback" */
static enum line match_host(void *ctx, struct scan *line)
{
	struct host *h = ctx;
	uint8_t address[16], family = scan_address(line, address);

	if (family && (!h->family || h->family == family) && names(line, h->name)) {
		h->found(h->ctx, family, address);
		h->any = true;
	}
	return LINE_GOOD;
}

bool host_addresses(struct text name, uint8_t family, address_fn *found, void *ctx)
{
	struct host h = { name, family, found, ctx, false };

	settings_read("/etc/hosts", match_host, &h);
	return h.any;
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

char *interface_name(uint32_t index, char name[16])
{
	struct ifreq request = { .ifr_ifindex = index };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	char *end;

	if (fd >= 0 && !ioctl(fd, SIOCGIFNAME, &request)) {
		request.ifr_name[IFNAMSIZ - 1] = '\0';
		end = put_text(name, request.ifr_name);
	} else {
		end = put_number(put_text(name, "if"), index);
	}
	*end = '\0';
	if (fd >= 0)
		close(fd);
	return end;
}

static enum line port_range(void *ctx, struct scan *line)
{
	struct context *where = ctx;
	uint16_t first = scan_number(line, 10, UINT16_MAX), last = scan_number(line, 10, UINT16_MAX);

	if (!line->bad) {
		where->low_port = first;
		where->high_port = last;
	}
	return LINE_LAST;
}

/* What the kernel starts with where /proc/sys is not to be seen: net/ipv4/af_inet.c:inet_init_net. */
void local_port_range(struct context *where)
{
	const char *single = getenv("PROC_IP_LOCAL_PORT_RANGE");
	char path[PROC_PATH];

	if (where->ports_known)
		return;
	where->ports_known = true;
	where->low_port = 32768;
	where->high_port = 60999;
	if (single && !may_name_files())
		single = 0;
	settings_read(single ? single : proc_path(where, path, "sys/net/ipv4/ip_local_port_range"), port_range, where);
}
