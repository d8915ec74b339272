// SPDX-License-Identifier: GPL-2.0-only
/* A stale CR3. Two processes run this same program. The stack of the second
 * starves, and the task switch back from the rescue loads CR3 from the TSS. If
 * that names the page tables of the first, the second continues in the memory
 * of the first: the same address then holds the other's pid. */
#include "kml.h"

static volatile int owner; /* at the same address in both processes */

int main(int argc, char **argv)
{
	int child, status = -1;
	unsigned long faults;

	(void)argv;
	owner = getpid();
	if (argc > 0)
		exit_from(fresh_stack_page(), &owner);

	push_on(fresh_stack_page()); /* so that this page exists here too */
	about_to("cr3", "");
	faults = INFO->page_faults;
	child = spawn("/trusted/cr3", "second");
	if (child < 0 || wait(&status) != child)
		outcome("failed", "spawn and wait failed");
	if (INFO->page_faults == faults)
		outcome("failed", "the second process did not starve");
	if (status != child)
		outcome("overwritten", "process %d woke up in the memory of %d",
			child, status);
	outcome("ok", "process %d woke up in its own memory", child);
}
