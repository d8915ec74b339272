/* SPDX-License-Identifier: GPL-2.0-only */
/* The smallest configuration that meets all needs. */
#ifndef SOLVE_H
#define SOLVE_H

#include "solve/need.h"
#include "solve/optimise.h"
#include "solve/problem.h"

enum objective_kind {
	OBJECTIVE_LEXICOGRAPHIC, /* fewest that have a prompt, then fewest */
	OBJECTIVE_COUNT,	 /* fewest that are on */
	OBJECTIVE_BYTES,	 /* least weight */
};

/* How the policy (policy.h) takes part. */
enum policy_use {
	POLICY_PREFER, /* it decides between equally small configurations */
	POLICY_PIN,    /* it comes before size, and gives way to needs only */
	POLICY_NONE,
};

struct solve_job {
	const struct model *model;
	const struct needs *needs;
	const struct needs *policy;
	enum policy_use policy_use;
	enum objective_kind objective;
	const int64_t *weights; /* by symbol->index, for OBJECTIVE_BYTES */
	bool modules;		/* MODULES=y; otherwise n */
	double seconds;		/* time limit */
};

enum { SOLVE_LEVELS = 3 }; /* the objective's one or two, and the policy's */

struct solution {
	enum answer answer;    /* UNKNOWN: no time */
	struct config *config; /* evaluated; NULL without answer YES */
	struct optimum levels[SOLVE_LEVELS];
	size_t level_count; /* without the policy's */
	bool proven;	    /* all of these are */
	struct problem *problem;
};

/*
 * Returns NULL if there is something wrong with the needs: *message says
 * what, and the caller frees it.
 */
struct solution *solve_run(const struct solve_job *job, char **message);
void solution_free(struct solution *solution);

/* "options with a prompt", "options", "bytes": what a level counts. */
const char *level_unit(enum objective_kind objective, size_t level);

#endif
