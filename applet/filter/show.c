/* SPDX-License-Identifier: 0BSD */
/*
 * The choice that -a and -l make.
 */
#include "filter/filter.h"
#include "lib/lib.h"

const char *show_name(unsigned show)
{
	return word_at("w/o servers\0only servers\0servers and established\0", (show + 1) / 2);
}

bool filter_show(unsigned show, const struct sock *s)
{
	return show == SHOW_ALL || sock_is_listening(s) == (show == SHOW_LISTENING);
}
