// SPDX-License-Identifier: GPL-2.0-only
/* Memory that is there. */
#include "solve/memory.h"
#include "manifest/text.h"

#include <string.h>

void *allocate(size_t count, size_t size)
{
	size_t bytes = count ? count * size : 1;

	return memset(text_grow(NULL, bytes), 0, bytes);
}

void *grow(void *at, size_t *room, size_t count, size_t size)
{
	if (at && count <= *room)
		return at;
	*room = 2 * count + 16;
	return text_grow(at, *room * size);
}
