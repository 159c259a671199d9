/* SPDX-License-Identifier: 0BSD */
/*
 * What a socket's details say, where the kernel has told them.
 */
#include "check/check.h"

const struct tcp_values *tcp_values_of(const struct sock *s, size_t bytes)
{
	const struct details *d = s->details;

	return d && s->protocol == PROTOCOL_TCP && d->length[DETAIL_TCP] >= bytes ? &d->tcp : 0;
}

const struct memory_values *memory_of(const struct sock *s)
{
	const struct details *d = s->details;

	return d && d->length[DETAIL_MEMORY] >= sizeof d->memory ? &d->memory : 0;
}

bool drops_of(const struct sock *s, uint32_t *drops)
{
	*drops = s->drops;
	return (s->known & KNOWN_DROPS) != 0;
}
