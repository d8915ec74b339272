// SPDX-License-Identifier: GPL-2.0-only
/* Interrupts during a tight loop: each must leave every register, the flags and
 * the stack as they were. Repeats a computation with a known result for a
 * hundred timer ticks. */
#include "kml.h"

#define TICKS 100

/* A linear congruential generator modulo 2^32 with full period: after n
 * steps from 0, the value depends on every single one of them. */
static uint32_t step(uint32_t value)
{
	return value * 1664525u + 1013904223u;
}

/* noipa: GCC would see that the result is always the same, and leave the loop
 * out. */
static __attribute__((noipa)) uint32_t run(unsigned long rounds)
{
	uint32_t value = 0;

	while (rounds--)
		value = step(value);
	return value;
}

int main(void)
{
	const unsigned long rounds = 10000;
	const uint32_t expected = run(rounds);
	unsigned long start;

	about_to("loop", "");
	start = INFO->ticks;
	while (INFO->ticks - start < TICKS)
		if (run(rounds) != expected)
			outcome("overwritten",
				"a loop's result changed after %lu interrupts",
				INFO->ticks - start);
	outcome("ok", "%lu interrupts, at CPL %u, left the loop as it was",
		INFO->ticks - start, cpl());
}
