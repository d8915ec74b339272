// SPDX-License-Identifier: GPL-2.0-only
/*
 * An application that forks. Its children, some of which become a program at
 * the other level of privilege, work at the same time: each sends its level
 * through a pipe, and ends only when all have.
 *
 *   family CHILDREN PROGRAM OTHER   half of them become OTHER, half PROGRAM
 *   family --child                  what these programs are called with
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LEVELS	 4
#define NO_LEVEL 0xff /* the child could not start */

static void need(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static unsigned char level(void)
{
	unsigned short cs;

	__asm__("movw %%cs, %0" : "=r"(cs));
	return cs & 3;
}

/* Standard output is the family's pipe; standard input ends when all have
 * written to it. */
static int live_as_child(void)
{
	unsigned char mine = level(), byte;

	need(write(STDOUT_FILENO, &mine, 1) == 1, "write");
	return read(STDIN_FILENO, &byte, 1) == 0 ? 0 : 1;
}

static void __attribute__((noreturn)) become(const char *program)
{
	unsigned char none = NO_LEVEL;

	execl(program, program, "--child", (char *)NULL);
	perror(program);
	_exit(write(STDOUT_FILENO, &none, 1) == 1 ? 127 : 126);
}

static void start(const char *program, const int levels[2], const int hold[2])
{
	pid_t child = fork();

	need(child >= 0, "fork");
	if (child)
		return;
	need(dup2(levels[1], STDOUT_FILENO) >= 0, "dup2");
	need(dup2(hold[0], STDIN_FILENO) >= 0, "dup2");
	close(levels[0]);
	close(levels[1]);
	close(hold[0]);
	close(hold[1]);
	become(program);
}

static int all_ended(void)
{
	int status, good = 0;

	while (wait(&status) > 0)
		good += status == 0;
	return good;
}

int main(int argc, char **argv)
{
	int levels[2], hold[2], at[LEVELS] = {0}, children, i;
	unsigned char one;

	if (argc == 2 && strcmp(argv[1], "--child") == 0)
		return live_as_child();
	children = argc == 4 ? atoi(argv[1]) : 0;
	if (children < 2) {
		fputs("usage: family CHILDREN PROGRAM OTHER\n", stderr);
		return 2;
	}
	need(pipe(levels) == 0 && pipe(hold) == 0, "pipe");
	for (i = 0; i < children; i++)
		start(argv[2 + i % 2], levels, hold);
	for (i = 0; i < children; i++) {
		need(read(levels[0], &one, 1) == 1, "read");
		if (one >= LEVELS) {
			fputs("family: a child cannot start\n", stderr);
			return 1;
		}
		at[one]++;
	}
	close(hold[0]);
	close(hold[1]);
	printf("family: parent at CPL %d, children at CPL 0: %d, at CPL 3: %d, ended well: %d\n",
	       level(), at[0], at[3], all_ended());
	return 0;
}
