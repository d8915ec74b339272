// SPDX-License-Identifier: GPL-2.0-only
/* At which level does an unmodified program run? Loaded into it through
 * /etc/ld.so.preload, this writes a line "NAME CPL n" to the file $LEVELS, when
 * the program starts and in each process that it forks. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Copies: nginx overwrites its environment and arguments with a title. */
static char *path, *name;

static void report(void)
{
	unsigned long cs;
	int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0600);

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	dprintf(file, "%s CPL %lu\n", name, cs & 3);
	close(file);
}

__attribute__((constructor)) static void start(void)
{
	const char *file = getenv("LEVELS");

	if (!file)
		return;
	path = strdup(file);
	name = strdup(program_invocation_short_name);
	report();
	pthread_atfork(NULL, NULL, report);
}
