/* SPDX-License-Identifier: 0BSD */
/*
 * The states of ss: TCP's, in its own words, for sockets of every kind, and the groups of them it has names for.
 */
#include <sys/socket.h>

#include "lib/lib.h"
#include "record/sock.h"

/* What the kernel has besides the states of tcp-states.def, and never shows in /proc. */
enum { STATE_BOUND_INACTIVE = 13 };

/* Short names in the order of their numbers, each ended by a NUL; 0 is no state. */
static const char names[] = "UNKNOWN\0"
#define TCP_STATE(number, name, netstat, ss, word) ss "\0"
#include "record/tcp-states.def"
#undef TCP_STATE
	;

/* Words, and what each stands for. */
static const char words[] =
#define TCP_STATE(number, name, netstat, ss, word) word "\0"
#include "record/tcp-states.def"
#undef TCP_STATE
	"bound-inactive\0" "close\0" "closed\0" "syn-rcv\0"
	"all\0" "connected\0" "synchronized\0" "bucket\0" "big\0";

static const uint16_t meanings[] = {
#define TCP_STATE(number, name, netstat, ss, word) 1 << number,
#include "record/tcp-states.def"
#undef TCP_STATE
	1 << STATE_BOUND_INACTIVE, 1 << STATE_CLOSE, 1 << STATE_CLOSE, 1 << STATE_SYN_RECV,
	STATES_ALL, STATES_CONNECTED, STATES_CONNECTED & ~(1 << STATE_SYN_SENT), STATES_BUCKET, STATES_ALL & ~STATES_BUCKET,
};

unsigned states_named(const char *word)
{
	int found = find_word(words, word);

	return found < 0 ? 0 : meanings[found];
}

const char *state_name(unsigned state)
{
	const char *name = word_at(names, state);

	return *name ? name : 0;
}

unsigned sock_state(const struct sock *s)
{
	static const uint8_t of_unix[] = {
		[UNIX_UNCONNECTED] = STATE_CLOSE,
		[UNIX_CONNECTING] = STATE_SYN_SENT,
		[UNIX_CONNECTED] = STATE_ESTABLISHED,
		[UNIX_DISCONNECTING] = STATE_CLOSING,
	};

	if (s->family != AF_UNIX)
		return s->state;
	if (sock_is_listening(s))
		return STATE_LISTEN;
	return s->state < ARRAY_SIZE(of_unix) ? of_unix[s->state] : 0;
}
