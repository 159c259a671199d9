/* SPDX-License-Identifier: 0BSD */
/*
 * The fields of a socket.
 */
#include "view/value.h"

#include "record/sock.def"

const struct field_list sock_fields = VALUE_LIST(SOCK_FIELDS);
const struct field_list timer_fields = VALUE_LIST(TIMER_FIELDS);
const struct field_list count_fields = VALUE_LIST(COUNT_FIELDS);

struct values sock_values(const struct sock *s)
{
	return (struct values){
		.list = &sock_fields, .record = s, .length = sizeof *s, .known = sock_known(s), .family = s->family,
		.protocol = s->protocol,
	};
}
