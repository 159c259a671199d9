/* SPDX-License-Identifier: 0BSD */
/*
 * Looks for each socket of the zoo's crowd in a table, netstat's or ss's: as each is 127.A.B.1:PORT, a row
 * is read by its two last addresses. A room of the crowd is a listener and 49 connections, both ends.
 */
#include <stdlib.h>
#include <string.h>

#include "init.h"

enum { PAIRS = 49, PER_ROOM = 2 * PAIRS + 1, SERVER = 8000, CLIENT = 10000 };

struct address {
	int a, b, port;
};

static int read_address(struct address *e, const char *word)
{
	return word && sscanf(word, "127.%d.%d.1:%d", &e->a, &e->b, &e->port) == 3;
}

/* Which socket of its room a row is, -1 if none. */
static int place(const struct address *local, const struct address *peer, int connected)
{
	int server = local->port == SERVER;
	int i = (server ? peer->port : local->port) - CLIENT;

	if (!connected)
		return server ? 0 : -1;
	if (memcmp(local, peer, 2 * sizeof(int)) || i < 0 || i >= PAIRS || (!server && peer->port != SERVER))
		return -1;
	return 1 + 2 * i + server;
}

/* The number of the socket whose row this is, -1 if it is none of the crowd. */
static int recognise(char *row)
{
	struct address local = { 0 }, peer = { 0 };
	int connected = 0, found = 0, at;

	for (char *w = strtok(row, " \n"); w; w = strtok(NULL, " \n")) {
		if (!found)
			found = read_address(&local, w);
		else if (read_address(&peer, w))
			connected = 1;
	}
	at = found ? place(&local, &peer, connected) : -1;
	return at < 0 ? -1 : ((local.a - 1) * 250 + local.b - 1) * PER_ROOM + at;
}

void tally(FILE *table, int sockets)
{
	unsigned char *seen = calloc(sockets, 1);
	char row[1024];
	int once = 0, more = 0, others = 0;

	while (seen && fgets(row, sizeof row, table)) {
		int n = recognise(row);

		if (n < 0 || n >= sockets)
			others++;
		else if (seen[n]++)
			more++;
		else
			once++;
	}
	printf("tally %d once, %d more, %d other lines\n", once, more, others);
	free(seen);
}
