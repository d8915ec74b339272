/* SPDX-License-Identifier: GPL-2.0-only */
/* Why an option is on in the smallest configuration. */
#ifndef REASON_H
#define REASON_H

#include "solve/solve.h"

enum reason_kind {
	REASON_NEEDED,	 /* by a need */
	REASON_SELECTED, /* by other options that are on */
	REASON_DEFAULT,	 /* and no prompt by which it could be off */
	REASON_CHOSEN,	 /* one of a choice has to be on */
	REASON_REQUIRED, /* off, it would take a need along */
	REASON_SMALLER,	 /* off, others would have to be on */
	REASON_KINDS
};

/* needed, selected, default, chosen, required, smaller */
const char *reason_name(enum reason_kind kind);

/* The kind, and words in *text, which the caller frees. */
enum reason_kind reason_of(const struct solution *solution,
			   const struct needs *needs,
			   const struct symbol *symbol, char **text);

/*
 * Is it odd that this option was picked? Returns words, which the caller
 * frees, or NULL. `policy` may be NULL.
 */
char *surprise_of(const struct solution *solution, const struct needs *needs,
		  const struct needs *policy, const struct symbol *symbol);

/* Is the option as this line of the policy says, or cannot be seen? */
bool policy_line_kept(const struct solution *solution, const struct need *line);

#endif
