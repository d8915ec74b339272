// SPDX-License-Identifier: GPL-2.0-only
/* More starvations than a task's stack has words: what the task leaves there
 * each time fills it. */
#include "kml.h"

#define CHILDREN 12
#define EACH	 100 /* a process has some 120 fresh pages on its stack */

int main(int argc, char **argv)
{
	int child, i, status;

	(void)argv;
	if (argc > 0) {
		for (i = 0; i < EACH; i++)
			push_on(fresh_stack_page());
		return 0;
	}
	about_to("often", "");
	for (child = 0; child < CHILDREN; child++)
		if (spawn("/bin/often", "child") < 0 || wait(&status) < 0 ||
		    status)
			outcome("failed", "child %d ended with status %d",
				child, status);
	if (INFO->page_faults < CHILDREN * EACH)
		outcome("failed", "only %lu pages on demand",
			INFO->page_faults);
	outcome("ok", "%lu pages on demand", INFO->page_faults);
}
