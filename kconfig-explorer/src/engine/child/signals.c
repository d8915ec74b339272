// SPDX-License-Identifier: GPL-2.0-only
#include "signals.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void (*parser_place)(char *text, size_t size);

/* Where the parser was when the kernel's code crashed. */
static void crashed(int number)
{
	char place[400], text[512];
	int length;

	parser_place(place, sizeof(place));
	length = snprintf(text, sizeof(text),
			  "%s: the kernel's Kconfig code crashed here (%s)\n",
			  place, strsignal(number));

	if (write(STDERR_FILENO, text, length) < 0)
		_exit(2);
	signal(number, SIG_DFL);
	raise(number);
}

/* On a signal, ends the shells and compilers that were started, too. */
static void ended(int number)
{
	(void)number;
	kill(0, SIGKILL);
}

void signals_catch(void (*where)(char *text, size_t size))
{
	static char stack[1 << 16];
	const stack_t alternative = {.ss_sp = stack, .ss_size = sizeof(stack)};
	const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	struct sigaction action = {.sa_handler = crashed,
				   .sa_flags = SA_ONSTACK | SA_RESETHAND};
	size_t i;

	parser_place = where;
	sigaltstack(&alternative, NULL);
	for (i = 0; i < sizeof(crashes) / sizeof(*crashes); i++)
		sigaction(crashes[i], &action, NULL);
	if (getpgid(0) == getpid()) {
		signal(SIGTERM, ended);
		signal(SIGINT, ended);
	}
}
