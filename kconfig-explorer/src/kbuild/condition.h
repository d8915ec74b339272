/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions over options: under which configurations is a file compiled, a
 * line not skipped by the preprocessor, a system call there?
 *
 * A condition is an "or" of cases, a case is an "and" of terms, a term says
 * which values an option may have (its disjunctive normal form). Kbuild's
 * conditions are nearly always one case of a few terms, so this stays small,
 * and it is what a solver's clauses and a reader want to see.
 */
#ifndef CONDITION_H
#define CONDITION_H

#include "base/place.h"
#include "base/pool.h"

#include <stdbool.h>

/* Sets of values. An option that has no value counts as n. */
enum { IS_N = 1, IS_M = 2, IS_Y = 4, IS_ON = IS_M | IS_Y, IS_ANY = 7 };

struct term {
	const char *option; /* without CONFIG_, interned in the pool */
	unsigned int values;
	struct place place; /* the line that says so */
};

struct condition_case {
	size_t count;
	struct term *terms; /* from the outermost (directory) inwards */
};

struct condition {
	size_t count; /* 0: never */
	const struct condition_case *cases;
	/* If it is an "and" of two that share no option: for its text. */
	const struct condition *left, *right;
};

/* When does an expression hold, and when not? Both, if it is unknown. */
struct sides {
	const struct condition *yes, *no;
};

/* Conditions never change once they are made, and live in a pool. */
extern const struct condition condition_always, condition_never;

bool condition_is_always(const struct condition *condition);
bool condition_is_never(const struct condition *condition);

/* One option's value is among `values`. The option's name is interned. */
const struct condition *condition_option(struct pool *pool, const char *option,
					 unsigned int values,
					 struct place place);
const struct condition *condition_and(struct pool *pool,
				      const struct condition *a,
				      const struct condition *b);
const struct condition *condition_or(struct pool *pool,
				     const struct condition *a,
				     const struct condition *b);
const struct condition *condition_not(struct pool *pool,
				      const struct condition *a);

/*
 * The condition as it is where an option is known to have one of these values.
 */
const struct condition *condition_assume(struct pool *pool,
					 const struct condition *condition,
					 const char *option,
					 unsigned int values);

/* Does a hold only where b does, too? */
bool condition_implies(struct pool *pool, const struct condition *a,
		       const struct condition *b);

/*
 * Does it hold in a configuration? `value` answers for an option with IS_N,
 * IS_M or IS_Y.
 */
bool condition_holds(const struct condition *condition,
		     unsigned int (*value)(void *data, const char *option),
		     void *data);

/*
 * As in a Kconfig file: "NET && (INET || !PACKET)", "y" for always, "n" for
 * never. Without modules an option is y or n, so that X stands for "y" and
 * "y or m" alike; X=m and X!=y are written out.
 */
const char *condition_text(struct pool *pool,
			   const struct condition *condition);

#endif
