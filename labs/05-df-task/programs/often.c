// SPDX-License-Identifier: GPL-2.0-only
/* More starvations than a task's stack has words: what the task leaves there
 * each time fills it. */
#include "kml.h"

#define CHILDREN 12
#define EACH	 100 /* a process has some 120 fresh pages on its stack */

static int starve_often(void)
{
	for (int i = 0; i < EACH; i++)
		push_on(fresh_stack_page());
	return 0;
}

static void run_child(int child)
{
	int status = -1;

	if (spawn("/bin/often", "child") < 0 || wait(&status) < 0 || status)
		outcome("failed", "child %d ended with status %d", child,
			status);
}

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 0)
		return starve_often();
	about_to("often", "");
	for (int child = 0; child < CHILDREN; child++)
		run_child(child);
	if (INFO->page_faults < CHILDREN * EACH)
		outcome("failed", "only %lu pages on demand",
			INFO->page_faults);
	outcome("ok", "%lu pages on demand", INFO->page_faults);
}
