/* SPDX-License-Identifier: 0BSD */
/*
 * The choice that -a and -l make.
 */
#include "filter.h"

const char *show_name(enum show show)
{
	static const char names[][28] = {
		[SHOW_CONNECTED] = "w/o servers",
		[SHOW_LISTENING] = "only servers",
		[SHOW_ALL] = "servers and established",
	};

	return names[show];
}

bool filter_show(enum show show, const struct sock *s)
{
	return show == SHOW_ALL || sock_is_listening(s) == (show == SHOW_LISTENING);
}
