/* SPDX-License-Identifier: 0BSD */
/*
 * Questions to name servers (RFC 1035) over UDP: all servers of /etc/resolv.conf at once, and the first good answer
 * counts, as in musl; whose res_query would do the same in several times the bytes. A server whose port is closed is
 * known to be down at once, and one that answers with a failure is not waited for.
 *
 * Several questions are on their way at a time: one at first, one more with each answer, so that a server is
 * asked as fast as it answers. After a silence, or what is no answer at all, it is one again: some might be lost.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/times.h>
#include <unistd.h>

#include "source/dns.h"
#include "source/source.h"

enum { NO_ERROR, NO_SUCH_NAME = 3 }; /* response codes that settle a question */
enum { MOST = ENABLE_FEATURE_NAMES_AHEAD ? 64 : 1 };

struct question {
	uint8_t bytes[DNS_QUESTION];
	uint16_t length; /* 0: this is none */
	uint8_t tries;   /* how often it was asked before */
	uint8_t failed;  /* a bit for each server that did answer, and could not tell */
	uint32_t asked;  /* when, see now() */
	struct dns_asker asker;
};

static struct {
	uint32_t call;
	unsigned limit, count; /* of questions on their way: how many may be, and are */
	struct dns_servers servers;
	struct question question[MOST];
} dns;

/* Hundredths of a second since some time. They wrap. clock_gettime would cost a kilobyte for the vDSO. */
static uint32_t now(void)
{
	return times(&(struct tms){ 0 });
}

static void drop(struct pollfd *server)
{
	close(server->fd);
	server->fd = -1;
}

static bool may_answer(const struct question *q, unsigned server)
{
	return dns.servers.server[server].fd >= 0 && !(q->failed >> server & 1);
}

static void send_question(struct question *q)
{
	q->asked = now();
	for (unsigned i = 0; i < dns.servers.count; i++)
		if (may_answer(q, i) && send(dns.servers.server[i].fd, q->bytes, q->length, MSG_NOSIGNAL) < 0)
			drop(&dns.servers.server[i]);
}

/* Whether any server may still answer. */
static bool is_open(const struct question *q)
{
	for (unsigned i = 0; i < dns.servers.count; i++)
		if (may_answer(q, i))
			return true;
	return false;
}

static void settle(struct question *q, const uint8_t *answer, int length)
{
	q->length = 0;
	dns.count--;
	if (length >= 0 && dns.limit < MOST)
		dns.limit++;
	q->asker.answered(&q->asker, answer, length);
}

/* Asks again, or gives up, where a question's time has passed. */
static void expire(struct question *q)
{
	bool open = is_open(q);

	if (!q->length || (open && now() - q->asked < dns.servers.timeout * 100 / dns.servers.attempts))
		return;
	if (open && ++q->tries < dns.servers.attempts) {
		dns.limit = 1;
		send_question(q);
	} else {
		settle(q, 0, q->failed ? 0 : -1);
	}
}

/* Whether a message answers a question. An error may come without the question. */
static bool answers(const struct question *q, const uint8_t *answer, ssize_t n)
{
	if (!q->length || memcmp(answer, q->bytes, 2))
		return false;
	if (n == DNS_HEADER && (answer[3] & 15) != NO_ERROR)
		return true;
	return n >= q->length && !memcmp(answer + DNS_HEADER, q->bytes + DNS_HEADER, q->length - DNS_HEADER);
}

/* What a server has sent. */
static void take_answer(unsigned server, const uint8_t *answer, ssize_t n)
{
	for (struct question *q = dns.question; q < dns.question + MOST; q++) {
		unsigned code = answer[3] & 15;

		if (!answers(q, answer, n))
			continue;
		if (code == NO_ERROR || code == NO_SUCH_NAME)
			settle(q, answer, n);
		else
			q->failed |= 1 << server;
		return;
	}
}

/* All that has come, or of strays no more than so many. */
static void receive(unsigned server)
{
	struct pollfd *s = &dns.servers.server[server];
	uint8_t answer[1024];
	ssize_t n = 0;

	for (int i = 0; i < 2 * MOST && n >= 0; i++) {
		n = recv(s->fd, answer, sizeof answer, MSG_DONTWAIT);
		if (n >= DNS_HEADER && (answer[2] & 0x80))
			take_answer(server, answer, n);
		else if (n >= 0)
			dns.limit = 1;
	}
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		drop(s);
}

/* Hundredths of a second until the time of some question has passed. */
static uint32_t time_left(void)
{
	uint32_t all = dns.servers.timeout * 100 / dns.servers.attempts, left = all, at = now();

	for (struct question *q = dns.question; q < dns.question + MOST; q++) {
		uint32_t passed = at - q->asked;

		if (q->length && all - passed < left)
			left = all - passed;
		if (q->length && (passed >= all || !is_open(q)))
			return 0;
	}
	return left;
}

bool dns_wait(void)
{
	struct dns_servers *s = &dns.servers;

	if (!dns.count)
		return false;
	poll(s->server, s->count, time_left() * 10);
	for (unsigned i = 0; i < s->count; i++)
		if (s->server[i].fd >= 0 && s->server[i].revents)
			receive(i);
	for (struct question *q = dns.question; q < dns.question + MOST; q++)
		expire(q);
	return true;
}

void dns_make_room(void)
{
	if (dns.call != APPLET_CALL) {
		dns_servers_close(&dns.servers);
		memset(&dns, 0, sizeof dns);
		dns_servers_open(&dns.servers);
		dns.call = APPLET_CALL;
		dns.limit = 1;
	}
	while (dns.count >= dns.limit)
		dns_wait();
}

void dns_ask(const char *name, uint16_t type, const struct dns_asker *asker)
{
	struct question *q = dns.question;

	dns_make_room();
	while (q->length)
		q++;
	*q = (struct question){ .asker = *asker };
	q->length = dns_put_question(q->bytes, name, type);
	dns.count++;
	if (q->length)
		send_question(q);
	else
		settle(q, 0, 0);
}
