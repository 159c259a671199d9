/* SPDX-License-Identifier: 0BSD */
/*
 * The ids of an applet's options, OPTION_<id>, and which are in this build, by its .def list, whose name is in
 * OPTION_LIST.
 */
#include <stdint.h>

enum {
#define OPT(feature, letter, name, argument, id, help) OPTION_##id,
#include "lib/option-list.h"
	OPTION_COUNT
};

/* Bits, by their ids, of the options that are in this build. */
static const uint64_t options_built =
#define OPT(feature, letter, name, argument, id, help) IF_##feature((uint64_t)1 << OPTION_##id |)
#include "lib/option-list.h"
	0;
