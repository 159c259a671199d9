/* SPDX-License-Identifier: 0BSD */
/*
 * Netlink attributes, include/uapi/linux/netlink.h: struct nlattr. Numbers in them are of the host's byte order but where
 * the kernel's header says otherwise.
 */
#ifndef DIAG_ATTRIBUTES_H
#define DIAG_ATTRIBUTES_H

#include "record/details.h"

/* struct nlattr: the length counts the header, the next attribute begins at a multiple of four. */
struct attribute_header {
	uint16_t length, type;
};

/*
 * The attributes of one message, by their types: where each begins, and its length. They lie unaligned in the
 * receive buffer and live as long as the callback they are given to. Types that are newer than this are left out.
 */
enum { ATTRIBUTE_TYPES = 24 };
struct attributes {
	const uint8_t *start;
	uint32_t there; /* 1 << the type of each that is */
	struct { uint16_t offset, length; } of[ATTRIBUTE_TYPES]; /* of those */
};

/* False when a length lies. */
bool attributes_parse(struct attributes *a, const void *bytes, size_t length);
/* The bytes of an attribute; null text when there is none. */
struct text attribute(const struct attributes *a, unsigned type);
/*
 * Copies an attribute that is a structure of `size` bytes here; what an older kernel's has not is zero. Returns the
 * bytes that were there, 0 when there is no such attribute.
 */
size_t attribute_copy(const struct attributes *a, unsigned type, void *to, size_t size);
/* One that is a number of the host's byte order, of up to eight bytes; 0 when it is not there. */
uint64_t attribute_number(const struct attributes *a, unsigned type);
/* The attributes in an attribute. False when it is not there, or malformed. */
bool attributes_nested(struct attributes *inner, const struct attributes *outer, unsigned type);

/* The numbers in an attribute of attributes; none where it is not there, or malformed, and then false. */
bool attribute_numbers(struct numbers *n, const struct attributes *outer, unsigned type);

#endif
