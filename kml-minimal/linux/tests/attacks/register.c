// SPDX-License-Identifier: GPL-2.0-only
/* Asking for CPL 0 by name: the kernel's code segment in CS. No check of KML's
 * stands here, but the CPU's and the kernel's own. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include "attack.h"

#define EFLAGS_AC (1 << 18)

/* Where the attacks arrive if they win, and perhaps if they do not: on whatever
 * stack. (i386's SYSENTER would look there for an argument of a system call.)
 */
static void report(void)
{
	unsigned long cs;

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	exit_alone(EVIL_AT((int)(cs & 3)));
}

/* The child is killed by the exception (SDM vol. 3, 5.8: privilege checks). If
 * that is the kernel's own IRET's, i386 says SIGILL (iret_error in traps.c). */
static bool by_exception(int signal)
{
	return signal == SIGSEGV || signal == SIGILL;
}

static int in_child(void (*attack)(void))
{
	pid_t child = fork();
	int status;

	if (!child) {
		attack();
		_exit(BROKEN);
	}
	if (waitpid(child, &status, 0) != child)
		return BROKEN;
	if (WIFSIGNALED(status))
		return by_exception(WTERMSIG(status)) ? HELD : BROKEN;
	return judge(WEXITSTATUS(status));
}

/* restore_sigcontext() sets the lowest two bits of CS: RPL 3. (Without AC, SMAP
 * would not let the kernel's segment use this stack.) */
static void forge_frame(int signal, siginfo_t *info, void *context)
{
	ucontext_t *frame = context;

	(void)signal;
	(void)info;
	frame->uc_mcontext.gregs[SAVED_IP] = (greg_t)report;
	frame->uc_mcontext.gregs[SAVED_FLAGS] |= EFLAGS_AC;
	forge_segments(frame);
}

static void return_from_signal(void)
{
	struct sigaction action = {.sa_sigaction = forge_frame,
				   .sa_flags = SA_SIGINFO};

	sigaction(SIGUSR1, &action, NULL);
	raise(SIGUSR1);
}

static int signal_return(void)
{
	return in_child(return_from_signal);
}

static void return_far(void)
{
	__asm__ volatile("push %0; push %1; " FAR_RETURN
			 :
			 : "r"(KERNEL_CS), "r"(report)
			 : "memory");
}

static int far_return(void)
{
	return in_child(return_far);
}

static void interrupt(void)
{
	return_from_interrupt(report);
}

static int interrupt_return(void)
{
	return in_child(interrupt);
}

static pid_t traced_child(void)
{
	pid_t child = fork();
	int status;

	if (!child) {
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		raise(SIGSTOP);
		_exit(BROKEN);
	}
	return waitpid(child, &status, 0) == child ? child : -1;
}

/* What became of the request; whatever it was, the child never runs with it. */
static int end_child(pid_t child, long result)
{
	int verdict = refused(result, EIO);

	kill(child, SIGKILL);
	return verdict;
}

/* set_segment_reg() refuses a selector whose RPL is not 3. */
static int set_registers(void)
{
	struct user_regs_struct registers;
	pid_t child = traced_child();

	if (ptrace(PTRACE_GETREGS, child, 0, &registers))
		return BROKEN;
	registers.TRACED_CS = KERNEL_CS;
	return end_child(child, ptrace(PTRACE_SETREGS, child, 0, &registers));
}

static int poke_user(void)
{
	pid_t child = traced_child();

	return end_child(child,
			 ptrace(PTRACE_POKEUSER, child,
				offsetof(struct user_regs_struct, TRACED_CS),
				KERNEL_CS));
}

const struct attack register_attacks[] = {
	{"signal-return", 0, signal_return, NULL},
	{"far-return", 0, far_return, NULL},
	{"interrupt-return", 0, interrupt_return, NULL},
	{"setregs", 0, set_registers, NULL},
	{"pokeuser", 0, poke_user, NULL},
	{0},
};
