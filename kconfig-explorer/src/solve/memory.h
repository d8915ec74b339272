/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory that is there: running out of it ends the program. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Like calloc(). */
void *allocate(size_t count, size_t size);

/*
 * Makes room for `count` elements of `size` bytes at `at` (may be NULL), of
 * which *room fit now. The new ones are not cleared.
 */
void *grow(void *at, size_t *room, size_t count, size_t size);

#endif
