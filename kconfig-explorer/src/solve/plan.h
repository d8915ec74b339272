/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The smallest change of a configuration that meets some needs: the fewest
 * options to be set by hand, then the fewest values that change in all.
 */
#ifndef PLAN_H
#define PLAN_H

#include "solve/need.h"
#include "solve/optimise.h"
#include "solve/problem.h"

struct plan_job {
	const struct config *from; /* evaluated */
	const struct needs *needs;
	bool modules;
	double seconds; /* time limit */
};

/* A value that is not what it was. */
struct change {
	const struct symbol *symbol;
	char *before, *after;
};

/* What to set, and what then changes by itself. */
struct step {
	struct change set;
	struct change *follow;
	size_t follow_count;
};

struct plan {
	enum answer answer;	  /* UNKNOWN: no time */
	bool proven;		  /* there is no smaller one */
	struct optimum optima[2]; /* set by hand, changed in all */
	struct step *steps;	  /* in an order that Kconfig accepts */
	size_t step_count;
	struct config *to; /* evaluated; NULL without answer YES */
	struct problem *problem;
	bool *by_hand; /* by symbol->index: it has to be set, or, of a choice,
			* a member of it */
};

/*
 * Returns NULL if there is something wrong with the needs: *message says
 * what, and the caller frees it.
 */
struct plan *plan_make(const struct plan_job *job, char **message);
void plan_free(struct plan *plan);

#endif
