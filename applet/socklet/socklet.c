/* SPDX-License-Identifier: 0BSD */
/*
 * socklet by its own name: its first argument is the verb.
 */
#include <string.h>

#include "applet.h"
#include "lib/lib.h"
#include "socklet/socklet.h"

static const struct verb {
	int (*main)(char **argv);
	const char *name; /* behind the applet's, as messages begin */
	const char *help;
} verbs[] = {
#define VERB(flag, name, help) IF_##flag({ name##_main, "socklet " #name, help },)
#include "socklet/verbs.def"
#undef VERB
	{ 0, 0, 0 },
};

static const char *word_of(const struct verb *v)
{
	return v->name + sizeof "socklet";
}

/* What there is, a line each. */
static int show_verbs(void)
{
	struct faults faults = { 0 };
	char buffer[512];
	struct out o;
	size_t start;

	out_open(&o, 1, buffer, sizeof buffer);
	out_text(&o, "socklet " VERSION "\nusage: socklet VERB [OPTION]...\n");
	for (const struct verb *v = verbs; v->main; v++) {
		out_text(&o, "  ");
		start = out_position(&o);
		out_text(&o, word_of(v));
		out_pad(&o, start, 10);
		out_text(&o, v->help);
		out_char(&o, '\n');
	}
	out_text(&o, IF_NETSTAT("  netstat   as net-tools has it\n") IF_SS("  ss        as iproute2 has it\n") "");
	out_text(&o, "socklet VERB --help tells its options.\n");
	out_finish(&o, &faults);
	return faults.count != 0;
}

static int wrong_verb(const char *word)
{
	char known[80], *end = known;

	for (const struct verb *v = verbs; v->main; v++) {
		*end++ = ' ';
		end = put_text(end, word_of(v));
	}
	*end = '\0';
	complain("no such verb: ", word, "; there are" IF_NETSTAT(" netstat") IF_SS(" ss"), known, (char *)0);
	return 1;
}

int socklet_main(char **argv)
{
	applet_name = "socklet";
	if (!argv[0] || !argv[1] || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return show_verbs();
	for (const struct verb *v = verbs; v->main; v++) {
		if (strcmp(word_of(v), argv[1]))
			continue;
		applet_name = v->name;
		return v->main(argv + 1);
	}
	return wrong_verb(argv[1]);
}
