// SPDX-License-Identifier: GPL-2.0-only
/* Breakpoints, as a debugger sets them: in the code, and in debug registers
 * (SDM vol. 3, 18.2). */
#include "kml_test.h"
#include "machine.h"

#include <sys/ptrace.h>
#include <sys/user.h>

static volatile int watched;

static __attribute__((noinline)) void stop_here(void)
{
	__asm__ volatile("nop" : : : "memory");
}

static void be_debugged(void)
{
	ASSERT_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
	ASSERT_EQ(raise(SIGSTOP), 0);
	stop_here();
	watched = 42;
	stop_here();
	_exit(cpl() == expected_cpl && watched == 42 ? 5 : 6);
}

static pid_t start_debugged(void)
{
	pid_t child = in_child(be_debugged);

	wait_for_stop(child, SIGSTOP);
	return child;
}

static void continue_to_trap(pid_t child)
{
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	wait_for_stop(child, SIGTRAP);
}

static void continue_to_end(pid_t child)
{
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	ASSERT_TRUE(exited_with(child, 5));
}

static unsigned long instruction_pointer(pid_t child)
{
	struct user_regs_struct registers;

	ASSERT_EQ(ptrace(PTRACE_GETREGS, child, NULL, &registers), 0);
	return (unsigned long)registers.TRACED_IP;
}

static void set_instruction_pointer(pid_t child, unsigned long ip)
{
	struct user_regs_struct registers;

	ASSERT_EQ(ptrace(PTRACE_GETREGS, child, NULL, &registers), 0);
	registers.TRACED_IP = ip;
	ASSERT_EQ(ptrace(PTRACE_SETREGS, child, NULL, &registers), 0);
}

TEST(breakpoint_in_code, "breakpoint in the code")
{
	pid_t child = start_debugged();
	unsigned long place = (unsigned long)stop_here;
	long code = ptrace(PTRACE_PEEKTEXT, child, (void *)place, NULL);

	ASSERT_EQ(ptrace(PTRACE_POKETEXT, child, (void *)place,
			 (void *)((code & ~0xffL) | 0xcc)),
		  0);
	continue_to_trap(child);
	ASSERT_EQ(instruction_pointer(child), place + 1);
	ASSERT_EQ(ptrace(PTRACE_POKETEXT, child, (void *)place, (void *)code),
		  0);
	set_instruction_pointer(child, place);
	continue_to_end(child);
}

TEST(breakpoint_in_register, "breakpoint in a debug register")
{
	pid_t child = start_debugged();

	set_debug_register(child, 0, (unsigned long)stop_here);
	set_debug_register(child, 7, DR7_ENABLE_0);
	continue_to_trap(child);
	ASSERT_EQ(instruction_pointer(child), (unsigned long)stop_here);
	continue_to_trap(child);
	ASSERT_EQ(instruction_pointer(child), (unsigned long)stop_here);
	/* It has gone on in between: RF has held back the breakpoint. */
	ASSERT_EQ(ptrace(PTRACE_PEEKDATA, child, (void *)&watched, NULL), 42);
	set_debug_register(child, 7, 0);
	continue_to_end(child);
}

TEST(watchpoint, "watchpoint in a debug register")
{
	pid_t child = start_debugged();

	set_debug_register(child, 0, (unsigned long)&watched);
	set_debug_register(child, 7, DR7_ENABLE_0 | DR7_WRITE_4_BYTES_0);
	continue_to_trap(child);
	ASSERT_EQ(ptrace(PTRACE_PEEKDATA, child, (void *)&watched, NULL), 42);
	continue_to_end(child);
}
