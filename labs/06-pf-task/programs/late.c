// SPDX-License-Identifier: GPL-2.0-only
/* A timer interrupt whose frame starves: is it handled, late, and once? Waits
 * for a tick on a stack without room for a frame. If only the end of interrupt
 * is written for the lost one, the tick that comes is the next: a period too
 * late. */
#include "kml.h"

static unsigned long wait_for_tick(void)
{
	unsigned long tick = INFO->ticks;

	while (INFO->ticks == tick)
		;
	return tick + 1;
}

static uint64_t measure_period(void)
{
	uint64_t start;

	wait_for_tick();
	start = cycles();
	wait_for_tick();
	return cycles() - start;
}

int main(void)
{
	char *stack = fresh_stack_page();
	uint64_t period, start;
	unsigned long tick, faults;

	about_to("late", "");
	period = measure_period();
	*(volatile char *)stack = 0; /* this page is there */
	faults = INFO->page_faults;
	tick = wait_for_tick();
	start = cycles();
	if (!spin_on(stack, PATIENCE))
		outcome("lost-interrupt", "the clock stopped");
	if (INFO->page_faults == faults)
		outcome("failed", "the frame did not starve");
	if (INFO->ticks != tick + 1)
		outcome("failed", "one interrupt was counted as %lu ticks",
			INFO->ticks - tick);
	if (2 * (cycles() - start) > 3 * period)
		outcome("lost-interrupt",
			"it was ended, but its handler did not run");
	outcome("ok", "handled late, and once");
}
