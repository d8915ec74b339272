// SPDX-License-Identifier: GPL-2.0-only
/* Interrupts while a program computes: it makes no system call, so that nothing
 * else can bring a signal. */
#include "kml_test.h"

TEST(timer_while_spinning, "timer while spinning")
{
	on_signal(SIGALRM, tick, 0);
	start_timer(2000);
	while (ticks < 100)
		;
	CHECK(cpl() == expected_cpl);
}
