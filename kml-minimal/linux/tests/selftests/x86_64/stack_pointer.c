// SPDX-License-Identifier: GPL-2.0-only
/* A stack pointer of which only bit 63 is wrong is not canonical: no memory is
 * there, neither the program's nor the kernel's. As long as nothing is pushed,
 * a program may have it, and gets it back from interrupts, signals and system
 * calls. (The kernel's own mov_ss_trap_64 has one, too.) One that leads to the
 * kernel half is not kept, if a debugger writes it. */
#include "kml_test.h"
#include "machine.h"

#include <errno.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>

#define INVERT_STACK "btc $63, %%rsp\n\t"
#define FLAG_TF	     0x100UL
/* It has the long way through the kernel. */
#define NO_SYSTEM_CALL 100000

TEST(non_canonical_interrupts, "interrupts, non-canonical stack pointer")
{
	spin_with_stack(0x80007ffffffff000UL, 200000000);
}

/* With FLAGS, SIGTRAP after each instruction. (Below RSP is the red zone.) */
static long call_with_inverted_stack(long number, unsigned long flags)
{
	unsigned long before, after;

	__asm__ volatile(
		"mov %%rsp, %[before]\n\t"
		"sub $128, %%rsp\n\t"
		"pushfq\n\t"
		"orq %[flags], (%%rsp)\n\t"
		"popfq\n\t" INVERT_STACK "syscall\n\t" INVERT_STACK "pushfq\n\t"
		"andq $~0x100, (%%rsp)\n\t"
		"popfq\n\t"
		"add $128, %%rsp\n\t"
		"mov %%rsp, %[after]\n\t"
		"mov %[before], %%rsp"
		: "+a"(number), [before] "=&r"(before), [after] "=&r"(after)
		: [flags] "r"(flags)
		: "rcx", "r11", "memory", "cc");
	ASSERT_EQ(before, after);
	return number;
}

TEST(non_canonical_calls, "system calls, non-canonical stack pointer")
{
	int i;

	for (i = 0; i < 20000; i++) {
		ASSERT_EQ(call_with_inverted_stack(SYS_getpid, 0), getpid());
		ASSERT_EQ(call_with_inverted_stack(NO_SYSTEM_CALL, 0), -ENOSYS);
	}
}

TEST(non_canonical_signals, "signals, non-canonical stack pointer")
{
	use_alternate_stack();
	on_signal(SIGTRAP, tick, SA_ONSTACK);
	ASSERT_EQ(call_with_inverted_stack(SYS_getpid, FLAG_TF), getpid());
	ASSERT_GE(ticks, 5);
}

/* A stack pointer of the kernel's, while the trap flag is set. */
static void step_with_stack(unsigned long sp)
{
	__asm__ volatile("mov %%rsp, %%r15\n\t"
			 "sub $128, %%rsp\n\t"
			 "pushfq\n\t"
			 "orq $0x100, (%%rsp)\n\t"
			 "popfq\n\t"
			 "mov %[sp], %%rsp\n\t"
			 "nop\n\tnop\n\tnop\n\t"
			 "lea -128(%%r15), %%rsp\n\t"
			 "pushfq\n\t"
			 "andq $~0x100, (%%rsp)\n\t"
			 "popfq\n\t"
			 "mov %%r15, %%rsp"
			 :
			 : [sp] "r"(sp)
			 : "r15", "memory", "cc");
}

TEST(kernel_half_steps, "single steps, stack pointer of the kernel half")
{
	use_alternate_stack();
	on_signal(SIGTRAP, tick, SA_ONSTACK);
	step_with_stack(KERNEL_HOLE);
	ASSERT_GE(ticks, 5);
}

/* Nothing here needs a stack. */
static __attribute__((noinline)) void three_steps(void)
{
	__asm__ volatile("nop\n\tnop\n\tnop\n\tud2");
}

static void be_stopped(void)
{
	ASSERT_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
	ASSERT_EQ(raise(SIGSTOP), 0);
}

/* With it in RSP, #DB would be the kernel's own: it must not get there. */
TEST(kernel_sp_steps, "debugger's stack pointer of the kernel half")
{
	pid_t child = in_child(be_stopped);
	struct user_regs_struct registers;
	int i;

	wait_for_stop(child, SIGSTOP);
	ASSERT_EQ(ptrace(PTRACE_GETREGS, child, NULL, &registers), 0);
	registers.rip = (unsigned long)three_steps;
	registers.rsp = 0xffff800000000000UL; /* no memory (mm.rst) */
	registers.orig_rax = -1UL;	      /* no call to restart */
	ASSERT_EQ(ptrace(PTRACE_SETREGS, child, NULL, &registers), 0);
	for (i = 0; i < 3; i++) {
		ASSERT_EQ(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL), 0);
		wait_for_stop(child, SIGTRAP);
	}
	kill(child, SIGKILL);
	ASSERT_TRUE(died_of(child, SIGKILL));
}
