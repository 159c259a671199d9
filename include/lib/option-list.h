/* SPDX-License-Identifier: 0BSD */
/*
 * The rows of an applet's .def list, whose name is in OPTION_LIST, by the macros that stand defined: whoever includes
 * this gives the kinds of rows it asks for a meaning. A row of another kind is nothing, but that a word of -A counts as
 * the option it is too. All of the meanings end here.
 */
#ifndef USAGE
#define USAGE(applet, arguments)
#endif
#ifndef SECTION
#define SECTION(title)
#endif
#ifndef OPT
#define OPT(feature, letter, name, argument, id, help)
#endif
#ifndef ALIAS
#define ALIAS(feature, letter, name, argument, id)
#endif
#ifndef FAMILY
#define FAMILY(feature, letter, name, id, help) OPT(feature, letter, name, NO_ARGUMENT, id, help)
#define FAMILY_ALIAS(feature, name, id) ALIAS(feature, "", name, NO_ARGUMENT, id)
#endif

/* The manual's names of arguments are not for the program. */
#define ARGUMENT(name) ARGUMENT
#define OPTIONAL_NUMBER(name) OPTIONAL_NUMBER
#define OPTIONAL_WORD(name) OPTIONAL_WORD

#include OPTION_LIST

#undef USAGE
#undef SECTION
#undef OPT
#undef ALIAS
#undef FAMILY
#undef FAMILY_ALIAS
#undef ARGUMENT
#undef OPTIONAL_NUMBER
#undef OPTIONAL_WORD
