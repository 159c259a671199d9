/* SPDX-License-Identifier: 0BSD */
/*
 * The name servers of /etc/resolv.conf.
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/dns.h"
#include "source/source.h"

static bool take_prefix(struct text *t, const char *prefix)
{
	size_t length = strlen(prefix);

	if (t->length < length || memcmp(t->p, prefix, length))
		return false;
	t->p += length;
	t->length -= length;
	return true;
}

/*
 * A socket that talks to port 53 of the address alone; -1 when it cannot be had. The zone is an interface's
 * index, or 0.
 */
static int open_server(uint8_t family, const uint8_t *address, uint32_t zone)
{
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(53) };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons(53), .sin6_scope_id = zone };
	bool inet6 = family == AF_INET6;
	int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memcpy(inet6 ? (void *)&in6.sin6_addr : &in.sin_addr, address, inet6 ? 16 : 4);
	if (fd >= 0 && connect(fd, inet6 ? (void *)&in6 : (void *)&in, inet6 ? sizeof in6 : sizeof in)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* "127.0.0.1", "fe80::1%eth0" */
static void add_server(struct dns_servers *r, struct scan *line)
{
	uint8_t address[16], family = scan_address(line, address);
	struct text zone = scan_text(line);

	if (r->count == DNS_SERVERS || !family)
		return;
	r->server[r->count++] = (struct pollfd){
		.fd = open_server(family, address, take_prefix(&zone, "%") ? interface_index(zone) : 0),
		.events = POLLIN,
	};
}

/* "options timeout:2 attempts:1" */
static void take_options(struct dns_servers *r, struct scan *line)
{
	for (;;) {
		struct text word = scan_text(line);
		unsigned *value = take_prefix(&word, "timeout:") ? &r->timeout :
				  take_prefix(&word, "attempts:") ? &r->attempts : 0;
		struct scan number = { .p = word.p, .end = word.p + word.length };
		unsigned given = value ? scan_number(&number, 10, 60) : 0;

		if (value && !number.bad && given)
			*value = given;
		if (!word.length && !value)
			return;
	}
}

/* What resolv.conf(5) says. */
static enum line take_line(void *ctx, struct scan *line)
{
	struct text word = scan_text(line);

	scan_blanks(line);
	if (text_is(word, "nameserver"))
		add_server(ctx, line);
	else if (text_is(word, "options"))
		take_options(ctx, line);
	return LINE_GOOD;
}

void dns_servers_open(struct dns_servers *r)
{
	static const char loopback[] = "127.0.0.1";

	*r = (struct dns_servers){ .attempts = 2, .timeout = 5 };
	settings_read("/etc/resolv.conf", take_line, r);
	if (!r->count)
		add_server(r, &(struct scan){ loopback, loopback + sizeof loopback - 1, false });
}

void dns_servers_close(struct dns_servers *r)
{
	for (unsigned i = 0; i < r->count; i++)
		if (r->server[i].fd >= 0)
			close(r->server[i].fd);
	r->count = 0;
}
