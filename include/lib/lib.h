/* SPDX-License-Identifier: 0BSD */
/*
 * What every room may use: the fixed-buffer writer, the reader of numbers, complaints, the option parser.
 * Nothing here knows what a socket is.
 */
#ifndef LIB_H
#define LIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/*
 * Writer over a buffer its maker owns. Bytes leave by write(2) when the buffer is full and at out_flush; after
 * a failed write the rest is dropped and `error` keeps the errno of the first failure.
 */
struct out {
	int fd;
	int error;
	size_t used, size;
	IF_FEATURE_JSON(bool quoted;) /* what is escaped stands in quotes: these and backslashes have a backslash before them */
	size_t position; /* columns written so far; wraps, only differences mean something */
	char *buffer;
};

void out_open(struct out *o, int fd, char *buffer, size_t size);
void out_bytes(struct out *o, const char *bytes, size_t length);
void out_text(struct out *o, const char *text);
void out_char(struct out *o, char c);
/* At least `width` columns, right-aligned. */
void out_number(struct out *o, uint64_t value, unsigned width);
/* The same for what may be below zero. */
void out_signed(struct out *o, int64_t value, unsigned width);
/* The same, left-aligned. */
void out_number_left(struct out *o, uint64_t value, unsigned width);
/* The text and the number behind it. */
void out_field(struct out *o, const char *name, uint64_t value);
/* "2026-11-21T14:03:22" from seconds since 1970, UTC. */
void out_date(struct out *o, uint64_t seconds);
/* Lower-case hexadecimal without a prefix. */
void out_hex(struct out *o, uint64_t value);
/* Blanks until `width` columns have been written since `from`, an earlier out_position(). */
void out_pad(struct out *o, size_t from, size_t width);
/* 0, or -1 when anything could not be written (o->error says why). */
int out_flush(struct out *o);

/*
 * How many columns a terminal has moved on. A byte is one, which is true of ASCII; what is not ASCII goes through
 * out_escaped, which counts its characters: two columns for a wide one, none for a mark above another.
 */
static inline size_t out_position(const struct out *o)
{
	return o->position;
}
/*
 * Where to put up to `size` bytes that out_bytes is given next: behind what is written already, or, where there is not so
 * much room, in `spare`. It saves a copy of every number. Builds that are to be small always use `spare`.
 */
static inline char *out_place(const struct out *o, char *spare, size_t size)
{
	return ENABLE_FEATURE_DIAG && o->size - o->used >= size ? o->buffer + o->used : spare;
}
/* As if nothing had been written since then; false when some of it has left. */
bool out_rewind(struct out *o, size_t position);

/*
 * Foreign text: control bytes, C1, what is not UTF-8, the backslash, and characters that change how a line is seen
 * (include/unicode.awk names them) come out as \xHH, a byte each. ESCAPE_BLANKS does the same to blanks, for a name
 * that shares its line with other columns, ESCAPE_QUOTES to double quotes, for one that stands in them. Without
 * FEATURE_UNICODE all that is not ASCII is escaped.
 */
enum escape { ESCAPE_CONTROLS, ESCAPE_QUOTES, ESCAPE_BLANKS };
void out_escaped(struct out *o, const char *text, size_t length, enum escape what);
/* The same with a limit on the columns written; a limit of 0 is none. An escape is never cut in two. */
void out_escaped_within(struct out *o, const char *text, size_t length, enum escape what, size_t limit);

/* Writes `value` in decimal at `p`; returns the end. At most 20 bytes, no NUL. */
char *put_number(char *p, uint64_t value);
char *put_text(char *p, const char *text);

/*
 * Reads one line from left to right. A field that is missing, malformed or out of range sets `bad` for good,
 * so a decoder reads all it wants and asks once.
 */
struct scan {
	const char *p, *end;
	bool bad;
};

void scan_blanks(struct scan *s);
void scan_char(struct scan *s, char c);
/* Blanks, then a number in the given base (10 or 16) of at most `max`. */
uint64_t scan_number(struct scan *s, unsigned base, uint64_t max);
/* The same for the commonest: 32 bits. */
uint32_t scan_decimal(struct scan *s);
uint32_t scan_hex(struct scan *s);
/* Blanks, then a decimal number, maybe behind a minus. */
int64_t scan_signed(struct scan *s);
/* One number for each letter of `bases`, d or x; as a capital it has 64 bits, else 32. */
void scan_numbers(struct scan *s, const char *bases, uint64_t *values);
/* Exactly eight hexadecimal digits. */
uint32_t scan_word(struct scan *s);
/* Blanks, then what stands before the next blank; length 0 when nothing is left. Never sets `bad`. */
struct text { const char *p; size_t length; };
struct text scan_text(struct scan *s);
/*
 * Blanks, then what stands before the line's last colon, without the blanks between: an interface, whose name may
 * have colons of its own, as long as none follow it. Goes on behind the colon; none, or no name, is bad.
 */
