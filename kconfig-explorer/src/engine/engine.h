/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The parent's side of the engine (engine/child/): the kernel's own Kconfig
 * code, compiled from the user's tree and run in a process of its own.
 */
#ifndef ENGINE_H
#define ENGINE_H

#include <stdbool.h>

struct engine_job {
	const char *tree; /* absolute path */
	const char *arch; /* x86_64 or i386 */
	/* .config files whose values the kernel's code is to compute: the
	 * oracle of the tests. Ends with NULL; may be NULL. */
	const char *const *configs;
	bool cold; /* probe the compiler again */
};

/*
 * Runs the engine, compiling it first if need be. Returns what it wrote, which
 * the caller frees, or NULL: *problem says why, in Kconfig's words with file
 * and line where it is to blame.
 */
char *engine_run(const struct engine_job *job, char **problem);

/* The folder of remembered things: engine/cache.h has more of it. */
const char *engine_cache(void);

/*
 * The folder with the engine for a tree: engine, and the objects of the
 * kernel's code. Compiles it if need be. NULL and *problem as above.
 */
char *engine_build(const char *tree, char **problem);

#endif
