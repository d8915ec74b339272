// SPDX-License-Identifier: GPL-2.0-only
/*
 * The search for the cheapest assignment against brute force, on random
 * clauses: more is contradictory in them than in a tree of six options, so
 * counters have to count.
 */
#include "tests/solve/solve.h"

#include "solve/optimise.h"

#include <stdlib.h>
#include <string.h>

enum { VARIABLES = 10, LEVELS = 2, CLAUSES_MOST = 25, LENGTH = 3 };

static struct {
	int clauses[CLAUSES_MOST][LENGTH];
	size_t count;
	int variables[VARIABLES], most; /* the last of them */
	struct cost costs[LEVELS][VARIABLES];
} problem;

static int random_literal(int one_of_negative)
{
	int variable = problem.variables[random() % VARIABLES];

	return random() % one_of_negative ? variable : -variable;
}

/* Mostly "one of these has to be paid for". Even seeds have weights. */
static struct sat *make_problem(unsigned int seed)
{
	struct clauses *clauses = clauses_new();
	struct sat *sat;
	size_t i, j;

	srandom(seed);
	for (i = 0; i < VARIABLES; i++)
		problem.variables[i] = clauses_variable(clauses);
	problem.most = problem.variables[VARIABLES - 1];
	sat = sat_new(clauses);
	clauses_free(clauses);
	problem.count = 5 + random() % (CLAUSES_MOST - 4);
	for (i = 0; i < problem.count; i++) {
		for (j = 0; j < LENGTH; j++)
			problem.clauses[i][j] = random_literal(6);
		sat_add(sat, problem.clauses[i], LENGTH);
	}
	for (i = 0; i < LEVELS; i++)
		for (j = 0; j < VARIABLES; j++)
			problem.costs[i][j] = (struct cost){
				i ? random_literal(2) : problem.variables[j],
				seed % 2 ? 1 : 1 + random() % 5};
	return sat;
}

/* An assignment is a number: a bit a variable. */
static bool is_true(unsigned int assignment, int literal)
{
	bool value = assignment >> (abs(literal) - problem.variables[0]) & 1;

	return value == (literal > 0);
}

static bool satisfies(unsigned int assignment)
{
	size_t i, j;

	for (i = 0; i < problem.count; i++) {
		for (j = 0; j < LENGTH; j++)
			if (is_true(assignment, problem.clauses[i][j]))
				break;
		if (j == LENGTH)
			return false;
	}
	return true;
}

static int64_t cost_of(unsigned int assignment, int level)
{
	int64_t cost = 0;
	size_t i;

	for (i = 0; i < VARIABLES; i++)
		if (is_true(assignment, problem.costs[level][i].literal))
			cost += problem.costs[level][i].weight;
	return cost;
}

/* The least costs in *least; false if nothing satisfies the clauses. */
static bool brute_force(int64_t least[LEVELS])
{
	unsigned int assignment;
	bool found = false;

	for (assignment = 0; assignment < 1u << VARIABLES; assignment++) {
		int64_t first, second;

		if (!satisfies(assignment))
			continue;
		first = cost_of(assignment, 0);
		second = cost_of(assignment, 1);
		if (!found || first < least[0] ||
		    (first == least[0] && second < least[1])) {
			least[0] = first;
			least[1] = second;
		}
		found = true;
	}
	return found;
}

static unsigned int assignment_of(const bool *values)
{
	unsigned int assignment = 0;
	int i;

	for (i = 0; i < VARIABLES; i++)
		if (values[problem.variables[i]])
			assignment |= 1u << i;
	return assignment;
}

static void check_seed(unsigned int seed)
{
	struct sat *sat = make_problem(seed);
	struct objective levels[LEVELS];
	struct optimum optima[LEVELS];
	bool values[2 * VARIABLES];
	int64_t least[LEVELS];
	bool possible = brute_force(least);
	int i;

	for (i = 0; i < LEVELS; i++)
		levels[i] = (struct objective){problem.costs[i], VARIABLES};
	optimise(sat, levels, LEVELS, optima, values, problem.most);
	sat_free(sat);
	for (i = 0; i < LEVELS; i++) {
		ck_assert_msg(optima[i].answer ==
				      (possible ? ANSWER_YES : ANSWER_NO),
			      "seed %u: is there a solution?", seed);
		if (!possible)
			continue;
		ck_assert_msg(
			optima[i].proven && optima[i].cost == least[i] &&
				optima[i].bound == least[i],
			"seed %u: level %d costs %d at least, found %d, bound %d",
			seed, i, (int)least[i], (int)optima[i].cost,
			(int)optima[i].bound);
		ck_assert_msg(
			satisfies(assignment_of(values)) &&
				cost_of(assignment_of(values), i) == least[i],
			"seed %u: not the assignment of level %d", seed, i);
	}
}

START_TEST(test_optimise)
{
	unsigned int seed;

	for (seed = 0; seed < 2000; seed++)
		check_seed(seed);
}
END_TEST

TCase *optimise_case(void)
{
	TCase *tests = tcase_create("optimise");

	tcase_set_tags(tests, "small");
	tcase_set_timeout(tests, 600);
	tcase_add_test(tests, test_optimise);
	return tests;
}
