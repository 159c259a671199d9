/* SPDX-License-Identifier: 0BSD */
/*
 * What the kernel can do of a filter expression.
 */
#ifndef DIAG_BYTECODE_H
#define DIAG_BYTECODE_H

#include "source/diag.h"
#include "filter/expression.h"

/* The longest test is an IPv6 host, 28 bytes, with a jump behind it. */
enum { DIAG_BYTECODE = EXPRESSION_TESTS * 32 };

/* For wanted.code, four bytes aligned or not; 0 when there is nothing to leave out. It means what expression_matches does. */
size_t diag_bytecode(const struct expression *x, uint8_t code[DIAG_BYTECODE]);

#endif
