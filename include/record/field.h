/* SPDX-License-Identifier: 0BSD */
/*
 * A record's fields: what each is called, what kind of value it is, and where in the record it stands. Whoever writes
 * a record out, as text or as JSON, walks such a list.
 */
#ifndef FIELD_H
#define FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/lib.h"

/* What a value is, and so how it is shown. Numbers are of the host's byte order. */
enum field_kind {
	FIELD_END,    /* the list ends here */
	FIELD_FLAG,   /* bits; as text the name alone is shown */
	FIELD_BITS,   /* bits, shown as their number */
	FIELD_NUMBER,
	FIELD_HEX,
	FIELD_MS,     /* microseconds, shown as milliseconds */
	FIELD_RATE,   /* bytes a second, shown as bits */
	FIELD_GAIN,   /* 256ths */
	FIELD_TIME,   /* microseconds, shown as whole milliseconds */
	FIELD_SHARE,  /* the same, and how much of TCP's busy time that is */
	FIELD_SCTP_STATE,
	FIELD_SEND_RATE, /* worked out from the record, in bits a second */
	FIELD_TEXT,   /* no value: the text alone */

	/* Of these only JSON, counts and the like know. */
	FIELD_SIGNED,
	FIELD_EXACT,     /* no quantity, and maybe beyond 2^53: text in JSON */
	FIELD_STRING,    /* struct text, foreign bytes, in which blanks are escaped */
	FIELD_CHARS,     /* the same, an array ended by a NUL */
	FIELD_PATH,      /* struct text with its blanks */
	FIELD_ADDRESS,   /* network byte order: IPv4's where the size is 4, else of the record's family */
	FIELD_PORT,
	FIELD_FAMILY,    /* AF_* */
	/* And these are of struct sock. */
	FIELD_NETID,
	FIELD_STATE,
	FIELD_SEND_QUEUE,
	FIELD_PROTOCOL,
	FIELD_INTERFACE,
	FIELD_USER,
	FIELD_CGROUP,
	FIELD_PROGRAM,   /* of its first holder */
	FIELD_TIMER,     /* the name of a timer */

	/* Of netstat's tables only. */
	FIELD_CELL,      /* a function writes what stands there */
};

/* When a table shows it, where the record reaches that far at all. JSON shows what is there. */
enum field_when {
	WHEN_THERE,
	WHEN_BEFORE,          /* where the field before it was shown */
	WHEN_EITHER,          /* it is not zero, or the field behind it is not */
	WHEN_NOT_USUAL,       /* it is not 3, TCP's usual reordering */
	WHEN_SCALED,          /* TCP agreed on scaled windows */
	WHEN_NEVER,           /* by JSON only */

	WHEN_NOT_ZERO,
	/* It is not zero, and: */
	WHEN_BEFORE_LIMITED,  /* the field before it was shown, and it is not the highest number */
	WHEN_NOT_INITIAL,     /* not TCP's timeout before the first round trip, three seconds */
	WHEN_NOT_HIGHEST,     /* not the highest number, which stands for none */
	WHEN_BELOW_INFINITE,  /* below 0xffff: from there on there is no slow start threshold yet */
	WHEN_CONNECTED,       /* the socket does not listen: it counts waiting connections then */
	WHEN_BUSY,            /* there was any busy time */

	WHEN_KNOWN,           /* not of a table: that, and more, is a bit of what is known of the record, KNOWN_* */
};

struct field {
	uint32_t kind : 5;    /* enum field_kind */
	uint32_t when : 6;    /* enum field_when */
	uint32_t size : 4;    /* bytes, 0: as the kind has them; of FIELD_FLAG and FIELD_BITS bits */
	uint32_t bit : 3;     /* of those, the first one, counted from the lowest of the byte at `offset` */
	uint32_t offset : 14; /* bytes from the record's start */
};

/*
 * A list ends with FIELD_END. `texts` has for each field what stands in front of its value in a table: a text that
 * begins with a letter gets a blank before and a colon behind it. `keys` are JSON's and of --by, "" for what they leave
 * out. Both are texts in a row, each ended by a NUL.
 */
struct field_list {
	const struct field *fields;
	const char *texts;
	IF_FEATURE_VALUES(const char *keys;)
};

/*
 * A list is made from a macro LIST(F) of F(key, text, kind, when, size, offset, bit), mostly by way of these, whose
 * RECORD is the struct that the members are of.
 */
#define FIELD_VALUE(key, text, kind, when, size, offset, bit) { FIELD_##kind, WHEN_##when, size, bit, offset },
#define FIELD_NAME(key, text, kind, when, size, offset, bit) text "\0"
#define FIELD_KEY(key, text, kind, when, size, offset, bit) key "\0"
#define FIELD_LIST(list) { \
	(const struct field[]){ list(FIELD_VALUE) { FIELD_END, 0, 0, 0, 0 } }, list(FIELD_NAME), \
	IF_FEATURE_VALUES(list(FIELD_KEY)) \
}
/* Lists that no table walks have no texts. */
#define VALUE_LIST(list) { (const struct field[]){ list(FIELD_VALUE) { FIELD_END, 0, 0, 0, 0 } }, 0, list(FIELD_KEY) }
#define MEMBER_SIZE(record, member) sizeof(((struct record *)0)->member)

/* Where in its byte one of C's bit-fields begins, by the bits before it. */
#define FIELD_LITTLE (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#define BIT_FIELD(before, bits) (FIELD_LITTLE ? (before) : 8 - (before) - (bits))

/*
 * The value of a field; false when the record, of which `length` bytes are there, does not reach that far. Never of
 * FIELD_SEND_RATE and FIELD_TEXT, which have none.
 */
bool field_get(const struct field *f, const void *record, size_t length, uint64_t *value);

#endif
