// SPDX-License-Identifier: GPL-2.0-only
/*
 * The encoding and the search against brute force: for small trees, everything
 * that a user could choose is tried, and evaluated as the kernel does it.
 */
#include "tests/solve/solve.h"
#include "tests/tiny.h"

#include "solve/core.h"
#include "solve/solve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A seed's tree and all that can be chosen in it; stays until the next. */
static struct tree {
	unsigned int seed;
	char *text;
	struct model *model;
	struct tiny_all all;
	bool modules;
} tree;

/* False: Kconfig does not accept it, or cannot read back what it writes. */
static bool load(unsigned int seed)
{
	tiny_free(&tree.all);
	model_free(tree.model);
	free(tree.text);
	tree.seed = seed;
	tree.modules = tiny_modules(seed);
	tree.text = tiny_text(seed);
	tree.model = tiny_model(tree.text);
	tree.all = (struct tiny_all){0};
	if (tree.model)
		tree.all = tiny_all(tree.model, tree.modules);
	return tree.model && !tree.all.forgets;
}

static void __attribute__((noreturn)) give_up(const char *what)
{
	ck_abort_msg("seed %u, MODULES=%s: %s\n%s", tree.seed,
		     tree.modules ? "y" : "n", what, tree.text);
	abort(); /* not reached: Check has ended the test */
}

static bool is_variable(const struct symbol *symbol)
{
	return symbol_is_logical(symbol) && symbol->definition_count;
}

/* Values of all options and choices, as one number. */
static unsigned long code_of(const struct config *config)
{
	unsigned long code = 0;

	model_for_each_symbol(tree.model, symbol)
	{
		if (is_variable(symbol))
			code = 3 * code + config_result(config, symbol)->value;
	}
	return code;
}

static int compare_codes(const void *a, const void *b)
{
	const unsigned long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The different ones, sorted. */
static size_t brute_codes(unsigned long *codes)
{
	size_t i, count = 0;

	for (i = 0; i < tree.all.count; i++)
		codes[i] = code_of(tree.all.configs[i]);
	qsort(codes, tree.all.count, sizeof(*codes), compare_codes);
	for (i = 0; i < tree.all.count; i++)
		if (!i || codes[i] != codes[i - 1])
			codes[count++] = codes[i];
	return count;
}

/* One solution's code; forbids it for the next question. */
static unsigned long next_code(struct sat *sat, const struct encoding *encoding)
{
	unsigned long code = 0;
	int differs[128];
	size_t count = 0;

	model_for_each_symbol(tree.model, symbol)
	{
		struct logic value = encoding->values[symbol->index];
		bool m, y;

		if (!is_variable(symbol))
			continue;
		m = sat_value(sat, value.m);
		y = sat_value(sat, value.y);
		code = 3 * code + m + y;
		differs[count++] = m ? -value.m : value.m;
		differs[count++] = y ? -value.y : value.y;
	}
	sat_add(sat, differs, count);
	return code;
}

/* The clauses have exactly the solutions that users can choose. */
static void check_solutions(const struct encoding *encoding)
{
	struct sat *sat = sat_new(encoding->clauses);
	unsigned long *wanted = malloc((tree.all.count + 1) * sizeof(*wanted));
	unsigned long *found;
	size_t i, count = brute_codes(wanted), n = 0;

	found = malloc((count + 1) * sizeof(*found));
	while (sat_solve(sat, NULL, 0) == ANSWER_YES) {
		if (n == count)
			give_up("the clauses allow what no user can choose");
		found[n++] = next_code(sat, encoding);
	}
	if (n < count)
		give_up("the clauses forbid what a user can choose");
	qsort(found, n, sizeof(*found), compare_codes);
	for (i = 0; i < n; i++)
		if (found[i] != wanted[i])
			give_up("the clauses' solutions are not the users'");
	free(found);
	free(wanted);
	sat_free(sat);
}

/* So do the rules, and so do all facts together: each of them is true. */
static void check_tree(void)
{
	static const struct needs nothing;
	char *message;
	struct problem *problem =
		problem_new(tree.model, &nothing, tree.modules, NULL, &message);
	struct facts *facts = facts_new(problem);

	check_solutions(problem->encoding);
	check_solutions(facts->encoding);
	facts_free(facts);
	problem_free(problem);
}

START_TEST(test_exact)
{
	int seed, tried = 0, trees = amount("EXPLORER_TREES", 150);
	size_t solutions = 0;

	for (seed = 0; tried < trees; seed++) {
		if (!load(seed))
			continue;
		check_tree();
		solutions += tree.all.count;
		tried++;
	}
	printf("tiny trees: %d of %d seeds can be used; the clauses agree on all %zu configurations\n",
	       tried, seed, solutions);
	/* A generator that makes nothing but circles would test nothing. */
	ck_assert_int_gt(3 * tried, seed);
}
END_TEST

/* --- Optima. */

/* Needs for a few options, perhaps contradictory. */
static struct needs random_needs(void)
{
	struct needs needs = {0};
	char line[64], *problem;
	int i, count = random() % 4;

	for (i = 0; i < count; i++) {
		if (random() % 4)
			snprintf(line, sizeof(line), "O%ld=%c", random() % 7,
				 random() % 3 ? 'y' : 'n');
		else
			snprintf(line, sizeof(line), "O%ld || O%ld=n",
				 random() % 7, random() % 7);
		if (!needs_add(&needs, tree.model, line, "test", &problem))
			give_up(problem);
	}
	return needs;
}

static bool meets(const struct config *config, const struct need *need)
{
	size_t i;

	for (i = 0; i < need->term_count; i++)
		if (!strcmp(config_text(config, need->terms[i].symbol),
			    need->terms[i].value))
			return true;
	return false;
}

/* All needs but one (-1: all). */
static bool meets_all(const struct config *config, const struct needs *needs,
		      int but)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		if ((int)i != but && !meets(config, &needs->all[i]))
			return false;
	return true;
}

