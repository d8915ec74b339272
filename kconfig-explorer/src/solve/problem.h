/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kconfig's rules together with what is needed: what `solve`, `plan`
 * and the search for contradictions have in common.
 */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "solve/need.h"
#include "solve/encode.h"
#include "solve/sat.h"

struct problem {
	const struct model *model;
	const struct needs *needs;
	bool modules;	      /* MODULES=y */
	struct config *asked; /* numbers and strings that were asked for */
	struct encoding *encoding;
};

/*
 * The needs become clauses, each a group of its own. `start` (may be
 * NULL) has numbers and strings that hold where no need gives another.
 * Returns NULL if a value does not fit its option: *message says why, and the
 * caller frees it.
 */
struct problem *problem_new(const struct model *model,
			    const struct needs *needs, bool modules,
			    const struct config *start, char **message);
void problem_free(struct problem *problem);

static inline int need_group(size_t need)
{
	return GROUP_DEFINITION + 1 + (int)need;
}

/* A literal for "this need is met". */
int problem_need(struct encoding *encoding, const struct need *need);

/*
 * The configuration of an assignment (by variable), as a user would have to
 * choose it, and evaluated. NULL, with a message, if our evaluation of the
 * configuration does not agree with the clauses: a mistake of this program.
 */
struct config *problem_config(const struct problem *problem, const bool *values,
			      char **message);

#endif
