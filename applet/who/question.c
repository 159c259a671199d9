/* SPDX-License-Identifier: 0BSD */
/*
 * What is asked for, from a word: a port, with its protocol or without, the path of a unix socket, or a process.
 */
#include <string.h>
#include <sys/socket.h>

#include "who/who.h"

static bool is_path(const char *word, const char *colon)
{
	return *word == '@' || *word == '/' || (strchr(word, '/') && !colon);
}

/* Of "tcp" or "udp" in front of the colon; 0: neither. */
static unsigned protocols_of(const char *word, const char *colon)
{
	struct text t = { word, colon - word };

	return text_is(t, "tcp") ? 1 << PROTOCOL_TCP : text_is(t, "udp") ? 1 << PROTOCOL_UDP : 0;
}

bool who_understand(struct question *q, const char *word)
{
	const char *colon = strchr(word, ':'), *name = colon ? colon + 1 : word;
	uint64_t number;

	*q = (struct question){ .port = -1, .protocols = 1 << PROTOCOL_TCP | 1 << PROTOCOL_UDP };
	if (is_path(word, colon)) {
		q->path = word;
		q->protocols = 1 << PROTOCOL_UNIX;
		return true;
	}
	if (colon && colon != word) {
		q->protocols = protocols_of(word, colon);
		name = q->protocols ? name : "";
	}
	if (parse_number(name, UINT32_MAX, &number) && number) {
		q->port = number <= UINT16_MAX ? (int64_t)number : -1;
		q->pid = colon ? 0 : number;
	} else if (*name) {
		q->port = service_port((struct text){ name, strlen(name) }, q->protocols);
	}
	if (q->port < 0 && !q->pid)
		complain("neither a port, nor a path, nor a process: ", word, (char *)0);
	return q->port >= 0 || q->pid;
}

static bool has_holder(const struct who *w, uint64_t inode, uint32_t pid)
{
	size_t count, first = owners_find(&w->owners, inode, &count);

	while (count--)
		if (owners_get(&w->owners, first + count).pid == pid)
			return true;
	return false;
}

bool who_asks_for(const struct who *w, const struct sock *s)
{
	const struct question *q = &w->question;

	if (q->pid)
		return s->inode && has_holder(w, s->inode, q->pid);
	if (w->listening && !sock_is_listening(s))
		return false;
	if (q->path)
		return s->path_length == strlen(q->path) && !memcmp(s->path, q->path, s->path_length);
	return s->family != AF_UNIX && s->local.port == q->port;
}
