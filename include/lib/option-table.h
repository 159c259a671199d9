/* SPDX-License-Identifier: 0BSD */
/*
 * Makes an applet's options from its .def list, whose name is in OPTION_LIST: option_table for the parser and
 * --help, and the words that -A knows, where the list has any. The ids are in option-ids.h.
 */
#include "lib/lib.h"

static const char option_usage[] =
#define USAGE(applet, arguments) "usage: " applet " " arguments "\n"
#include "lib/option-list.h"
	;

_Static_assert(OPTION_ARGUMENTS || !(
#define OPT(feature, letter, name, argument, id, help) IF_##feature(argument |)
#define ALIAS(feature, letter, name, argument, id) OPT(feature, letter, name, argument, id, "")
#include "lib/option-list.h"
	0), "an option has an argument");

/* A title is a row without a name and with a help text. */
enum { OPTION_SECTION };
#define OPTION_TITLE(title) IF_SHOW_USAGE(OPT(FEATURE_LONG_OPTIONS, "", "", NO_ARGUMENT, SECTION, title))

static const char option_letters[] = {
#define SECTION(title) OPTION_TITLE(title)
#define OPT(feature, letter, name, argument, id, help) IF_##feature(sizeof letter > 1 ? letter[0] : '-',)
#define ALIAS(feature, letter, name, argument, id) OPT(feature, letter, name, argument, id, "")
#include "lib/option-list.h"
	'\0'
};

static const struct option option_meanings[] = {
#define SECTION(title) OPTION_TITLE(title)
#define OPT(feature, letter, name, argument, id, help) IF_##feature({ argument, OPTION_##id },)
#define ALIAS(feature, letter, name, argument, id) OPT(feature, letter, name, argument, id, "")
#include "lib/option-list.h"
};

static const char option_names[] =
#define SECTION(title) OPTION_TITLE(title)
#define OPT(feature, letter, name, argument, id, help) IF_##feature(name "\0")
#define ALIAS(feature, letter, name, argument, id) OPT(feature, letter, name, argument, id, "")
#include "lib/option-list.h"
	"";

static const char option_helps[] =
#define SECTION(title) OPTION_TITLE(title)
#define OPT(feature, letter, name, argument, id, help) IF_##feature(help "\0")
#define ALIAS(feature, letter, name, argument, id) OPT(feature, letter, name, argument, id, "")
#include "lib/option-list.h"
	"";

static const struct option_table option_table = {
	option_letters,
	option_meanings,
	ENABLE_FEATURE_LONG_OPTIONS ? option_names : 0,
	HELP_TEXTS ? option_helps : 0,
	HELP_TEXTS ? option_usage : 0,
};

/* The words of -A and what they mean. */
static const struct option_word {
	char name[10];
	uint8_t id;
} option_families[] = {
#define FAMILY(feature, letter, name, id, help) IF_##feature({ name, OPTION_##id },)
#define FAMILY_ALIAS(feature, name, id) IF_##feature({ name, OPTION_##id },)
#include "lib/option-list.h"
};
