/* SPDX-License-Identifier: 0BSD */
/*
 * The fields of a socket.
 */
#include "view/value.h"

#include "record/sock.def"

const struct field_list sock_fields = VALUE_LIST(SOCK_FIELDS);
const struct field_list timer_fields = VALUE_LIST(TIMER_FIELDS);
const struct field_list count_fields = VALUE_LIST(COUNT_FIELDS);

/* FIELD_PATH and FIELD_STRING are a struct text. */
IF_FEATURE_NAMESPACES(
_Static_assert(offsetof(struct sock, netns_length) - offsetof(struct sock, netns) == offsetof(struct text, length),
	       "the name of a namespace is a struct text");
)
_Static_assert(offsetof(struct sock, path_length) - offsetof(struct sock, path) == offsetof(struct text, length),
	       "the path is a struct text");

struct values sock_values(const struct sock *s)
{
	return (struct values){
		.list = &sock_fields, .record = s, .length = sizeof *s, .known = sock_known(s), .family = s->family,
		.protocol = s->protocol,
	};
}
