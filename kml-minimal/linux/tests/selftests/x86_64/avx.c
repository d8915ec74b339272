// SPDX-License-Identifier: GPL-2.0-only
/* The upper halves of the vector registers survive interrupts, signals whose
 * handler changes them, and task switches. */
#include "kml_test.h"

#include <sched.h>
#include <string.h>

#define CHILDREN 3

static unsigned long pattern[4];

static void change_registers(int signal, siginfo_t *info, void *context)
{
	tick(signal, info, context);
	__asm__ volatile("vpcmpeqd %%xmm7, %%xmm7, %%xmm7\n\t"
			 "vxorps %%ymm8, %%ymm8, %%ymm8"
			 :
			 :
			 : "xmm7", "xmm8");
}

static bool registers_keep_pattern(void)
{
	unsigned long turns = 200000;
	unsigned long seven[4], eight[4];

	__asm__ volatile(
		"vmovups %[in], %%ymm7\n\t"
		"vmovups %[in], %%ymm8\n"
		"1: dec %[turns]\n\t"
		"jnz 1b\n\t"
		"vmovups %%ymm7, %[seven]\n\t"
		"vmovups %%ymm8, %[eight]\n\t"
		"vzeroupper"
		: [turns] "+r"(turns), [seven] "=m"(seven), [eight] "=m"(eight)
		: [in] "m"(pattern)
		: "xmm7", "xmm8", "cc");
	return !memcmp(seven, pattern, sizeof(pattern)) &&
	       !memcmp(eight, pattern, sizeof(pattern));
}

static void spin_with_pattern(void)
{
	int i;

	on_signal(SIGALRM, change_registers, 0);
	start_timer(3000);
	/* A busy machine may let the first one wait for long. */
	for (i = 0; i < 200 || !ticks; i++) {
		ASSERT_TRUE(registers_keep_pattern());
		sched_yield();
	}
}

TEST(avx_registers, "AVX registers")
{
	pid_t children[CHILDREN];
	int i, k;

	if (!__builtin_cpu_supports("avx"))
		skip("this CPU has no AVX");
	for (i = 0; i < CHILDREN; i++) {
		for (k = 0; k < 4; k++)
			pattern[k] = 0x0123456789abcdefUL *
				     (unsigned long)(4 * i + k + 1);
		children[i] = in_child(spin_with_pattern);
	}
	for (i = 0; i < CHILDREN; i++)
		ASSERT_TRUE(exited_with(children[i], 0));
}
