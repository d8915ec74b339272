// SPDX-License-Identifier: GPL-2.0-only
/* Page frames: a list of free pages, linked through the pages themselves. All
 * have the same size, so there is nothing to search, split or merge. */
#include "kernel.h"

struct free_page {
	struct free_page *next;
};

static struct free_page *free_pages;
static size_t available;

void pages_add(uintptr_t start, uintptr_t end)
{
	start = PAGE_ALIGN(start);
	for (; start + PAGE_SIZE <= end; start += PAGE_SIZE)
		page_free((void *)start);
}

void *page_alloc(void)
{
	struct free_page *page = free_pages;

	if (!page)
		return NULL;
	free_pages = page->next;
	available--;
	return memset(page, 0, PAGE_SIZE);
}

void page_free(void *page)
{
	struct free_page *freed = page;

	freed->next = free_pages;
	free_pages = freed;
	available++;
}

size_t pages_available(void)
{
	return available;
}
