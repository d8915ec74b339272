// SPDX-License-Identifier: GPL-2.0-only
/* Several processes at once, some at CPL 3 and some at CPL 0, each in a loop
 * without system calls: only the timer can take the CPU from them. Each must
 * get its share, and end well.
 *
 *   mixed TRUSTED OTHER   starts the workers and waits for them: those of
 *                         /trusted must be at the CPL TRUSTED, others at OTHER
 *   mixed worker          spins for some ticks, recursing into new stack pages;
 *                         its exit status is its CPL */
#include "kml.h"

#define WORKERS	   6 /* half of them trusted */
#define WORK_TICKS 20
#define ALONE	   4 /* no CPL: no other process ever ran */
#define FAILED	   5

static int pids[WORKERS];

static unsigned long use_stack(unsigned long depth)
{
	volatile char space[600];

	space[0] = 1;
	return depth == 0 ? 0 : (unsigned long)space[0] + use_stack(depth - 1);
}

static int work(void)
{
	unsigned long last = INFO->ticks, end = last + WORK_TICKS, now;
	int turns = 0;

	while ((now = INFO->ticks) < end) {
		turns += now > last + 1; /* the ticks between were others' */
		last = now;
	}
	if (turns == 0)
		return ALONE;
	return use_stack(100) == 100 ? (int)cpl() : FAILED;
}

static bool is_trusted(int worker)
{
	return worker % 2 == 0;
}

static void start_workers(void)
{
	int i;

	for (i = 0; i < WORKERS; i++) {
		pids[i] = spawn(is_trusted(i) ? "/trusted/mixed" : "/bin/mixed",
				"worker");
		if (pids[i] < 0)
			outcome("failed", "cannot start worker %d", i);
	}
}

static void wait_for_worker(int trusted_level, int other_level)
{
	int status, pid = wait(&status);
	int i, wanted;

	for (i = 0; i < WORKERS && pids[i] != pid; i++)
		;
	if (i == WORKERS)
		outcome("failed", "waiting for a worker returned %d", pid);
	wanted = is_trusted(i) ? trusted_level : other_level;
	if (status != wanted)
		outcome("failed", "worker %d ended with %s, not with CPL %d", i,
			status_text(status), wanted);
}

int main(int argc, char **argv)
{
	int i;

	if (argc == 1 && strcmp(argv[0], "worker") == 0)
		return work();
	if (argc != 2)
		outcome("failed", "usage: mixed TRUSTED OTHER");
	about_to("mixed", "");
	start_workers();
	for (i = 0; i < WORKERS; i++)
		wait_for_worker((int)parse_number(argv[0]),
				(int)parse_number(argv[1]));
	outcome("ok", "%d workers at CPL %s and CPL %s took turns", WORKERS,
		argv[0], argv[1]);
}
