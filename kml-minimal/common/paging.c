// SPDX-License-Identifier: GPL-2.0-only
/* Address spaces: trees of page tables, PT_LEVELS deep.
 *
 * A table's entries, and an address split into its indices, look the same on
 * both machines; only the depth and the width differ (SDM vol. 3, 4.3, 4.5).
 *
 *   address = | index, level PT_LEVELS-1 | ... | index, level 0 | offset |
 *
 * The kernel half of every root is a copy of kernel_root's, which never changes
 * after boot. So the kernel is the same in all address spaces, and in the one
 * that a task switch loads (i386): its tables, stacks and code are always
 * there.
 */
#include "kernel.h"

#define ENTRIES	    ((size_t)1 << PT_BITS)
#define TOP_LEVEL   (PT_LEVELS - 1)
#define KERNEL_HALF (ENTRIES / 2) /* the first entry that is not the user's */

static size_t table_index(uintptr_t address, int level)
{
	return (address >> (12 + level * PT_BITS)) & (ENTRIES - 1);
}

static pte_t *entry_target(pte_t entry)
{
	return phys_to_virt(entry & PAGE_MASK);
}

pte_t *address_space_new(void)
{
	pte_t *root = page_alloc();

	if (root)
		memcpy(root + KERNEL_HALF, kernel_root + KERNEL_HALF,
		       (ENTRIES - KERNEL_HALF) * sizeof(pte_t));
	return root;
}

/* Depth first: a table is freed after what its entries point to. */
static void free_entries(pte_t *table, size_t count, int level)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (!(table[i] & PTE_PRESENT))
			continue;
		if (level > 0)
			free_entries(entry_target(table[i]), ENTRIES,
				     level - 1);
		page_free(entry_target(table[i]));
	}
}

void address_space_free(pte_t *root)
{
	free_entries(root, KERNEL_HALF, TOP_LEVEL);
	page_free(root);
}

pte_t *page_entry(pte_t *root, uintptr_t address, bool create)
{
	pte_t *table = root;
	int level;

	for (level = TOP_LEVEL; level > 0; level--) {
		pte_t *entry = &table[table_index(address, level)];

		if (!(*entry & PTE_PRESENT)) {
			void *page = create ? page_alloc() : NULL;

			if (!page)
				return NULL;
			/* The CPU combines the rights of all levels (SDM
			 * vol. 3, 4.6): here all, the last level decides. */
			*entry = (pte_t)(virt_to_phys(page) | PTE_PRESENT |
					 PTE_WRITE | PTE_USER);
		}
		table = entry_target(*entry);
	}
	return &table[table_index(address, 0)];
}

void *map_page(pte_t *root, uintptr_t address, pte_t rights)
{
	pte_t *entry = page_entry(root, address, true);
	void *page;

	if (!entry)
		return NULL;
	if (!(*entry & PTE_PRESENT)) {
		page = page_alloc();
		if (!page)
			return NULL;
		*entry = (pte_t)virt_to_phys(page);
	}
	*entry |= PTE_PRESENT | rights;
	return entry_target(*entry);
}
