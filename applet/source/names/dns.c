/* SPDX-License-Identifier: 0BSD */
/*
 * Questions to name servers (RFC 1035) over UDP: all servers of /etc/resolv.conf at once, and the first good answer
 * counts, as in musl; whose res_query would do the same in several times the bytes. A server whose port is closed is
 * known to be down at once, and one that answers with a failure is not asked again.
 */
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <unistd.h>

#include "source/dns.h"
#include "source/source.h"

enum { SERVERS = 3, HEADER = 12, QUESTION = HEADER + 255 + 1 + 4, LABEL = 63 };
enum { NO_ERROR, NO_SUCH_NAME = 3 }; /* response codes that settle a question */

struct resolver {
	struct pollfd server[SERVERS]; /* a connected socket each, -1 when it is of no use */
	unsigned count, attempts, timeout; /* seconds, for all attempts together */
	bool failed;                   /* some server did answer, and could not tell */
};

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
static void add_server(struct resolver *r, struct scan *line)
{
	uint8_t address[16], family = scan_address(line, address);
	struct text zone = scan_text(line);

	if (r->count == SERVERS || !family)
		return;
	r->server[r->count++] = (struct pollfd){
		.fd = open_server(family, address, take_prefix(&zone, "%") ? interface_index(zone) : 0),
		.events = POLLIN,
	};
}

/* "options timeout:2 attempts:1" */
static void take_options(struct resolver *r, struct scan *line)
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

/* Without a word of servers there, that of this machine. */
static void resolver_open(struct resolver *r)
{
	static const char loopback[] = "127.0.0.1";

	*r = (struct resolver){ .attempts = 2, .timeout = 5 };
	settings_read("/etc/resolv.conf", take_line, r);
	if (!r->count)
		add_server(r, &(struct scan){ loopback, loopback + sizeof loopback - 1, false });
}

/* A server that is of no use any more: poll passes over negative numbers, and resolver_close knows it. */
static void drop(struct pollfd *server)
{
	server->fd = ~server->fd;
}

static void resolver_close(struct resolver *r)
{
	for (unsigned i = 0; i < r->count; i++)
		if (r->server[i].fd != -1)
			close(r->server[i].fd < 0 ? ~r->server[i].fd : r->server[i].fd);
}

/* Whether any server is of use. */
static bool resolver_alive(const struct resolver *r)
{
	for (unsigned i = 0; i < r->count; i++)
		if (r->server[i].fd >= 0)
			return true;
	return false;
}

/* Writes a question at `q`; its length, 0 when `name` is no name that DNS can hold. */
static size_t put_question(uint8_t q[QUESTION], const char *name, uint16_t type)
{
	uint8_t *p = q + HEADER;

	memset(q, 0, HEADER);
	if (syscall(SYS_getrandom, q, 2, 1 /* GRND_NONBLOCK */) != 2)
		q[0] = getpid(), q[1] = getpid() >> 8;
	q[2] = 1; /* recursion desired */
	q[5] = 1; /* one question */
	while (*name) {
		size_t length = strchrnul(name, '.') - name;

		if (!length || length > LABEL || p + 1 + length > q + QUESTION - 5)
			return 0;
		*p++ = length;
		memcpy(p, name, length);
		p += length;
		name += length + (name[length] == '.');
	}
	memcpy(p, (uint8_t[]){ 0, type >> 8, type, 0, 1 }, 5); /* the root, the type, class IN */
	return p + 5 - q;
}

/* Receives from a server: the length of an answer that settles our question, else 0. */
static int take_answer(struct resolver *r, struct pollfd *server, const uint8_t *question, size_t length,
		       uint8_t *answer, size_t size)
{
	ssize_t n = recv(server->fd, answer, size, MSG_DONTWAIT);
	unsigned code;

	if (n < 0 && errno != EAGAIN && errno != EINTR)
		drop(server);
	if (n < HEADER || memcmp(answer, question, 2) || !(answer[2] & 0x80))
		return 0;
	code = answer[3] & 15;
	/* An error may come without the question. */
	if ((n > HEADER || code == NO_ERROR) &&
	    (n < (ssize_t)length || memcmp(answer + HEADER, question + HEADER, length - HEADER)))
		return 0;
	if (code == NO_ERROR || code == NO_SUCH_NAME)
		return n;
	r->failed = true;
	drop(server);
	return 0;
}

/* Hundredths of a second since some time. They wrap. clock_gettime would cost a kilobyte for the vDSO. */
static uint32_t now(void)
{
	return times(&(struct tms){ 0 });
}

/* Asks all servers once and waits for a time, which strays do not prolong; 0 when none settled it. */
static int ask_once(struct resolver *r, const uint8_t *question, size_t length, uint8_t *answer, size_t size)
{
	uint32_t start = now(), wait = r->timeout * 100 / r->attempts, passed = 0;

	for (unsigned i = 0; i < r->count; i++)
		if (r->server[i].fd >= 0 && send(r->server[i].fd, question, length, MSG_NOSIGNAL) < 0)
			drop(&r->server[i]);
	for (; resolver_alive(r) && passed < wait; passed = now() - start) {
		if (poll(r->server, r->count, (wait - passed) * 10) < 0 && errno != EINTR)
			break;
		for (unsigned i = 0; i < r->count; i++) {
			int n = r->server[i].fd >= 0 && r->server[i].revents
				? take_answer(r, &r->server[i], question, length, answer, size) : 0;

			if (n)
				return n;
		}
	}
	return 0;
}

int dns_query(const char *name, uint16_t type, uint8_t *answer, size_t size)
{
	uint8_t question[QUESTION];
	size_t length = put_question(question, name, type);
	struct resolver r;
	int n = 0;

	if (!length)
		return 0;
	resolver_open(&r);
	for (unsigned i = 0; !n && i < r.attempts; i++)
		n = ask_once(&r, question, length, answer, size);
	resolver_close(&r);
	return n ? n : r.failed ? 0 : -1;
}

int dns_skip_name(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *start = p;

	while (p < end) {
		if (*p >= 0xc0)
			return end - p < 2 ? -1 : p + 2 - start;
		if (!*p)
			return p + 1 - start;
		p += 1 + *p;
	}
	return -1;
}

static bool is_host_label(const uint8_t *p, size_t length)
{
	for (; length; p++, length--) {
		bool letter = (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z', digit = *p >= '0' && *p <= '9';

		if (!letter && !digit && *p != '-' && *p != '_')
			return false;
	}
	return true;
}

/* Pointers go backwards in any honest message, so that many steps are enough for the longest name. */
int dns_host_name(const uint8_t *message, const uint8_t *end, const uint8_t *p, char name[HOST_NAME])
{
	size_t length = 0;

	for (int steps = 0; steps < 256 && p < end; steps++) {
		if (*p >= 0xc0) {
			if (end - p < 2)
				return -1;
			p = message + ((p[0] & 0x3f) << 8 | p[1]);
			continue;
		}
		if (!*p)
			return length;
		if (*p > LABEL || end - p <= *p || length + (length > 0) + *p > HOST_NAME || !is_host_label(p + 1, *p))
			return -1;
		if (length)
			name[length++] = '.';
		memcpy(name + length, p + 1, *p);
		length += *p;
		p += 1 + *p;
	}
	return -1;
}