struct text scan_name(struct scan *s);
bool text_is(struct text t, const char *word);
/* What stands in it behind `word`, to the end of the text; null when the word is not there. */
const char *text_behind(struct text t, const char *word);
/* Where a word, in any case, stands in a list of lower-case words that each end in a NUL; -1 when it does not. */
int find_word(const char *list, const char *word);
/* Word n, from 0, of a list of words that each end in a NUL; "" behind its end. */
const char *word_at(const char *list, unsigned n);
/* The whole of `text` as a decimal number of at most `max`; false when it is not one. */
bool parse_number(const char *text, uint64_t max, uint64_t *value);

/* For reading; -1 and errno, or -1 alone for no path. */
int file_open(const char *path);
/*
 * Whether the environment and the command line may name files to be opened. False and EPERM for a program that has
 * more rights than who runs it, by set-user-ID, set-group-ID or file capabilities: they would be lent to him.
 */
bool may_name_files(void);
/* Descriptors 0 to 2 that are closed become ones that nothing else gets: else a socket would be standard output. */
void hold_standard_descriptors(void);

/* Unpacks `size` bytes of what include/build/pack.awk has packed, which is trusted. */
void unpack(const uint8_t *packed, char *to, size_t size);

/* The applet's name, as in front of its messages; set once by main. */
extern const char *applet_name;
/*
 * Which call of an applet in this process it is, from 1: what one call keeps is not for the next. Only busybox may
 * call more than once.
 */
#ifndef APPLET_CALL
#define APPLET_CALL 1u
#endif
/* One line on stderr: applet, ": ", the strings up to a null pointer. Foreign bytes come out escaped. */
void complain(const char *text, ...) __attribute__((sentinel));
/* On stderr, just as it is. */
void notice(const char *text);
/* English for the few errors that a user can do something about, else "error N". Not for keeping. */
const char *error_text(int error);

/* Input that could not be read. A source reports it here; the door makes it the exit status. */
struct faults {
	unsigned long count;
	bool untold; /* what is read now is read again later, and its faults are told then */
};
/* Tells file, line (0: none) and what is wrong. */
void fault(struct faults *f, const char *file, unsigned long line, const char *what);
/* Lets go of what was written; when that fails it is a fault. A reader that has left needs no message. */
void out_finish(struct out *o, struct faults *f);

/*
 * An applet's options, made from its .def list: arrays that run in parallel, the texts as one string each with
 * every entry ended by a NUL. `names` is null when long options are not in this build, `helps` and `usage` when
 * the text of --help is not.
 */
struct option_table {
	const char *letters; /* '-' where there is none */
	const struct option {
		uint8_t argument;
		uint8_t id;
	} *options;
	const char *names, *helps, *usage;
};
enum { NO_ARGUMENT, ARGUMENT, OPTIONAL_NUMBER, OPTIONAL_WORD }; /* a word is behind "=" only */
/* Whether any option in this build has an argument. */
#define OPTION_ARGUMENTS (ENABLE_FEATURE_NETSTAT_FAMILY || ENABLE_FEATURE_NETSTAT_NET || \
			  ENABLE_FEATURE_NETSTAT_CONTINUOUS || ENABLE_SS || ENABLE_FEATURE_VALUES || ENABLE_SOCKLET)

/* Whether the texts of --help are in this build. */
#ifndef HELP_TEXTS
#define HELP_TEXTS ENABLE_SHOW_USAGE
#endif
/* The title; and with `usage` the line of usage and a line for each option that has a help text. */
void show_help(struct out *o, const char *title, bool usage, const struct option_table *table);

/*
 * Walks argv as getopt_long does: clusters, abbreviated long names, options after operands, "--".
 */
struct options {
	const struct option_table *table;
	char **next;     /* the arguments not looked at yet */
	char *cluster;   /* the letters left of the one being looked at */
	char *argument;  /* of the option returned last, or the operand; null when an optional one is absent */
	bool ended;      /* "--" was seen */
};
enum { OPTIONS_END = -1, OPTIONS_OPERAND = -2, OPTIONS_BAD = -3 };
/* An id of the table, or one of the above; OPTIONS_BAD has been told on stderr. */
int options_next(struct options *o);

#endif
