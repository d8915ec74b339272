// SPDX-License-Identifier: GPL-2.0-only
/* What does a system call cost that does nothing? Prints, for each path that
 * this privilege level has, the cost of one call, minus that of the loop around
 * it:
 *   null: PATH units=N per CALLS
 * The unit is the time-stamp counter's: under -icount shift=0 one instruction;
 * otherwise see `null: clock`, which relates it to the timer. */
#include "kml.h"

#define CALLS_AT_ONCE 20000ul

static long function(unsigned long number, unsigned long a, unsigned long b,
		     unsigned long c)
{
	(void)a, (void)b, (void)c;
	__asm__ volatile("" : "+r"(number));
	return (long)number;
}

typedef long (*path_function)(unsigned long, unsigned long, unsigned long,
			      unsigned long);

static uint64_t time_calls(path_function path)
{
	uint64_t start = cycles();
	unsigned long i;

	for (i = 0; i < CALLS_AT_ONCE; i++)
		path(CALL_GETPID, 0, 0, 0);
	return cycles() - start;
}

/* The same loop around nothing: what remains is the path itself. */
static uint64_t time_loop(void)
{
	uint64_t start = cycles();
	unsigned long i;

	for (i = 0; i < CALLS_AT_ONCE; i++)
		__asm__ volatile("" : : "r"(i));
	return cycles() - start;
}

static void measure(const char *name, path_function path)
{
	uint64_t with, without;

	time_calls(path); /* the first run translates and faults */
	with = time_calls(path);
	without = time_loop();
	printf("null: %s units=%lu per %lu\n", name,
	       (unsigned long)(with - without), CALLS_AT_ONCE);
}

/* Units of the time-stamp counter in ten ticks. */
static void measure_clock(void)
{
	unsigned long tick = INFO->ticks;
	uint64_t start;

	while (INFO->ticks == tick)
		;
	start = cycles();
	while (INFO->ticks < tick + 11)
		;
	printf("null: clock units=%lu per %lu us\n",
	       (unsigned long)(cycles() - start),
	       10 * 1000000 / TICKS_PER_SECOND);
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
