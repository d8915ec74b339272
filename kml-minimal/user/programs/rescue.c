// SPDX-License-Identifier: GPL-2.0-only
/* The cost of bringing in a stack page. Prints that of the first access to an
 * unmapped page, minus that of the second:
 *   rescue: store units=N per 1    a store, with the stack pointer elsewhere:
 * an ordinary page fault rescue: push units=N per 1     a PUSH: at CPL 0 the
 * stack starves The unit is that of the time-stamp counter: one instruction
 * under -icount shift=0. A figure is the median of several pages. */
#include "kml.h"

#define PAGES 21

static void store(void *stack)
{
	((volatile long *)stack)[-1] = 0;
}

static long time_access(void (*access)(void *), void *stack)
{
	uint64_t start = cycles();

	access(stack);
	return (long)(cycles() - start);
}

static void measure(const char *name, void (*access)(void *))
{
	long cost[PAGES];
	int i;

	for (i = 0; i < PAGES; i++) {
		void *stack = fresh_stack_page();
		unsigned long faults = INFO->page_faults;

		cost[i] = time_access(access, stack);
		if (INFO->page_faults != faults + 1)
			outcome("failed", "%s: no page was brought in", name);
		cost[i] -= time_access(access, stack);
	}
	printf("rescue: %s units=%ld per 1\n", name, median(cost, PAGES));
}

int main(void)
{
	measure("store", store);
	measure("push", push_on);
	return 0;
}
