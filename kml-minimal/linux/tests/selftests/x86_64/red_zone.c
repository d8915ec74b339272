// SPDX-License-Identifier: GPL-2.0-only
/* The 128 bytes below RSP are the program's, interrupts or not (System V ABI,
 * AMD64 supplement, 3.2.2). */
#include "kml_test.h"

/* Holds a word at three places there for a while; gives 1 if one was lost. */
static unsigned long word_lost(void)
{
	unsigned long turns = 10000000, wrong = 0;

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
	return wrong;
}

TEST(red_zone, "red zone")
{
	int i;

	on_signal(SIGALRM, tick, 0);
	start_timer(5000);
	/* A busy machine may let the first one wait for long. */
	for (i = 0; i < 10 || !ticks; i++)
		ASSERT_EQ(word_lost(), 0);
}
