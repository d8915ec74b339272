// SPDX-License-Identifier: GPL-2.0-only
/* Problem II, stack starvation: the stack pointer is at the start of a page
 * below which nothing is mapped yet. At CPL 3 that is harmless. At CPL 0 the
 * CPU has to push the frame of the page fault exactly where the fault is.
 *
 *   starve push    a PUSH faults
 *   starve trap    INT 0x80 faults: at CPL 0 it pushes on this stack too
 *   starve direct  direct_call's PUSHF faults, in the kernel's code
 *   starve deep    ordinary C recursion through many fresh pages
 *   starve code    the stack pointer in read-only memory: no cure, killed
 *   starve wild    the stack pointer where nothing can be: no cure, killed
 *   starve high    the same in the kernel's half
 *   starve hole    x86-64: where no address is canonical
 *
 *   starve HOW nested    expects that the fault handler faulted as well */
#include "kml.h"

#define DEPTH	   200
#define BYTES_DEEP 1500
#define PAGES_DEEP (DEPTH * BYTES_DEEP / PAGE_SIZE)

static int recurse(int depth)
{
	volatile char space[BYTES_DEEP];

	space[0] = (char)depth;
	return depth == 0 ? 0 : space[0] - (char)depth + recurse(depth - 1) + 1;
}

static void push(void)
{
	/* lab 04 push: starve; then check that a page and the word are there */
	unsigned long *stack = (unsigned long *)fresh_stack_page();

	push_on(stack);
	if (INFO->page_faults == 0)
		outcome("failed", "the push needed no page");
	if (stack[-1] != PUSHED)
		outcome("overwritten", "the word pushed did not arrive");
	/* lab end */
}

static void trap_from_starved_stack(void)
{
	long pid = trap_on(fresh_stack_page());

	if (pid != getpid())
		outcome("overwritten", "the call returned %ld", pid);
}

static void direct_from_starved_stack(void)
{
	char *stack = fresh_stack_page();
	long pid;

	*(volatile char *)stack = 0; /* this page is there */
	pid = direct_on(stack);
	if (pid != getpid())
		outcome("overwritten", "the call returned %ld", pid);
}

static void deep(void)
{
	if (recurse(DEPTH) != DEPTH)
		outcome("overwritten", "the recursion's result is wrong");
	if (INFO->page_faults < PAGES_DEEP)
		outcome("failed", "the recursion needed only %lu pages",
			INFO->page_faults);
}

static void starve(const char *how)
{
	if (strcmp(how, "push") == 0)
		push();
	else if (strcmp(how, "trap") == 0)
		trap_from_starved_stack();
	else if (strcmp(how, "direct") == 0)
		direct_from_starved_stack();
	else if (strcmp(how, "code") == 0)
		push_on((char *)USER_START + 64);
	else if (strcmp(how, "wild") == 0)
		push_on((char *)USER_START - 4096);
	else if (strcmp(how, "high") == 0)
		push_on((char *)KERNEL_DEMAND_PAGE + 0x100000);
	else if (strcmp(how, "hole") == 0)
		push_on((char *)(~0ul / 4));
	else if (strcmp(how, "deep") == 0)
		deep();
	else
		outcome("failed",
			"usage: starve push|trap|direct|deep|code|wild|high|hole, not '%s'",
			how);
}

int main(int argc, char **argv)
{
	const char *how = argc > 0 ? argv[0] : "push";

	about_to("starve", how);
	starve(how);
	if (argc > 1 && INFO->nested_faults == 0)
		outcome("failed", "no fault inside the handler");
	outcome("ok", "%s: %lu pages on demand, %lu rescued from #DF", how,
		INFO->page_faults, INFO->double_faults);
}
