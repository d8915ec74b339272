// SPDX-License-Identifier: GPL-2.0-only
/* Selectors that are no data segment's. The kernel loads them for a program, in
 * sigreturn and in a task switch, and gets a #GP with the selector as its error
 * code: like that of an NMI that finds its task busy, if it is the selector of
 * that task's TSS. It must load 0 instead, and the program goes on, or dies. */
#include "kml_test.h"
#include "machine.h"

#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

#define N_DESCRIPTORS 32 /* of the GDT */

static int saved_register;
static greg_t selector;

static void ends(pid_t child)
{
	int status = status_of(child);

	ASSERT_TRUE(status == 0 ||
		    (WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV));
}

static void save_selector(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	(void)signal;
	(void)info;
	saved->uc_mcontext.gregs[saved_register] = selector;
}

static void return_with_selector(void)
{
	on_signal(SIGUSR1, save_selector, 0);
	raise(SIGUSR1);
}

TEST(selectors_from_sigreturn, "sigreturn with selectors of no segment")
{
	const int registers[] = {REG_GS, REG_FS, REG_ES, REG_DS};
	int i;

	for (i = 0; i < 2 * 4 * N_DESCRIPTORS; i++) {
		saved_register = registers[i % 4];
		selector = i / 8 * 8 + (i & 4 ? 3 : 0); /* RPL 3, RPL 0 */
		ends(in_child(return_with_selector));
	}
}

static void be_traced(void)
{
	ASSERT_EQ(ptrace(PTRACE_TRACEME, 0, 0, 0), 0);
	raise(SIGSTOP);
}

/* (The kernel refuses some of them.) */
TEST(selectors_from_debugger, "selectors of no segment from a debugger")
{
	const size_t registers[] = {offsetof(struct user_regs_struct, xgs),
				    offsetof(struct user_regs_struct, xfs),
				    offsetof(struct user_regs_struct, xes),
				    offsetof(struct user_regs_struct, xds)};
	pid_t child;
	int i;

	for (i = 0; i < 4 * N_DESCRIPTORS; i++) {
		child = in_child(be_traced);
		wait_for_stop(child, SIGSTOP);
		ptrace(PTRACE_POKEUSER, child, registers[i % 4], i / 4 * 8 + 3);
		ASSERT_EQ(ptrace(PTRACE_DETACH, child, 0, 0), 0);
		ends(child);
	}
}
