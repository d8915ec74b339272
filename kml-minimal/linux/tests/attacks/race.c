// SPDX-License-Identifier: GPL-2.0-only
/* While the kernel executes a name, another process gives it to another file.
 * What is executed must be what was judged. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

#define ROUNDS 200

/* Two names that change places until their parent dies. */
static pid_t keep_swapping(const char *one, const char *other)
{
	pid_t child = fork();

	if (child)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (!renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE))
		;
	_exit(BROKEN);
}

/* Both programs are executed in turn; the trusted one may run at CPL 0. */
static int run_repeatedly(const char *program)
{
	int i, status, evil = 0, trusted = 0;

	for (i = 0; i < ROUNDS; i++) {
		status = run(program, NULL);
		if (status == EVIL_AT(0))
			return WON;
		evil += status == EVIL_AT(3);
		trusted += status == TRUSTED_AT(0) || status == TRUSTED_AT(3);
	}
	printf("# %d times the attacker's program, %d times the trusted one\n",
	       evil, trusted);
	fflush(stdout);
	return evil && trusted ? HELD : BROKEN;
}

static int race(const char *one, const char *other, const char *program)
{
	pid_t swapper = keep_swapping(one, other);
	int outcome = run_repeatedly(program);

	kill(swapper, SIGKILL);
	return outcome;
}

static int swap_link(void)
{
	if (symlink(EVIL, HOME "/a") || symlink(TRUSTED, HOME "/b"))
		return BROKEN;
	return race(HOME "/a", HOME "/b", HOME "/a");
}

static int swap_folder(void)
{
	if (mkdir(HOME "/folder", 0755) || link(EVIL, HOME "/folder/probe") ||
	    symlink("/trusted", HOME "/link"))
		return BROKEN;
	return race(HOME "/folder", HOME "/link", HOME "/folder/probe");
}

const struct attack race_attacks[] = {
	{"swapped-link", CAP(SYS_RAWIO), swap_link, NULL},
	{"swapped-folder", CAP(SYS_RAWIO), swap_folder, NULL},
	{0},
};
