// SPDX-License-Identifier: GPL-2.0-only
/* Demand paging: a heap or stack page exists only once it has been touched.
 *
 * That is why a stack can starve: the page below the stack pointer belongs to
 * the stack, but nothing is mapped there yet. At CPL 3 this is harmless,
 * because the CPU pushes the fault's frame on the kernel stack. At CPL 0 it
 * needs the missing page itself, to push the frame of the fault that would
 * bring it in. */
#include "kernel.h"

/* The heap, as far as sbrk() has moved its end; the stack, as far as it may
 * grow. */
bool may_grow_to(uintptr_t address)
{
	if (address >= current->heap_start && address < current->heap_end)
		return true;
	return address >= USER_STACK_END && address < USER_STACK_TOP;
}

static bool is_mapped(uintptr_t address, pte_t rights)
{
	pte_t *entry = page_entry(current->root, address, false);

	return entry && (*entry & rights) == rights;
}

bool page_in(uintptr_t address)
{
	/* An instruction that straddles two pages can fault on both, and
	 * bring in the first before the CPU asks for it again. */
	if (address < USER_END && is_mapped(address, PTE_PRESENT | PTE_USER))
		return true;
	if (!may_grow_to(address) ||
	    !map_page(current->root, address, PTE_WRITE | PTE_USER))
		return false;
	info.page_faults++;
	trace("page-in address=%lx", (unsigned long)(address & PAGE_MASK));
	return true;
}

/* The kernel runs at CPL 0, where the CPU would let it read and write anything
 * on behalf of a program. So it has to compare the pointer with the page tables
 * itself, and to bring in pages first: a page fault in the kernel is a defect.
 */
bool user_range(uintptr_t address, size_t size, bool write)
{
	pte_t rights = PTE_PRESENT | PTE_USER | (write ? PTE_WRITE : 0);
	uintptr_t page, end = address + size;

	if (end < address || end > USER_END)
		return false;
	for (page = address & PAGE_MASK; page < end; page += PAGE_SIZE)
		if (!page_in(page) || !is_mapped(page, rights))
			return false;
	return true;
}

bool stack_page_in(uintptr_t stack_pointer, uintptr_t address)
{
	return stack_pointer - address <= FRAME_REACH &&
	       user_range(address, 1, true);
}

const char *address_owner(uintptr_t address)
{
	if (address >= KERNEL_BASE)
		return "the kernel";
	if (!current || address >= USER_END)
		return "nobody";
	if (address >= USER_STACK_END)
		return "the program's stack";
	if (address >= current->heap_start && address < current->heap_end)
		return "the program's heap";
	if (is_mapped(address, PTE_PRESENT))
		return "the program's image";
	return "nobody";
}
