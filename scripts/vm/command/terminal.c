// SPDX-License-Identifier: GPL-2.0-only
/*
 * The terminal as the guest's serial line: every key goes to the guest, also
 * Ctrl-c, except Ctrl-a x, which ends the run as in QEMU (Ctrl-a twice is one
 * Ctrl-a). A child reads the keys, so that the run only sees a pipe; the
 * terminal is put right whatever ends us, but SIGKILL.
 */
#include "command.h"

#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <termios.h>
#include <unistd.h>

#define CTRL_A 1

static struct termios saved;
static bool changed;
static pid_t reader;

void terminal_close(void)
{
	if (changed)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
	changed = false;
	if (reader > 0)
		kill(reader, SIGTERM);
	reader = 0;
}

static void restore_and_die(int signal_number)
{
	terminal_close();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void make_raw(void)
{
	struct termios raw;

	if (tcgetattr(STDIN_FILENO, &saved) < 0)
		return; /* not a terminal: a file or a pipe is read as it is */
	raw = saved;
	cfmakeraw(&raw);
	raw.c_oflag |= OPOST; /* the guest's line feeds also return */
	changed = true;
	signal(SIGTERM, restore_and_die);
	signal(SIGHUP, restore_and_die);
	signal(SIGINT, restore_and_die);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

/* Copy keys until the end of input; Ctrl-a x ends our parent. */
static void copy_keys(int out)
{
	bool escaped = false;
	char key;

	while (read(STDIN_FILENO, &key, 1) == 1) {
		if (changed && !escaped && key == CTRL_A) {
			escaped = true;
			continue;
		}
		if (escaped && key == 'x') {
			kill(getppid(), SIGINT);
			return;
		}
		escaped = false;
		if (write(out, &key, 1) != 1)
			return;
	}
}

/* Make the terminal a serial line; gives a descriptor to read keys from. */
int terminal_open(void)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		err(EXIT_EMULATOR_FAILED, "pipe");
	make_raw();
	reader = fork();
	if (reader < 0)
		err(EXIT_EMULATOR_FAILED, "fork");
	if (reader == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		signal(SIGTERM, SIG_DFL);
		close(ends[0]);
		copy_keys(ends[1]);
		_exit(0);
	}
	close(ends[1]);
	return ends[0];
}
