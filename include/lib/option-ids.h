/* SPDX-License-Identifier: 0BSD */
/*
 * The ids of an applet's options, OPTION_<id>, and which are in this build, by its .def list, whose name is in
 * OPTION_LIST.
 */
#include <stdint.h>

#define FAMILY(feature, letter, name, id, help) OPT(feature, letter, name, NO_ARGUMENT, id, help)
#define FAMILY_ALIAS(feature, name, id) ALIAS(feature, "", name, NO_ARGUMENT, id)

#define USAGE(applet, arguments)
#define SECTION(title)

enum {
#define OPT(feature, letter, name, argument, id, help) OPTION_##id,
#define ALIAS(feature, letter, name, argument, id)
#include OPTION_LIST
#undef OPT
#undef ALIAS
	OPTION_COUNT
};

/* Bits, by their ids, of the options that are in this build. */
static const uint64_t options_built =
#define OPT(feature, letter, name, argument, id, help) IF_##feature((uint64_t)1 << OPTION_##id |)
#define ALIAS(feature, letter, name, argument, id)
#include OPTION_LIST
#undef OPT
#undef ALIAS
	0;
#undef FAMILY
#undef FAMILY_ALIAS
#undef USAGE
#undef SECTION
