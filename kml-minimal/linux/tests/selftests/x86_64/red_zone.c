// SPDX-License-Identifier: GPL-2.0-only
/* The 128 bytes below RSP are the program's, interrupts or not (System V ABI,
 * AMD64 supplement, 3.2.2). */
#include "kml_test.h"

TEST(red_zone, "red zone")
{
	unsigned long turns = 100000000, wrong = 0;

	on_signal(SIGALRM, tick, 0);
	start_timer(5000);
	__asm__ volatile("1: mov %[turns], -8(%%rsp)\n\t"
			 "mov %[turns], -128(%%rsp)\n\t"
			 "mov %[turns], -64(%%rsp)\n\t"
			 "pause\n\t"
			 "cmp %[turns], -8(%%rsp)\n\t"
			 "jne 2f\n\t"
			 "cmp %[turns], -128(%%rsp)\n\t"
			 "jne 2f\n\t"
			 "cmp %[turns], -64(%%rsp)\n\t"
			 "jne 2f\n\t"
			 "sub $10, %[turns]\n\t"
			 "jnz 1b\n\t"
			 "jmp 3f\n"
			 "2: inc %[wrong]\n"
			 "3:"
			 : [turns] "+r"(turns), [wrong] "+r"(wrong)
			 :
			 : "memory", "cc");
	ASSERT_EQ(wrong, 0);
	ASSERT_GT(ticks, 0);
}
