/* SPDX-License-Identifier: 0BSD */
/*
 * What a program with bad manners may do: names that hold control bytes,
 * invalid UTF-8, a newline and what looks like a row of the table after it.
 */
#include <string.h>
#include <unistd.h>

#include "zoo.h"

/* name and its length: NULs count. */
#define NAME(s) { s, sizeof(s) - 1 }

static const struct {
	const char *bytes;
	size_t len;
} names[] = {
	NAME("esc\033[31mred\033[0m"),
	NAME("title\033]0;owned\007"),
	NAME("tab\there"),
	NAME("newline\nand no row"),
	NAME("cr\rback"),
	NAME("del\177end"),
	NAME("c1 raw \x9b" "31m"),
	NAME("c1 utf-8 \xc2\x9b" "31m"),
	NAME("invalid \xff\xfe utf-8"),
	NAME("overlong \xc0\xaf slash"),
	NAME("surrogate \xed\xa0\x80"),
	NAME("too high \xf4\x90\x80\x80"),
	NAME("cut short \xe2\x82"),
	NAME("valid \xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\xa7"),
	NAME("override \xe2\x80\xae" "gpj.exe"),
	NAME("separator \xe2\x80\xa8" "u_str LISTEN"),
	NAME("soft \xc2\xadhyphen, \xe2\x80\x8bzero, \xef\xbb\xbfmark, \xc2\xa0" "blank, \xe3\x80\x80ideographic"),
	NAME("tag \xf3\xa0\x81\x81, private \xee\x80\x80, selector \xef\xb8\x8f, none \xef\xbf\xbf"),
	NAME("back\\slash \\x1b"),
	NAME("trailing blank "),
	NAME("forged\nffff000000000000: 00000002 00000000 00010000 0001 01 4242424 @forged"),
	NAME("\0nul\0in\0abstract"),
	NAME("\0\0\0"),
	NAME("\0abstract\033[2J\n\x85"),
};

void hostile_unix(void)
{
	char full[108];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unix_at(SOCK_DGRAM, names[i].bytes, names[i].len);
	memset(full, '\n', sizeof full);
	full[0] = 'n';
	unix_at(SOCK_DGRAM, full, sizeof full);
	memset(full, '\xe9', sizeof full);
	unix_at(SOCK_DGRAM, full, sizeof full);
}

static const char *const programs[] = {
	"esc\033[31m",
	"two\nlines",
	"with blanks in it",
	"sshd: root@pts/0",
	"(paren) S 1",
	"/slash/at/the/end/",
	"tab\tc1\x9b\xc2\x9b" "31m",
	"invalid\xff\xfe",
	"back\\slash",
	"\"quoted\",pid=1",
	" ",
	"/",
	"-",
};

void hostile_names(void)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		int fd = tcp_listen("127.0.0.11", 7100 + i, 5);

		held_as(fd, programs[i], programs[i], 0);
		close(fd);
	}
}
