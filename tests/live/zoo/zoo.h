/* SPDX-License-Identifier: 0BSD */
/*
 * What the scenes of the zoo share.  A scene makes sockets and leaves them
 * open: nothing here is closed but what a state needs closed, the end of the
 * process tears all down.  Every helper ends the program when it fails, so
 * that a zoo that says "ready" is whole.  Ports are host order.  Compile with
 * -D_GNU_SOURCE (accept4).
 */
#ifndef ZOO_H
#define ZOO_H

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

/* A socket address of any family, with its length. */
struct addr {
	union {
		struct sockaddr sa;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
		struct sockaddr_un un;
	};
	socklen_t len;
};

/* The two ends of a connection. */
struct pair {
	int client, server;
};

void die(const char *what);
void check(int ret, const char *what);
void nap(int ms);

/* net.c */
void lo_up(void);
void addresses(void);
struct addr at(const char *host, int port);
int new_socket(const struct addr *a, int type, int protocol);
int bound(const char *host, int port, int type, int protocol);
int tied(const char *host, int port, const char *to, int to_port, int type, int protocol);
void drop_all(int fd);

/* tcp.c */
int tcp_listen(const char *host, int port, int backlog);
int tcp_client(const char *host, int port);
void tcp_dial(int fd, const char *host, int port);
/* One set of all states but CLOSE; see tcp.c. */
void tcp_states_at(const char *listen, const char *server, const char *client, int port);
struct pair tcp_pair(int listener, const char *from, int from_port, const char *to, int to_port);

/* procs.c */
int owned_by(unsigned uid, const char *host, int port);
void held_as(int fd, const char *argv0, const char *comm, unsigned uid);
int hold(char **argv);

/* unix.c */
int unix_at(int type, const char *name, size_t len);

/* The scenes, in the order of the table in zoo.c. */
void tcp_states(void);
void tcp_orphans(void);
void tcp_listeners(void);
void tcp_queues(void);
void tcp_timers(void);
void udp(void);
void udplite(void);
void raw(void);
void unix_sockets(void);
void unix_states(void);
void netlink_packet(void);
void owners(void);
void hostile_unix(void);
void hostile_names(void);
void options(void);
void many(int n);

#endif
