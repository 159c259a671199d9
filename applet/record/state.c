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
#define STATE_WORD(word, states) word "\0"
#include "record/tcp-states.def"
#include "record/state-words.def"
#undef TCP_STATE
#undef STATE_WORD
	;

static const uint16_t meanings[] = {
#define TCP_STATE(number, name, netstat, ss, word) 1 << number,
#define STATE_WORD(word, states) states,
#include "record/tcp-states.def"
#include "record/state-words.def"
#undef TCP_STATE
#undef STATE_WORD
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
