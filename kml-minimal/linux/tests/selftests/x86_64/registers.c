// SPDX-License-Identifier: GPL-2.0-only
/* Registers that only x86-64 has, or promises to keep. */
#include "kml_test.h"
#include "machine.h"

#include <errno.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>

#define ARCH_SET_GS	0x1001
#define HWCAP2_FSGSBASE 2

/* A system call: all but RAX, RCX and R11 must be as before. */
static void check_system_call(long number)
{
	const unsigned long want[6] = {1, 2, 3, 4, 5, 6};
	register unsigned long r8 __asm__("r8") = 4;
	register unsigned long r10 __asm__("r10") = 5;
	register unsigned long r12 __asm__("r12") = 6;
	unsigned long di = 1, si = 2, dx = 3, before, after;
	unsigned long have[6];

	__asm__ volatile(
		"mov %%rsp, %[before]\n\t"
		"syscall\n\t"
		"mov %%rsp, %[after]"
		: "+a"(number), "+D"(di), "+S"(si), "+d"(dx), "+r"(r8),
		  "+r"(r10),
		  "+r"(r12), [before] "=&r"(before), [after] "=&r"(after)
		:
		: "rcx", "r11", "memory", "cc");
	have[0] = di;
	have[1] = si;
	have[2] = dx;
	have[3] = r8;
	have[4] = r10;
	have[5] = r12;
	ASSERT_EQ(memcmp(want, have, sizeof(want)), 0);
	ASSERT_EQ(before, after);
}

TEST(registers_after_system_calls, "registers after system calls")
{
	int i;

	for (i = 0; i < 1000; i++) {
		check_system_call(SYS_getppid);
		check_system_call(SYS_sched_yield);
	}
}

/* A program at CPL 0 runs with the kernel's GS base. */
TEST(set_gs, "ARCH_SET_GS")
{
	long result = syscall(SYS_arch_prctl, ARCH_SET_GS, 0x1000);

	if (expected_cpl == 0) {
		ASSERT_EQ(result, -1);
		ASSERT_EQ(errno, EPERM);
	} else
		ASSERT_EQ(result, 0);
}

/* At CPL 0, WRGSBASE would do what ARCH_SET_GS is refused for. */
TEST(write_gs, "WRGSBASE")
{
	if (expected_cpl == 3 && getauxval(AT_HWCAP2) & HWCAP2_FSGSBASE)
		skip("programs at CPL 3 may");
	EXPECT(SIGILL, __asm__ volatile("wrgsbase %0" : : "r"(0x1000UL)));
}
