/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why there is no solution: a minimal set of demands that no configuration
 * meets, and the rules of Kconfig because of which. Without any one of them
 * there would be a solution to the others.
 */
#ifndef CORE_H
#define CORE_H

#include "solve/problem.h"

#include <stdio.h>

struct core {
	const struct problem *problem;
	int *groups; /* demands first; see group_demand(), group_symbol() */
	size_t count;
};

/*
 * NULL if the problem has a solution, or if it takes more than that many
 * seconds.
 */
struct core *core_find(const struct problem *problem, double seconds);
void core_free(struct core *core);

/* One member in words, with file and line. The caller frees it. */
char *core_words(const struct core *core, size_t at);

/* All members, a line each, indented. */
void core_print(const struct core *core, FILE *to);

#endif
