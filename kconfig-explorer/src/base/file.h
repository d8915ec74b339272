/* SPDX-License-Identifier: GPL-2.0-only */
/* Files and paths below a kernel tree. */
#ifndef FILE_H
#define FILE_H

#include "base/pool.h"

#include <stdbool.h>

/* A whole file, with a NUL behind it, or NULL. `length` may be NULL. */
char *file_read(struct pool *pool, const char *tree, const char *path,
		size_t *length);
/* The first line of a file that holds a text; 0 if none does. */
int file_find_line(struct pool *pool, const char *tree, const char *path,
		   const char *text);
bool file_exists(const char *tree, const char *path);

/*
 * A path as seen from the tree: "a/b" and "../c" give "a/c". The directory ""
 * is the tree itself. Interned. A "./" before it, as srctree is, vanishes.
 */
const char *path_below(struct pool *pool, const char *directory,
		       const char *path);

#endif
