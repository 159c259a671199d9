/* SPDX-License-Identifier: 0BSD */
/*
 * filter [-x] <EXPRESSIONS: a filter expression a line, tabs between its words. For each it prints one line, the
 * inodes of the sockets of $PROC_ROOT that match, those of unix sockets with -x, else the internet's; or `refused`.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "expression.h"
#include "source.h"

static const struct table tables[] = {
	{ "tcp", PROTOCOL_TCP, AF_INET }, { "tcp6", PROTOCOL_TCP, AF_INET6 },
	{ "udp", PROTOCOL_UDP, AF_INET }, { "udp6", PROTOCOL_UDP, AF_INET6 },
	{ "raw", PROTOCOL_RAW, AF_INET }, { "raw6", PROTOCOL_RAW, AF_INET6 },
	{ "unix", PROTOCOL_UNIX, AF_UNIX },
};

static int print(void *ctx, const struct sock *s)
{
	if (expression_matches(ctx, s))
		printf(" %lu", (unsigned long)s->inode);
	return 0;
}

static void print_tables(struct expression *e, bool unix_sockets)
{
	unsigned families = expression_families(e);
	struct faults faults = { 0 };

	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		unsigned bit = tables[i].family == AF_INET ? FAMILY_INET :
			       tables[i].family == AF_INET6 ? FAMILY_INET6 : FAMILY_UNIX;

		if (unix_sockets == (tables[i].family == AF_UNIX) && (!families || families & bit))
			table_read(&tables[i], print, e, &faults);
	}
}

int main(int argc, char **argv)
{
	static struct expression e;
	char line[8192], *words[8192];

	applet_name = "ss";
	while (fgets(line, sizeof line, stdin)) {
		size_t n = 0;

		line[strcspn(line, "\n")] = '\0';
		for (char *word = strtok(line, "\t"); word; word = strtok(0, "\t"))
			words[n++] = word;
		words[n] = 0; /* no room is needed for more: a word has a byte and its tab */
		memset(&e, 0, sizeof e);
		e.family = argc > 1 && !strcmp(argv[1], "-x") ? AF_UNIX : AF_UNSPEC;
		if (expression_parse(&e, words))
			printf(" refused");
		else
			print_tables(&e, argc > 1);
		printf("\n");
		fflush(stdout);
	}
	return 0;
}
