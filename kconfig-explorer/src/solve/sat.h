/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A SAT solver, CaDiCaL, that keeps what it learnt between questions: is there
 * an assignment that satisfies all clauses and, this time, these assumptions?
 */
#ifndef SAT_H
#define SAT_H

#include "solve/clauses.h"

enum answer { ANSWER_UNKNOWN = 0, ANSWER_YES = 10, ANSWER_NO = 20 };

struct sat;

/* With all clauses so far. */
struct sat *sat_new(const struct clauses *clauses);
/*
 * The same, but clauses of groups from `least` on hold only while the group's
 * literal is assumed: it is *first_group + group.
 */
struct sat *sat_new_grouped(const struct clauses *clauses, int least,
			    int *first_group);
void sat_free(struct sat *sat);

/*
 * Questions after this moment remain unanswered. Time is our own CPU time, in
 * seconds: how much is found in it does not depend on who else computes.
 */
void sat_set_deadline(struct sat *sat, double deadline);
double sat_now(void);

int sat_variable(struct sat *sat);
void sat_add(struct sat *sat, const int *literals, size_t count);
enum answer sat_solve(struct sat *sat, const int *assumptions, size_t count);

/* Do the clauses alone decide it? 1: it is true; -1: false; 0: not known. */
int sat_fixed(struct sat *sat, int literal);
/* After ANSWER_YES: is the literal true? */
bool sat_value(struct sat *sat, int literal);
/* After ANSWER_NO: was this assumption needed for the contradiction? */
bool sat_failed(struct sat *sat, int literal);

#endif
