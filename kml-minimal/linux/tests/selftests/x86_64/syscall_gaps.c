// SPDX-License-Identifier: GPL-2.0-only
/* For some instructions behind SYSCALL, and before it jumps back, the kernel is
 * on the program's stack. Even so a #DB there is the kernel's: the program
 * must not get a SIGTRAP whose RIP is in the kernel.
 *
 * It is provoked by a breakpoint on one of these instructions. A debugger may
 * not have it there, but a program at CPL 0 can move it. */
#include "kml_test.h"
#include "machine.h"

#include <sched.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#define MSR_LSTAR      0xc0000082 /* SDM vol. 4, table 2-2 */
#define MAX_ENTRY_CODE 2048
#define DR6_NONE       0xffff0ff0UL /* SDM vol. 3, 18.2.3 */
#define DR6_HIT_3      8UL

static unsigned long read_msr(unsigned int number)
{
	unsigned int low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
	return (unsigned long)high << 32 | low;
}

/* The first instruction of all, entry_SYSCALL_64_kml. */
static unsigned long first_instruction(void)
{
	return read_msr(MSR_LSTAR);
}

/* The last but one: STI, before JMP *RCX. */
static unsigned long last_instruction(void)
{
	static const unsigned char sti_jmp_rcx[] = {0xfb, 0xff, 0xe1};
	const char *entry = (const char *)read_msr(MSR_LSTAR);
	const char *place =
		memmem(entry, MAX_ENTRY_CODE, sti_jmp_rcx, sizeof(sti_jmp_rcx));

	ASSERT_TRUE(place);
	return (unsigned long)place;
}

static unsigned long (*gap)(void);

/* Makes a system call with a breakpoint in the gap; did #DB come? The kernel
 * clears DR6 then, which otherwise keeps what is written here. */
static bool call_stops_in_gap(void)
{
	unsigned long status;

	__asm__ volatile("mov %0, %%db6" : : "r"(DR6_NONE | DR6_HIT_3));
	__asm__ volatile("mov %0, %%db0" : : "r"(gap()));
	ASSERT_EQ(syscall(SYS_getpid), getpid());
	__asm__ volatile("mov %%db6, %0" : "=r"(status));
	return !(status & DR6_HIT_3);
}

/* Whenever another task has run, DR0 is back at what the debugger wrote: a
 * single call may miss. */
static void be_debugged(void)
{
	cpu_set_t here;
	int i, stops = 0;

	CPU_ZERO(&here);
	CPU_SET(sched_getcpu(), &here);
	ASSERT_EQ(sched_setaffinity(0, sizeof(here), &here), 0);
	ASSERT_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
	ASSERT_EQ(raise(SIGSTOP), 0);
	for (i = 0; i < 100; i++)
		stops += call_stops_in_gap();
	_exit(stops > 0 && cpl() == 0 ? 5 : 6);
}

/* The debugger's own breakpoint is where the program does not come. */
static void check_gap(unsigned long (*place)(void))
{
	pid_t child;

	if (expected_cpl == 3)
		skip("only at CPL 0");
	gap = place;
	child = in_child(be_debugged);
	wait_for_stop(child, SIGSTOP);
	set_debug_register(child, 0, (unsigned long)check_gap);
	set_debug_register(child, 7, DR7_ENABLE_0);
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	ASSERT_TRUE(exited_with(child, 5));
}

TEST(gap_on_entry, "breakpoint between SYSCALL and the kernel's stack")
{
	check_gap(first_instruction);
}

TEST(gap_on_exit, "breakpoint between the kernel's stack and the jump back")
{
	check_gap(last_instruction);
}
