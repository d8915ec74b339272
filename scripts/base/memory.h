/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory on the heap. Running out of it ends the program with a message, and
 * with status 5, which is no answer of vm or kconfig-explorer.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* As calloc(3) and realloc(3). */
void *allocate(size_t count, size_t size);
void *resize(void *at, size_t bytes);

/* Room for one more in a list, which doubles when its count is a power of 2. */
void *one_more(void *list, size_t count, size_t size);

/*
 * Makes room for `count` elements of `size` bytes at `at` (may be NULL), of
 * which *room fit now. The new ones are not cleared.
 */
void *grow(void *at, size_t *room, size_t count, size_t size);

void out_of_memory(void) __attribute__((noreturn));

#endif
