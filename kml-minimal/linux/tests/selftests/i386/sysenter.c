// SPDX-License-Identifier: GPL-2.0-only
/* SYSENTER, which programs at CPL 0 do not need (see direct.c), but may use.
 * Its counterpart SYSEXIT leads to CPL 3 only (SDM vol. 2, SYSEXIT). */
#include "kml_test.h"
#include "machine.h"

#include <cpuid.h>
#include <sys/syscall.h>

#define CPUID_1_EDX_SEP (1 << 11) /* SDM vol. 2, CPUID */

/* As the vDSO does it, whose code behind its own SYSENTER is what the kernel
 * returns to: three POPs and a RET (arch/x86/entry/vdso/vdso32/system_call.S).
 */
static long sysenter(long number)
{
	__asm__ volatile("call 2f\n\t"
			 "jmp 1f\n"
			 "2: push %%ecx\n\t"
			 "push %%edx\n\t"
			 "push %%ebp\n\t"
			 "mov %%esp, %%ebp\n\t"
			 "sysenter\n"
			 "1:"
			 : "+a"(number)
			 :
			 : "memory", "cc");
	return number;
}

static bool has_sysenter(void)
{
	unsigned int eax, ebx, ecx, edx;

	return __get_cpuid(1, &eax, &ebx, &ecx, &edx) &&
	       (edx & CPUID_1_EDX_SEP);
}

TEST(sysenter_keeps_level, "SYSENTER")
{
	int i;

	if (!has_sysenter())
		skip("this CPU has no SYSENTER");
	for (i = 0; i < 1000; i++) {
		ASSERT_EQ(sysenter(SYS_getpid), getpid());
		ASSERT_EQ(cpl(), expected_cpl);
	}
}
