/* SPDX-License-Identifier: 0BSD */
/*
 * The kernel's structures as text: what walks a table of their fields, see field-table.h.
 */
#ifndef SS_FIELDS_H
#define SS_FIELDS_H

#include "source/diag.h"
#include "ss/ss.h"

/* What a field holds; with ALWAYS, AND and, in the bits above, the logarithm of its size. */
enum {
	BIT, NUMBER, HEX,
	MS,    /* microseconds, shown as milliseconds */
	RATE,  /* bytes a second, shown as bits */
	SEND,  /* bits a second, over 10^scale */
	GAIN,  /* 256ths */
	TIME,  /* microseconds, shown as whole milliseconds */
	SHARE, /* the same, and how much of TCP's busy time that is */
	STATE, /* SCTP's */
	KIND = 15, ALWAYS = 16, AND = 32, SIZE = 64,
};

#define LITTLE (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
/* Bits of a byte, of a 32-bit word, and among C's bit-fields, counted from 0. */
#define BYTE_BIT(offset, n) ((offset) * 8 + (n))
#define BIT_OF_WORD(offset, n) ((LITTLE ? (offset) + (n) / 8 : (offset) + 3 - (n) / 8) * 8 + (n) % 8)
#define FIELD_BIT(offset, n) ((offset) * 8 + (LITTLE ? (n) : 7 - (n)))

/* A structure of the kernel's: what of it a message has, and zeros behind that. */
struct record {
	struct out *out;
	uint8_t scale; /* of SEND */
	bool exact;    /* rates in full, not in thousands */
	size_t length; /* of what the message has */
	union {
		uint8_t bytes[360];
		uint32_t words[90];
		uint64_t longs[45];
	};
};

/* False when there is no such attribute. */
bool record_load(struct record *r, const struct attributes *a, unsigned type);
/* The fields from a label on. */
void record_show(const struct record *r, const char *label);

/* n / 10^scale as printf's %g has it, with that many significant digits. */
void out_significant(struct out *o, uint64_t n, int scale, int digits);
#endif
