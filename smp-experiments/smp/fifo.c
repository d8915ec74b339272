// SPDX-License-Identifier: GPL-2.0-only
/* Runs a program under SCHED_FIFO, whose run queue has no load to be tracked.
 */
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	const struct sched_param priority = {.sched_priority = 1};

	if (argc < 2) {
		fputs("usage: fifo PROGRAM [ARGUMENT]...\n", stderr);
		return 2;
	}
	if (sched_setscheduler(0, SCHED_FIFO, &priority) < 0) {
		perror("sched_setscheduler");
		return 1;
	}
	execv(argv[1], argv + 1);
	perror(argv[1]);
	return 127;
}
