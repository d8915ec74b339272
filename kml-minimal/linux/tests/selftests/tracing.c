// SPDX-License-Identifier: GPL-2.0-only
/* Single steps and ptrace: debuggers see an ordinary program. */
#include "kml_test.h"
#include "machine.h"

#include <sys/auxv.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

#define FLAG_TF 0x100

static void count_step(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	ignore(signal, info, context);
	if (++ticks == 50)
		saved->uc_mcontext.gregs[SAVED_FLAGS] &= ~FLAG_TF;
}

TEST(single_step_itself, "single-stepping itself")
{
	int i;

	on_signal(SIGTRAP, count_step, 0);
	start_stepping();
	for (i = 0; i < 20; i++)
		syscall(SYS_getppid);
	ASSERT_EQ(ticks, 50);
	ASSERT_EQ(cpl(), expected_cpl);
}

static void be_traced(void)
{
	int i;

	ASSERT_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
	ASSERT_EQ(raise(SIGSTOP), 0);
	for (i = 0; i < 1000; i++)
		syscall(SYS_getppid);
	_exit(cpl() == expected_cpl ? 5 : 6);
}

/* A C library may call the kernel directly (AT_SYSINFO), and is stepped through
 * the few instructions there that are still the program's. */
static bool in_program(unsigned long address)
{
	unsigned long entry = getauxval(AT_SYSINFO);

	return is_user_address(address) ||
	       (expected_cpl == 0 && entry && address - entry < 256);
}

static void step(pid_t child)
{
	struct user_regs_struct registers;

	ASSERT_EQ(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL), 0);
	wait_for_stop(child, SIGTRAP);
	ASSERT_EQ(ptrace(PTRACE_GETREGS, child, NULL, &registers), 0);
	ASSERT_EQ(registers.TRACED_CS, USER_CS);
	ASSERT_TRUE(in_program((unsigned long)registers.TRACED_IP));
}

TEST(traced_child, "ptrace")
{
	pid_t child = in_child(be_traced);
	int i;

	wait_for_stop(child, SIGSTOP);
	for (i = 0; i < 200; i++)
		step(child);
	for (i = 0; i < 200; i++) {
		ASSERT_EQ(ptrace(PTRACE_SYSCALL, child, NULL, NULL), 0);
		wait_for_stop(child, SIGTRAP);
	}
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	ASSERT_TRUE(exited_with(child, 5));
}
