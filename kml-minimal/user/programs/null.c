// SPDX-License-Identifier: GPL-2.0-only
/* The cost of a system call that does nothing. Prints, for each path of this
 * privilege level, the cost of a batch of calls, minus that of the loop around
 * it: null: PATH units=N per CALLS The unit is that of the time-stamp counter:
 * one instruction under -icount shift=0; otherwise `null: clock` relates it to
 * the timer. A figure is the median of many batches, so the few that a timer
 * tick interrupts do not count. */
#include "kml.h"

#define BATCH  100ul
#define ROUNDS 101

static long function(unsigned long number, unsigned long a, unsigned long b,
		     unsigned long c)
{
	(void)a, (void)b, (void)c;
	__asm__ volatile("" : "+r"(number));
	return (long)number;
}

typedef long (*path_function)(unsigned long, unsigned long, unsigned long,
			      unsigned long);

/* noipa: GCC must compile one loop for all counts, not one for each. */
static __attribute__((noipa)) long time_calls(path_function path,
					      unsigned long count)
{
	uint64_t start = cycles();
	unsigned long i;

	for (i = 0; i < count; i++)
		path(CALL_GETPID, 0, 0, 0);
	return (long)(cycles() - start);
}

/* The same loop around nothing, to be subtracted. */
static __attribute__((noipa)) long time_loop(unsigned long count)
{
	uint64_t start = cycles();
	unsigned long i;

	for (i = 0; i < count; i++)
		__asm__ volatile("" : : "r"(i));
	return (long)(cycles() - start);
}

/* A long loop minus a short one: what happens once cancels out. */
static long time_batch(path_function path)
{
	long calls = time_calls(path, 2 * BATCH) - time_calls(path, BATCH);

	return calls - (time_loop(2 * BATCH) - time_loop(BATCH));
}

static void measure(const char *name, path_function path)
{
	long cost[ROUNDS];
	int i;

	if (path(CALL_GETPID, 0, 0, 0) != (path == function ? CALL_GETPID : 1))
		outcome("failed", "%s: not the result of getpid", name);
	for (i = 0; i < ROUNDS; i++)
		cost[i] = time_batch(path);
	printf("null: %s units=%ld per %lu\n", name, median(cost, ROUNDS),
	       BATCH);
}

#define TICKS_AT_ONCE 4ul
#define CLOCK_ROUNDS  15

static void wait_for_tick(unsigned long tick)
{
	while (INFO->ticks < tick)
		;
}

static long time_ticks(void)
{
	unsigned long next = INFO->ticks + 1;
	uint64_t start;

	wait_for_tick(next);
	start = cycles();
	wait_for_tick(next + TICKS_AT_ONCE);
	return (long)(cycles() - start);
}

static void measure_clock(void)
{
	long units[CLOCK_ROUNDS];
	int i;

	for (i = 0; i < CLOCK_ROUNDS; i++)
		units[i] = time_ticks();
	printf("null: clock units=%ld per %lu us\n",
	       median(units, CLOCK_ROUNDS),
	       TICKS_AT_ONCE * 1000000 / TICKS_PER_SECOND);
}

int main(void)
{
	measure_clock();
	measure("function", function);
	measure(cpl() == 0 ? "trap@cpl0" : "trap@cpl3", trap);
	if (cpl() == 0)
		measure("direct@cpl0", direct);
	return 0;
}
