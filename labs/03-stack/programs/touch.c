// SPDX-License-Identifier: GPL-2.0-only
/* A page fault with room for its frame: a store to a fresh page of the heap.
 * The stack pointer behind it must be the one before. (A function with a frame
 * pointer would not notice a wrong one.) */
#include "kml.h"

static void store(char *page, unsigned long *before, unsigned long *after)
{
	__asm__ volatile("movl %%esp, %0\n\t"
			 "movb $1, (%2)\n\t"
			 "movl %%esp, %1\n\t"
			 "movl %0, %%esp"
			 : "=&r"(*before), "=&r"(*after)
			 : "r"(page)
			 : "memory");
}

int main(void)
{
	unsigned long before, after, faults;
	char *page = sbrk(PAGE_SIZE);

	about_to("touch", "");
	faults = INFO->page_faults;
	store(page, &before, &after);
	if (INFO->page_faults != faults + 1)
		outcome("failed", "%lu page faults for one page",
			INFO->page_faults - faults);
	if (after != before)
		outcome("overwritten",
			"a page fault moved the stack pointer from %lx to %lx",
			before, after);
	outcome("ok", "a page fault left the stack pointer as it was");
}
