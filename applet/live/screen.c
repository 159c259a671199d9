/* SPDX-License-Identifier: 0BSD */
/*
 * A terminal: keys come one by one and are not echoed, and signals come as something to be read, so that on whatever
 * way out it is put back. Only what every terminal since the VT100 understands is sent.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "live/top.h"

enum { WIDTH = 80, HEIGHT = 24 };

/* A serial line does not tell. */
void screen_size(struct screen *s)
{
	struct winsize w = { .ws_row = 0 };

	ioctl(1, TIOCGWINSZ, &w);
	s->width = w.ws_col ? w.ws_col - 1 : WIDTH - 1;
	s->height = w.ws_row > 4 ? w.ws_row : w.ws_row ? 4 : HEIGHT;
}

static void take_terminal(struct screen *s)
{
	struct termios raw = s->found;

	raw.c_lflag &= ~(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(0, TCSANOW, &raw);
}

bool screen_open(struct screen *s)
{
	const char *term = getenv("TERM");

	if (!term || !*term || !strcmp(term, "dumb") || !isatty(1) || tcgetattr(0, &s->found))
		return false;
	sigemptyset(&s->signals);
	for (const char *n = (const char[]){ SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, 0 }; *n; n++)
		sigaddset(&s->signals, *n);
	sigprocmask(SIG_BLOCK, &s->signals, 0);
	s->signal_descriptor = signalfd(-1, &s->signals, SFD_CLOEXEC | SFD_NONBLOCK);
	take_terminal(s);
	screen_size(s);
	return true;
}

void screen_close(struct screen *s)
{
	tcsetattr(0, TCSANOW, &s->found);
}

/* As if the terminal were not ours: it is put back meanwhile. */
static void stop(struct screen *s)
{
	screen_close(s);
	kill(getpid(), SIGSTOP);
	take_terminal(s);
}

int screen_signal(struct screen *s)
{
	struct signalfd_siginfo info;

	if (read(s->signal_descriptor, &info, sizeof info) != sizeof info)
		return 0;
	if (info.ssi_signo == SIGTSTP)
		stop(s);
	if (info.ssi_signo == SIGTSTP || info.ssi_signo == SIGWINCH) {
		screen_size(s);
		return 0;
	}
	return info.ssi_signo;
}

void screen_die(struct screen *s, int signal)
{
	sigprocmask(SIG_UNBLOCK, &s->signals, 0);
	kill(getpid(), signal);
}
