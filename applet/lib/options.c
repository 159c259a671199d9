/* SPDX-License-Identifier: 0BSD */
/*
 * The command line, by the rules of getopt_long in a fraction of its bytes.
 */
#include <string.h>

#include "lib/nearest.h"

static bool is_number(const char *text)
{
	while (*text >= '0' && *text <= '9')
		text++;
	return !*text;
}

/* The argument of a letter: the rest of its cluster, or the next word. False when a needed one is missing. */
static bool take_argument(struct options *o, const struct option *option)
{
	bool inside = o->cluster && *o->cluster;
	char *candidate = inside ? o->cluster : *o->next;

	o->argument = 0;
	if (!OPTION_ARGUMENTS || option->argument == NO_ARGUMENT ||
	    (ENABLE_FEATURE_JSON && option->argument == OPTIONAL_WORD))
		return true;
	if (option->argument == OPTIONAL_NUMBER && (!candidate || !*candidate || !is_number(candidate)))
		return true;
	if (!candidate)
		return false;
	o->argument = candidate;
	o->cluster = 0;
	if (!inside)
		o->next++;
	return true;
}

static int bad_option(const char *what, const char *option)
{
	complain(what, option, "' (see '", applet_name, " -h')", (char *)0);
	return OPTIONS_BAD;
}

static int next_letter(struct options *o)
{
	char letter[] = { *o->cluster++, '\0' };
	const char *letters = o->table->letters, *l = memchr(letters, letter[0], strlen(letters));
	const struct option *option = o->table->options;

	if (!l || *l == '-')
		return bad_option("invalid option -- '", letter);
	option += l - letters;
	if (!take_argument(o, option))
		return bad_option("option requires an argument -- '", letter);
	return option->id;
}

/*
 * The row that `name` (of `length` bytes) stands for: the one of just that name, or the only one it abbreviates;
 * several rows that mean the same count as one. Null and *ambiguous otherwise.
 */
static const struct option *find_long(const struct option_table *t, const char *name, size_t length, bool *ambiguous)
{
	const struct option *found = 0, *option = t->options;
	const char *candidate = t->names;

	*ambiguous = false;
	for (const char *l = t->letters; length && *l; l++, option++, candidate += strlen(candidate) + 1) {
		if (strncmp(candidate, name, length))
			continue;
		if (!candidate[length]) {
			*ambiguous = false;
			return option;
		}
		*ambiguous |= found && found->id != option->id;
		found = option;
	}
	return *ambiguous ? 0 : found;
}

/* The long name that is nearest to one that there is not; null when none is near. */
static const char *nearest_name(const struct option_table *t, struct text name)
{
	const char *candidate = t->names, *found = 0;
	unsigned nearest = WORD_MAX;

	for (const char *l = t->letters; *l; l++, candidate += strlen(candidate) + 1) {
		unsigned distance = word_distance((struct text){ candidate, strlen(candidate) }, name);

		if (distance < nearest && distance_is_near(distance, name.length)) {
			nearest = distance;
			found = candidate;
		}
	}
	return found;
}

static int bad_name(struct options *o, const char *word, size_t length, bool ambiguous)
{
	const char *what = ambiguous ? "ambiguous option '" : "unrecognized option '";
	const char *near = ENABLE_FEATURE_NEAREST && !ambiguous ? nearest_name(o->table, (struct text){ word + 2, length }) : 0;

	if (!near)
		return bad_option(what, word);
	complain(what, word, "'; nearest is --", near, " (see '", applet_name, " -h')", (char *)0);
	return OPTIONS_BAD;
}

static int next_long(struct options *o, char *name)
{
	size_t length = strchrnul(name + 2, '=') - (name + 2);
	bool ambiguous, given = name[2 + length] == '=';
	const struct option *option = find_long(o->table, name + 2, length, &ambiguous);

	if (!option)
		return bad_name(o, name, length, ambiguous);
	if (given && option->argument == NO_ARGUMENT)
		return bad_option("option takes no argument '", name);
	if (given) {
		o->argument = name + 2 + length + 1;
		if (option->argument == OPTIONAL_NUMBER && !is_number(o->argument))
			return bad_option("option takes a number '", name);
	} else if (!take_argument(o, option)) {
		return bad_option("option requires an argument '", name);
	}
	return option->id;
}

int options_next(struct options *o)
{
	char *word;

	if (o->cluster && *o->cluster)
		return next_letter(o);
	o->cluster = 0;
	word = *o->next;
	if (!word)
		return OPTIONS_END;
	o->next++;
	if (o->ended || word[0] != '-' || !word[1]) {
		o->argument = word;
		return OPTIONS_OPERAND;
	}
	if (word[1] != '-') {
		o->cluster = word + 1;
		return next_letter(o);
	}
	if (!word[2]) {
		o->ended = true;
		return options_next(o);
	}
	return ENABLE_FEATURE_LONG_OPTIONS ? next_long(o, word) : bad_option("unrecognized option '", word);
}
