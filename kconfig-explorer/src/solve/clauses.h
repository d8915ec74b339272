/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A formula in conjunctive normal form that grows. Literals are written as in
 * DIMACS files: a variable's number, or its negative for "not".
 *
 * A definition gives a name (a literal) to a formula over others: the Tseitin
 * transformation. Equal formulas are defined once, and constants are folded, so
 * that a definition need not be a new variable.
 */
#ifndef CLAUSES_H
#define CLAUSES_H

#include <stdbool.h>
#include <stddef.h>

enum { TRUE_LITERAL = 1, FALSE_LITERAL = -1 };

/*
 * The clauses of definitions always hold. Others may belong to a group: a fact
 * that can be named when clauses contradict one another (facts.h).
 */
enum { GROUP_DEFINITION = 0 };

struct clauses {
	int variables; /* the greatest number in use */
	int group;     /* of the clauses that are added next */
	int *literals; /* all clauses, each with a 0 behind it */
	size_t literal_count, literal_room;
	int *groups; /* of each clause */
	size_t clause_count;
	struct definition *definitions; /* a hash table */
	size_t definition_count, definition_room;
};

struct clauses *clauses_new(void);
void clauses_free(struct clauses *clauses);

int clauses_variable(struct clauses *clauses);

/* Adds a clause, without what is false; not at all if it is always true. */
void clauses_add_many(struct clauses *clauses, const int *literals,
		      size_t count);
#define clauses_add(clauses, ...)                             \
	clauses_add_many(clauses, (const int[]){__VA_ARGS__}, \
			 sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

int clauses_and(struct clauses *clauses, int a, int b);
int clauses_or(struct clauses *clauses, int a, int b);
/* a if the condition holds, b otherwise */
int clauses_if(struct clauses *clauses, int condition, int a, int b);

#endif
