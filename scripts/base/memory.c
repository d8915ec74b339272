// SPDX-License-Identifier: GPL-2.0-only
#include "base/memory.h"

#include <err.h>
#include <stdlib.h>

void out_of_memory(void)
{
	errx(5, "out of memory");
}

void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		out_of_memory();
	return memory;
}

void *resize(void *at, size_t bytes)
{
	at = realloc(at, bytes);
	if (!at)
		out_of_memory();
	return at;
}

void *one_more(void *list, size_t count, size_t size)
{
	if (count & (count - 1))
		return list;
	return resize(list, (count ? 2 * count : 1) * size);
}

void *grow(void *at, size_t *room, size_t count, size_t size)
{
	if (at && count <= *room)
		return at;
	*room = 2 * count + 16;
	return resize(at, *room * size);
}
