// SPDX-License-Identifier: GPL-2.0-only
/* Page frames for the tests: every second page from KERNEL_BASE on, so that an
 * access beyond one crashes instead of passing unnoticed. */
#include "tests.h"

#include <err.h>
#include <sys/mman.h>

/* Physical address 0 stays empty, as in the kernel: it means "no page". */
#define FIRST_FRAME (2 * PAGE_SIZE)

pte_t kernel_root[(size_t)1 << PT_BITS] __attribute__((aligned(4096)));

static void fill_kernel_root(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kernel_root); i++)
		kernel_root[i] = (pte_t)(i << 12 | PTE_PRESENT);
}

void arena_create(void)
{
	char *arena = phys_to_virt(FIRST_FRAME);
	size_t size = 2 * ARENA_PAGES * PAGE_SIZE, at;

	if (mmap(arena, size, PROT_NONE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
		 0) != arena)
		err(EXIT_FAILURE, "no memory at KERNEL_BASE");
	for (at = 0; at < size; at += 2 * PAGE_SIZE) {
		if (mprotect(arena + at, PAGE_SIZE, PROT_READ | PROT_WRITE))
			err(EXIT_FAILURE, "mprotect");
		pages_add((uintptr_t)arena + at,
			  (uintptr_t)arena + at + PAGE_SIZE);
	}
	fill_kernel_root();
}

void arena_leave(size_t pages)
{
	while (pages_available() > pages)
		page_alloc();
}
