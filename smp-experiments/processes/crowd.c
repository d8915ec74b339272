// SPDX-License-Identifier: GPL-2.0-only
/*
 * Starts processes that sleep, and becomes the program that is measured beside
 * them. They end with it: it is their parent still.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define SETTLE_MS 100 /* that is many ticks of the timer */

static void __attribute__((noreturn)) fail(const char *what)
{
	perror(what);
	exit(1);
}

static void __attribute__((noreturn)) sleeper(int ready)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || write(ready, "", 1) != 1)
		fail("a sleeping process");
	close(ready);
	for (;;)
		pause();
}

static void start(int ready)
{
	pid_t child = fork();

	if (child < 0)
		fail("fork");
	if (child == 0)
		sleeper(ready);
}

/* All have said that they are about to sleep, and had time to. */
static void wait_for(int ready, long sleepers)
{
	const struct timespec settle = {.tv_nsec = SETTLE_MS * 1000000L};
	char byte;

	while (sleepers--)
		if (read(ready, &byte, 1) != 1)
			fail("a sleeping process has ended");
	nanosleep(&settle, NULL);
}

int main(int argc, char **argv)
{
	long sleepers = argc > 2 ? strtol(argv[1], NULL, 10) : -1, i;
	int ready[2];

	if (sleepers < 0) {
		fputs("usage: crowd SLEEPERS PROGRAM [ARGUMENT]...\n", stderr);
		return 2;
	}
	if (pipe(ready) < 0)
		fail("pipe");
	for (i = 0; i < sleepers; i++)
		start(ready[1]);
	close(ready[1]); /* or a sleeper that ends would not be noticed */
	wait_for(ready[0], sleepers);
	close(ready[0]);
	printf("crowd: %ld sleep\n", sleepers);
	fflush(stdout);
	execv(argv[2], argv + 2);
	fail(argv[2]);
}
