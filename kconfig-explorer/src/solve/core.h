/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why there is no solution: a minimal set of facts (what is needed, and what
 * holds in Kconfig) that contradict one another. Without any one of them the
 * others do not.
 */
#ifndef CORE_H
#define CORE_H

#include "solve/facts.h"

#include <stdio.h>

struct core {
	struct facts *facts;
	const struct fact **all; /* needs first, then the simple ones */
	size_t count;
};

/*
 * NULL if the problem has a solution, or if it takes more than that many
 * seconds.
 */
struct core *core_find(const struct problem *problem, double seconds);
void core_free(struct core *core);

/* A sentence a line, indented. */
void core_print(const struct core *core, FILE *to);

#endif
