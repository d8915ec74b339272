/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The cheapest assignment that satisfies all clauses, with proof: core-guided
 * MaxSAT, algorithm OLL (Andres, Kaufmann, Matheis and Schaub: Unsatisfiability
 * -based optimization in clasp, ICLP 2012; Morgado, Dodaro and Marques-Silva:
 * Core-guided MaxSAT with soft cardinality constraints, CP 2014).
 */
#ifndef OPTIMISE_H
#define OPTIMISE_H

#include "solve/sat.h"

#include <stdint.h>

/* It costs this much if the literal is true. */
struct cost {
	int literal;
	int64_t weight; /* > 0 */
};

struct objective {
	struct cost *costs;
	size_t count;
};

struct optimum {
	enum answer answer; /* YES: an assignment was found. NO: there is none.
			     * UNKNOWN: out of time before the first one */
	bool proven;	    /* ... and none is cheaper */
	int64_t cost;	    /* of the best assignment */
	int64_t bound;	    /* none is cheaper than this */
};

/*
 * Minimises the first objective, then the second among its optima, and so on.
 * One result for each in *optima; after the first that is not proven the
 * others are only costs of the best assignment, with a bound of 0.
 * `best` gets the value of each variable (1 ... variables).
 */
void optimise(struct sat *sat, const struct objective *objectives, size_t count,
	      struct optimum *optima, bool *best, int variables);

#endif
