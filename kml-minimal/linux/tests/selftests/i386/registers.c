// SPDX-License-Identifier: GPL-2.0-only
/* What i386 promises to keep across a system call: all but EAX. */
#include "kml_test.h"
#include "machine.h"

#include <sys/syscall.h>

static void check_system_call(long number)
{
	unsigned long bx = 1, cx = 2, dx = 3, si = 4, di = 5;
	unsigned long before, after;

	__asm__ volatile("mov %%esp, %[before]\n\t"
			 "int $0x80\n\t"
			 "mov %%esp, %[after]"
			 : "+a"(number), "+b"(bx), "+c"(cx), "+d"(dx), "+S"(si),
			   "+D"(di), [before] "=m"(before), [after] "=m"(after)
			 :
			 : "memory", "cc");
	ASSERT_EQ(bx, 1);
	ASSERT_EQ(cx, 2);
	ASSERT_EQ(dx, 3);
	ASSERT_EQ(si, 4);
	ASSERT_EQ(di, 5);
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
