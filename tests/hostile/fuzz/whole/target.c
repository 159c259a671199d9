/* SPDX-License-Identifier: 0BSD */
/*
 * The whole program, by its own main, with every call it makes answered from the input (whole.h says how).
 * Whatever that is, the program comes to its end, and what it prints is text that no terminal acts on.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "applet-call.h"
#include "whole.h"

enum { WORDS = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int program_main(int argc, char **argv);

static jmp_buf end;

void run_ends(void)
{
	longjmp(end, 1);
}

static int split_words(char *text, char *argv[WORDS + 1])
{
	int n = 0;

	for (char *word; n < WORDS && (word = strsep(&text, "\n"));)
		argv[n++] = word;
	argv[n] = 0;
	return n;
}

/* -D - writes messages as they come, as it was told to. */
static bool writes_messages(char **argv)
{
	for (; *argv; argv++)
		if (**argv == '-' && (strchr(*argv, 'D') || !strncmp(*argv, "--d", 3)))
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *argv[WORDS + 1];
	int words, status;

	input_open(data, size);
	if (item_find('a', 0, 0) < 0)
		return -1;
	words = split_words(item_string(item_at(item_find('a', 0, 0))), argv);
	kernel_start();
	screen_clear(writes_messages(argv));
	applet_call++;
	if (!setjmp(end)) {
		status = program_main(words, argv);
		if (status < 0 || status > 255)
			abort();
		screen_end();
	}
	kernel_stop();
	return 0;
}
