/* SPDX-License-Identifier: 0BSD */
/*
 * The choice that -a and -l make.
 */
#include "filter.h"

bool filter_show(enum show show, const struct sock *s)
{
	return show == SHOW_ALL || sock_is_listening(s) == (show == SHOW_LISTENING);
}
