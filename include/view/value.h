/* SPDX-License-Identifier: 0BSD */
/*
 * The values of records, for writers that have no columns: JSON, counts.
 */
#ifndef VALUE_H
#define VALUE_H

#include "record/field.h"
#include "record/sock.h"
#include "source/source.h"

/* What a value is. A flag is a number, 0 or 1. */
enum value_type { VALUE_NONE, VALUE_NUMBER, VALUE_FLAG, VALUE_TEXT };

struct value {
	enum value_type type;
	enum escape escape;   /* how a text is written */
	bool plain;           /* a text of ours, which needs no escaping */
	bool negative;        /* the number stands for the one below zero */
	uint64_t number;
	struct text text;     /* valid until the next value is asked for, and as long as the record */
	char digits[ADDRESS_TEXT];
};

/* A record, and what of it is to be had. */
struct values {
	const struct field_list *list;
	const void *record;
	size_t length;        /* bytes of it that are there */
	uint32_t known;       /* what is known of it, where its list asks for that */
	uint8_t family;       /* of its addresses */
	uint8_t protocol;     /* of its ports: enum protocol */
	struct owners *owners;
	bool kernel_names;    /* programs have the name that the kernel has for them, as in ss */
};

/* The value of a field into *v; false when there is none. */
bool value_get(struct value *v, const struct values *from, const struct field *f);
/* The name of an address or a port, from /etc or DNS. False when it has none, or is neither. */
bool value_name(struct value *v, const struct values *from, const struct field *f);
void value_out(struct out *o, const struct value *v);
/* Of which type the values of a field are. */
enum value_type field_type(const struct field *f);

/* The fields of struct sock: all, those of the timer, and more names that counts know. */
extern const struct field_list sock_fields, timer_fields, count_fields;
/* A socket as a record. */
struct values sock_values(const struct sock *s);

#endif
