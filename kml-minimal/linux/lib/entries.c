// SPDX-License-Identifier: GPL-2.0-only
/* Shows how a program enters the kernel, like strace(1): a line for each
 * system call on standard error, "syscall NUMBER" or "direct NUMBER".
 *
 * It lets the program execute one instruction after the other, and looks at
 * each: a SYSCALL of the program's own, or a step from the program into the
 * kernel's half of the address space, which only a call at CPL 0 can take. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define SYSCALL_OPCODE 0x050f /* 0f 05; SDM vol. 2, SYSCALL */

static void require(int condition, const char *what)
{
	if (condition)
		return;
	perror(what);
	exit(1);
}

static int in_kernel(unsigned long address)
{
	return (long)address < 0;
}

static int at_syscall(pid_t child, unsigned long address)
{
	return (ptrace(PTRACE_PEEKTEXT, child, address, 0) & 0xffff) ==
	       SYSCALL_OPCODE;
}

/* The next instruction is about to be executed. */
static void look(pid_t child, int *was_in_kernel)
{
	struct user_regs_struct registers;
	int now;

	require(!ptrace(PTRACE_GETREGS, child, 0, &registers), "registers");
	now = in_kernel(registers.rip);
	if (now && !*was_in_kernel)
		fprintf(stderr, "direct %llu\n", registers.r10);
	if (!now && at_syscall(child, registers.rip))
		fprintf(stderr, "syscall %llu\n", registers.rax);
	*was_in_kernel = now;
}

/* Ends with the program, whose status it gives. */
static int step_through(pid_t child)
{
	int status, signal, was_in_kernel = 0;

	while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
		look(child, &was_in_kernel);
		signal = WSTOPSIG(status);
		if (signal == SIGTRAP) /* by a step, or exec */
			signal = 0;
		require(!ptrace(PTRACE_SINGLESTEP, child, 0, signal), "a step");
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
	pid_t child;

	if (argc < 2 || !strcmp(argv[1], "--help")) {
		fprintf(stderr, "usage: entries PROGRAM [ARGUMENT]...\n");
		return argc < 2 ? 2 : 0;
	}
	child = fork();
	require(child >= 0, "fork");
	if (!child) {
		require(!ptrace(PTRACE_TRACEME, 0, 0, 0), "ptrace");
		execv(argv[1], argv + 1);
		require(0, argv[1]);
	}
	return step_through(child);
}
