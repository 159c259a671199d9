/* SPDX-License-Identifier: 0BSD */
/*
 * The whole program on one input: what the input holds, how the program's calls are answered from it, and what may
 * come out.
 */
#ifndef WHOLE_H
#define WHOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * An input is a list of items. Each begins with a line "@@" KIND " " NAME and ends before the next such line:
 *
 *   @@a         the command line, a word a line
 *   @@e NAME    a variable of the environment
 *   @@f PATH    a file; the directories above it are there too
 *   @@l PATH    a link, and where it leads
 *   @@s PATH    that file's SELinux context
 *   @@n FAMILY  a datagram of netlink's, for questions about that family; without one, for any question
 *   @@q         a name server's answer: flags and counts (10 bytes) in front of the question, records behind it
 *   @@Q         the same as it stands
 *   @@i         what an ioctl writes behind the interface's name; each call takes the next one
 *   @@u         the user is not root
 *   @@p         who started it has fewer rights than the program (AT_SECURE)
 *   @@x N       call N of the run fails with the errno that stands there
 *   @@c N       reads of files give at most N bytes
 */
struct item {
	char kind;
	const char *name;
	size_t name_length;
	const uint8_t *data;
	size_t size;
};

void input_open(const uint8_t *data, size_t size);
/* The first item of that kind from number `from` on, or -1; with a name, of that name. */
int item_find(char kind, const char *name, int from);
const struct item *item_at(int number);
/* How many there are. */
int item_count(void);
/* The data as a number in decimal, at most `max`. */
unsigned item_number(const struct item *i, unsigned max);
/* The data as a string that lasts as long as the input. */
char *item_string(const struct item *i);

/* Before each run, and after it. */
void kernel_start(void);
void kernel_stop(void);
/* Counts a call; true, with errno, when this one is to fail. */
bool call_fails(void);
/* Ends the run where a user would: at a wait for ever, or in a repetition. */
void run_ends(void) __attribute__((noreturn));

/* An open file, directory or socket. */
enum kind { CLOSED, FILE_OPEN, DIRECTORY_OPEN, SINK, NETLINK, DATAGRAM };
struct descriptor {
	enum kind kind;
	int item;         /* of a file; of a directory the first below it; of netlink the next answer */
	size_t offset;    /* in the file, or in the list of items */
	uint8_t family;   /* that netlink was asked for */
	uint8_t question[512];
	size_t length;    /* of the question, 0 when none waits for an answer */
	char path[512];
};
/* -1 and errno when there is no room for more. */
int descriptor_open(enum kind kind);
/* Null and errno when it is none of that kind; CLOSED stands for any. */
struct descriptor *descriptor_get(int fd, enum kind kind);
/* getdents64(2) */
long directory_read(int fd, char *to, size_t size);
/* A wait that ended with nothing. A repetition waits for nothing else. */
void time_passes(int timeout, bool repetition);

/* Looks at what is written to stdout (1) or stderr (2), and aborts at what a terminal would act on. */
void screen_clear(bool any_bytes);
void screen_bytes(int fd, const uint8_t *bytes, size_t length);
/* At a run's end: no character is cut. */
void screen_end(void);

#endif
