// SPDX-License-Identifier: GPL-2.0-only
/* Faults of the kernel itself, provoked on request, to see what becomes of
 * them. The mechanism does without this file. */
#include "kernel.h"

/* boot.S: the page table that covers the kernel's demand page, empty at first.
 */
extern pte_t demand_table[];

bool kernel_page_in(uintptr_t address)
{
	static uint8_t page[PAGE_SIZE] __attribute__((aligned(4096)));

	if ((address & PAGE_MASK) != KERNEL_DEMAND_PAGE)
		return false;
	demand_table[0] = (pte_t)(virt_to_phys(page) | PTE_PRESENT | PTE_WRITE);
	info.nested_faults++;
	return true;
}

void provoke_page_fault(void)
{
	if (!options.nested)
		return;
	demand_table[0] = 0;
	invlpg(KERNEL_DEMAND_PAGE);
	*(volatile uint8_t *)KERNEL_DEMAND_PAGE = 1;
}

void provoke_nested_fault(const struct frame *frame)
{
	const struct frame before = *frame;

	provoke_page_fault();
	if (memcmp(&before, frame, sizeof(before)) == 0)
		return;
	printk("kml: overwritten: the frame had ip %lx sp %lx, now ip %lx sp %lx\n",
	       (unsigned long)before.ip, (unsigned long)before.sp,
	       (unsigned long)frame->ip, (unsigned long)frame->sp);
	machine_end(false);
}

static unsigned long use_stack(unsigned long depth)
{
	volatile unsigned long space[8] = {depth};

	return depth ? space[0] + use_stack(depth - 1) : 0;
}

void overflow_stack(int where)
{
	if (options.overflow != where)
		return;
	options.overflow = OVERFLOW_OFF; /* or the panic's stack is the next */
	use_stack(~0ul);
}
