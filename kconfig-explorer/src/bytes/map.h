/* SPDX-License-Identifier: GPL-2.0-only */
/* GNU ld's map of vmlinux. */
#ifndef BYTES_MAP_H
#define BYTES_MAP_H

#include "base/pool.h"

#include <stdbool.h>

/*
 * Links the vmlinux of a build folder again, into nothing, exactly as
 * scripts/link-vmlinux.sh did last. The map lives in the pool.
 * NULL on failure: *problem says why, and the caller frees it.
 */
char *map_make(struct pool *pool, const char *build, char **problem);

/*
 * Padding is a piece without a file. Pieces of strings may overlap: ld lets
 * objects share equal ones.
 */
struct map_piece {
	const char *section; /* of vmlinux */
	const char *file;    /* the object, below the build folder; or NULL */
	bool reserved;	     /* padding that the linker script asks for */
	unsigned long address, size;
};

/* Hands all pieces of a map to `piece`. The text is changed. */
void map_read(struct pool *pool, char *text,
	      void (*piece)(void *data, const struct map_piece *piece),
	      void *data);

#endif
