// SPDX-License-Identifier: GPL-2.0-only
/* Floating-point registers survive interrupts, signals and task switches. */
#include "kml_test.h"

#include <sched.h>

#define CHILDREN 3

static double value;

/* Holds a value in a register for a while; gives what is then there. */
static double keep_in_register(void)
{
	unsigned long turns = 200000;
	double have;

	__asm__ volatile("movsd %[in], %%xmm7\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "movsd %%xmm7, %[out]"
			 : [turns] "+r"(turns), [out] "=m"(have)
			 : [in] "m"(value)
			 : "xmm7", "cc");
	return have;
}

static void spin_with_value(void)
{
	int i;

	on_signal(SIGALRM, tick, 0);
	start_timer(3000);
	/* A busy machine may let the first one wait for long. */
	for (i = 0; i < 200 || !ticks; i++) {
		ASSERT_EQ(keep_in_register(), value);
		sched_yield();
	}
}

TEST(floating_point, "floating point registers")
{
	pid_t children[CHILDREN];
	int i;

	for (i = 0; i < CHILDREN; i++) {
		value = 1.5 * (i + 1);
		children[i] = in_child(spin_with_value);
	}
	for (i = 0; i < CHILDREN; i++)
		ASSERT_TRUE(exited_with(children[i], 0));
}
