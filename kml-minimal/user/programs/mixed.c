// SPDX-License-Identifier: GPL-2.0-only
/* Several processes at once, some at CPL 3 and some at CPL 0, each in a loop
 * that makes no system call: only the timer can take the CPU from them. All
 * must get their share and end well.
 *
 *   mixed          starts the workers and waits for them
 *   mixed worker   spins for some ticks, recursing into new stack pages */
#include "kml.h"

#define WORKERS	   6 /* half of them at CPL 0 */
#define WORK_TICKS 20

static unsigned long use_stack(unsigned long depth)
{
	volatile char space[600];

	space[0] = 1;
	return depth == 0 ? 0 : (unsigned long)space[0] + use_stack(depth - 1);
}

static void work(void)
{
	unsigned long end = INFO->ticks + WORK_TICKS;

	while (INFO->ticks < end)
		;
	if (use_stack(100) != 100)
		exit(1);
}

int main(int argc, char **argv)
{
	int i, status, failed = 0;

	(void)argv;
	if (argc > 0) {
		work();
		return 0;
	}
	for (i = 0; i < WORKERS; i++)
		if (spawn(i % 2 ? "/bin/mixed" : "/trusted/mixed", "worker") <
		    0)
			outcome("killed", "cannot start worker %d", i);
	for (i = 0; i < WORKERS; i++)
		failed += wait(&status) < 0 || status != 0;
	if (failed)
		outcome("killed", "%d of %d workers failed", failed, WORKERS);
	outcome("ok", "%d workers at CPL 3 and CPL 0 took turns", WORKERS);
}
