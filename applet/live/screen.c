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
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include "live/top.h"

enum { WIDTH = 80, HEIGHT = 24 };

/* A serial line does not tell its size. False: it is no terminal. */
static bool take_size(struct screen *s)
{
	struct winsize w = { .ws_row = 0 };
	int none = ioctl(1, TIOCGWINSZ, &w);

	s->width = w.ws_col ? w.ws_col - 1 : WIDTH - 1;
	s->height = w.ws_row > 4 ? w.ws_row : w.ws_row ? 4 : HEIGHT;
	return !none;
}

static void mask_signals(const struct screen *s, int how)
{
	syscall(SYS_rt_sigprocmask, how, &s->signals, 0, _NSIG / 8);
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

	if (!term || !*term || !strcmp(term, "dumb") || !take_size(s) || tcgetattr(0, &s->found))
		return false;
	sigemptyset(&s->signals);
	for (const char *n = (const char[]){ SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, 0 }; *n; n++)
		sigaddset(&s->signals, *n);
	mask_signals(s, SIG_BLOCK);
	s->signal_descriptor = syscall(SYS_signalfd4, -1, &s->signals, _NSIG / 8, SFD_CLOEXEC | SFD_NONBLOCK);
	take_terminal(s);
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
		take_size(s);
		return 0;
	}
	return info.ssi_signo;
}

void screen_die(struct screen *s, int signal)
{
	mask_signals(s, SIG_UNBLOCK);
	kill(getpid(), signal);
}
