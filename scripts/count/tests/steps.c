// SPDX-License-Identifier: GPL-2.0-only
/*
 * Steps through a program, on this machine's processor, and prints how many
 * instructions it executes between mark 1 and mark 2.
 */
#include "../instruction.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARK_BYTES 7

static void need(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static int mark_at(pid_t pid, unsigned long ip)
{
	unsigned char bytes[sizeof(long)];
	long word;

	errno = 0;
	word = ptrace(PTRACE_PEEKTEXT, pid, ip, NULL);
	need(errno == 0, "PTRACE_PEEKTEXT");
	memcpy(bytes, &word, sizeof(bytes));
	return instruction_mark(bytes, MARK_BYTES);
}

struct stop {
	bool ended;
	bool executed; /* an instruction, since the last stop */
	int signal;    /* to be delivered when it goes on */
	int mark;      /* at which it stands, or -1 */
};

/*
 * Each step executes an instruction, but for two: the one that stops because a
 * signal has come, and the next, which stops at the first instruction of its
 * handler.
 */
static void step(pid_t pid, struct stop *stop)
{
	struct user_regs_struct registers;
	int status, delivered = stop->signal;

	need(ptrace(PTRACE_SINGLESTEP, pid, NULL, (long)delivered) == 0,
	     "PTRACE_SINGLESTEP");
	need(waitpid(pid, &status, 0) == pid, "waitpid");
	stop->ended = !WIFSTOPPED(status);
	if (stop->ended)
		return;
	stop->signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
	stop->executed = !stop->signal && !delivered;
	need(ptrace(PTRACE_GETREGS, pid, NULL, &registers) == 0,
	     "PTRACE_GETREGS");
	stop->mark = mark_at(pid, registers.rip);
}

/* A mark itself is not counted. */
static unsigned long count_steps(pid_t pid)
{
	struct stop stop = {.mark = -1};
	unsigned long steps = 0;
	bool counting = false;
	int mark;

	while (!stop.ended) {
		mark = stop.mark;
		if (mark >= 0)
			counting = mark == 1;
		step(pid, &stop);
		steps += counting && mark < 0 && stop.executed && !stop.ended;
	}
	return steps;
}

int main(int argc, char **argv)
{
	pid_t child;
	int status;

	if (argc != 2) {
		fputs("usage: steps PROGRAM\n", stderr);
		return 2;
	}
	child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		need(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0,
		     "PTRACE_TRACEME");
		execv(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	need(waitpid(child, &status, 0) == child && WIFSTOPPED(status),
	     "waitpid");
	printf("%lu\n", count_steps(child));
	return 0;
}
