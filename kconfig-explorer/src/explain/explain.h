/* SPDX-License-Identifier: GPL-2.0-only */
/* Why a symbol has its value: a tree of reasons, each with its place. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "model/config.h"

/* "because": the reasons behind this one, in the order of their weight. */
struct reason {
	char *text;
	struct place place; /* file NULL: no place */
	struct reason *because, *next;
};

/*
 * The value of a symbol in an evaluated configuration, and where it comes from:
 * the user, a choice, selects (recursively), a default, "imply"; if it is n,
 * which terms of its conditions block it, why those have their values, and
 * who could select it. Follows no more than `depth` symbols.
 */
struct reason *explain_why(const struct config *config,
			   const struct symbol *symbol, int depth);

/*
 * Why a symbol lacks the value that was asked for; NULL if it has it. One
 * reason, with those behind it as above.
 */
struct reason *explain_dropped(const struct config *config,
			       const struct symbol *symbol, int depth);

void explain_free(struct reason *reason);

#endif
