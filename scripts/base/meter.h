/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How much time a process really got, with all its threads and descendants.
 *
 * On a busy machine the clock on the wall goes on while a process waits for a
 * processor, and says nothing about it. What counts here:
 *
 *   busy    CPU time of its busiest thread; several processes' add up
 *   asleep  time in which none of them wanted a processor
 *
 * On an idle machine the sum is the time on the wall. Time in which one of them
 * is ready to run, or waits for a disk, and does not run counts for nothing. To
 * measure its own children a program measures itself: it is awake whenever it
 * looks, so that says nothing.
 */
#ifndef METER_H
#define METER_H

#include <stdbool.h>
#include <sys/types.h>

struct meter {
	pid_t pid;
	double started, looked; /* by now() */
	double busy_before;	/* CPU time when the meter was started */
	double busy, asleep;	/* seconds since then */
};

void meter_start(struct meter *meter, pid_t pid);

/*
 * Call it at least every METER_TURN seconds: it notices sleep only while it
 * is called.
 */
#define METER_TURN 0.05
double meter_read(struct meter *meter);

/*
 * Did it get more than so many seconds? Also true after a hundred times as much
 * by the clock: somebody may have stopped it (SIGSTOP), or its disk hangs.
 */
bool meter_over(struct meter *meter, double limit_s);

/* Seconds on a clock that only goes forward. */
double now(void);

#endif