static int count_on(const struct config *config, bool only_prompted)
{
	int count = 0;

	model_for_each_symbol(tree.model, symbol)
	{
		count += symbol_is_option(symbol) &&
			 symbol_is_logical(symbol) &&
			 (!only_prompted || symbol_prompt(symbol)) &&
			 config_result(config, symbol)->value != NO;
	}
	return count;
}

/* The least cost by brute force; -1: nothing meets the needs. */
static int brute_optimum(const struct needs *needs, bool lexicographic)
{
	int cost, best = -1;
	size_t i;

	for (i = 0; i < tree.all.count; i++) {
		const struct config *config = tree.all.configs[i];

		if (!meets_all(config, needs, -1))
			continue;
		cost = count_on(config, false);
		if (lexicographic)
			cost += 1000 * count_on(config, true);
		if (best < 0 || cost < best)
			best = cost;
	}
	return best;
}

static bool brute_possible(const struct needs *needs)
{
	return brute_optimum(needs, false) >= 0;
}

/* The needs of a core are contradictory, and no fewer of them are. */
static void check_core(const struct solution *solution)
{
	struct core *core = core_find(solution->problem, 60);
	struct needs some = {0}, fewer;
	size_t i;

	if (!core)
		give_up("no core, although there is no solution");
	some.all = malloc((core->count + 1) * sizeof(*some.all));
	fewer.all = malloc((core->count + 1) * sizeof(*some.all));
	for (i = 0; i < core->count; i++)
		if (core->all[i]->kind == FACT_NEED)
			some.all[some.count++] = *core->all[i]->need;
	if (brute_possible(&some))
		give_up("the needs of the core can be met");
	for (i = 0; i < some.count; i++) {
		memcpy(fewer.all, some.all, some.count * sizeof(*some.all));
		fewer.count = some.count - 1;
		fewer.all[i] = some.all[some.count - 1];
		if (!brute_possible(&fewer))
			give_up("the core has a need too many");
	}
	free(some.all);
	free(fewer.all);
	core_free(core);
}

static void check_optimum(enum objective_kind objective)
{
	struct needs needs = random_needs(), nothing = {0};
	bool lexicographic = objective == OBJECTIVE_LEXICOGRAPHIC;
	struct solve_job job = {
		tree.model,   &needs,
		&nothing,     random() % 2 ? POLICY_PREFER : POLICY_NONE,
		objective,    NULL,
		tree.modules, 60};
	int cost, best = brute_optimum(&needs, lexicographic);
	struct solution *solution;
	char *problem;

	solution = solve_run(&job, &problem);
	if (!solution)
		give_up(problem);
	if ((solution->answer == ANSWER_YES) != (best >= 0))
		give_up("is there a solution?");
	if (best < 0) {
		check_core(solution);
	} else {
		cost = count_on(solution->config, false);
		if (lexicographic)
			cost += 1000 * count_on(solution->config, true);
		if (cost != best || !solution->proven)
			give_up("not the optimum");
		if (!meets_all(solution->config, &needs, -1))
			give_up("a need is not met");
	}
	solution_free(solution);
	needs_free(&needs);
}

START_TEST(test_optimum)
{
	int seed, i, trees = amount("EXPLORER_TREES", 150);

	for (seed = 0; trees; seed++) {
		if (!load(seed))
			continue;
		for (i = 0; i < 4; i++)
			check_optimum(i % 2 ? OBJECTIVE_COUNT
					    : OBJECTIVE_LEXICOGRAPHIC);
		trees--;
	}
}
END_TEST

TCase *tiny_case(void)
{
	TCase *tests = tcase_create("tiny");

	tcase_set_tags(tests, "small");
	tcase_set_timeout(tests, 3600);
	tcase_add_test(tests, test_exact);
	tcase_add_test(tests, test_optimum);
	return tests;
}
