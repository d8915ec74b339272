// SPDX-License-Identifier: GPL-2.0-only
/* Guard pages. Below each stack of the kernel lies a page that is not mapped,
 * so a stack that overflows causes a page fault at once, instead of overwriting
 * other data. The frame of that fault does not fit either. So the handler of
 * #DF (or of #PF) runs, on its task's or IST stack, and names the stack that
 * overflowed. With fault=none there is no such stack, and the machine resets;
 * so it does when the stack of i386's #DF task overflows, as that task is busy.
 */
#include "kernel.h"

/* boot.S: the page table for the memory in which the kernel lies. */
extern pte_t kernel_table[];

static struct {
	const char *stack;
	uintptr_t page;
} guards[MAX_PROCESSES + 4];
static size_t guards_count;

void guard_stack(const char *name, const void *page)
{
	if (guards_count == ARRAY_SIZE(guards))
		panic("more stacks than guards: %s stack has none", name);
	kernel_table[virt_to_phys(page) / PAGE_SIZE] = 0;
	invlpg((uintptr_t)page);
	guards[guards_count].stack = name;
	guards[guards_count++].page = (uintptr_t)page;
}

const char *overflow_text(uintptr_t address)
{
	static char text[80];
	size_t i;

	for (i = 0; i < guards_count; i++)
		if (address - guards[i].page < PAGE_SIZE)
			format_to(text, sizeof(text), ": overflow of %s stack",
				  guards[i].stack);
	return text;
}
