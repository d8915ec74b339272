// SPDX-License-Identifier: GPL-2.0-only
/* A stale CR3. Two processes run this same program. The second starves; the
 * task switch back from the rescue loads CR3 from the TSS. If that names the
 * first one's page tables, the second wakes up in the first one's memory. */
#include "kml.h"

static volatile int owner; /* at the same address in both processes */

static _Noreturn void first(void)
{
	/* Keep off the part of the stack that the second one uses: if it ends
	 * up in this address space, it must not destroy our return addresses. */
	volatile char gap[4 * PAGE_SIZE];
	int status = -1;

	gap[0] = 0;
	owner = getpid() + gap[0];
	push_on(fresh_stack_page());
	if (spawn("/trusted/cr3", "second") > 0)
		wait(&status);
	exit(status == 0 ? 0 : 1);
}

int main(int argc, char **argv)
{
	int self = getpid();

	(void)argv;
	if (argc == 0)
		first();
	owner = self;
	push_on(fresh_stack_page());
	if (owner != self)
		outcome("overwritten", "process %d woke up in the memory of %d",
			self, owner);
	outcome("ok", "process %d is still in its own memory", self);
}
