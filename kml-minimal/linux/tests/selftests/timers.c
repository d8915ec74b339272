// SPDX-License-Identifier: GPL-2.0-only
/* Interrupts while a program computes, and while it makes system calls. */
#include "kml_test.h"

#include <stdint.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* It makes no system call, so that nothing else can bring a signal. */
TEST(timer_while_spinning, "timer while spinning")
{
	on_signal(SIGALRM, tick, 0);
	start_timer(2000);
	while (ticks < 100)
		;
	ASSERT_EQ(cpl(), expected_cpl);
}

/*
 * The timer is set again by the call that finds it expired, so there is at most
 * one interrupt for each call, however slow the machine. With NMIs (see run
 * --help) one may come while an NMI is handled that has interrupted the way
 * back to the program.
 */
TEST(timer_while_calling, "timer while calling")
{
	struct itimerspec often = {{0, 20000}, {0, 20000}}; /* s, ns */
	int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	uint64_t n, expired = 0;
	int i;

	ASSERT_GE(timer, 0);
	ASSERT_EQ(timerfd_settime(timer, 0, &often, NULL), 0);
	/* A busy machine may let the first one wait for long. */
	for (i = 0; i < 20000 || !expired; i++)
		if (read(timer, &n, sizeof(n)) == sizeof(n))
			expired += n;
	ASSERT_EQ(cpl(), expected_cpl);
}
