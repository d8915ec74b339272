// SPDX-License-Identifier: GPL-2.0-only
/*
 * A second solver agrees on the optima: clasp, which reads the problem from a
 * file in its own format (OPB).
 */
#include "tests/solve/solve.h"

#include "solve/core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_literal(FILE *to, const char *sign, int64_t weight,
			  int literal)
{
	fprintf(to, "%s%lld %sx%d ", sign, (long long)weight,
		literal < 0 ? "~" : "", abs(literal));
}

static void write_problem(FILE *to, const struct model *model,
			  const struct encoding *encoding)
{
	const struct clauses *clauses = encoding->clauses;
	const int *literal = clauses->literals;
	size_t i;

	fprintf(to,
		"* #variable= %d #constraint= %zu\nmin: ", clauses->variables,
		clauses->clause_count);
	model_for_each_symbol(model, symbol)
	{
		if (symbol_is_option(symbol) && symbol_is_logical(symbol))
			write_literal(to, "+", 1,
				      encoding->values[symbol->index].m);
	}
	fputs(";\n", to);
	for (i = 0; i < clauses->clause_count; i++) {
		while (*literal)
			write_literal(to, "+", 1, *literal++);
		literal++;
		fputs(">= 1;\n", to);
	}
}

/* What clasp calls the optimum; -1: there is none. */
static long clasp_optimum(const struct model *model,
			  const struct encoding *encoding)
{
	char file[] = "/tmp/explorer-clasp-XXXXXX", *command, *line = NULL;
	int descriptor = mkstemp(file);
	long value = -1;
	bool proven = false;
	size_t room = 0;
	FILE *stream;

	ck_assert_int_ge(descriptor, 0);
	stream = fdopen(descriptor, "w");
	write_problem(stream, model, encoding);
	fclose(stream);
	ck_assert_int_ge(asprintf(&command,
				  "clasp --opt-strategy=usc --outf=1 %s", file),
			 0);
	stream = popen(command, "r");
	while (getline(&line, &room, stream) > 0) {
		if (!strncmp(line, "o ", 2))
			value = atol(line + 2);
		if (!strncmp(line, "s OPTIMUM", 9) ||
		    !strncmp(line, "s UNSAT", 7))
			proven = true;
	}
	pclose(stream);
	unlink(file);
	free(line);
	free(command);
	ck_assert_msg(proven, "clasp proves nothing: is it installed?");
	return value;
}

/* Some of the options with a prompt; a few sets cannot be met. */
static struct needs random_needs(const struct model *model, unsigned int seed)
{
	struct needs needs = {0};
	int wanted = 5 + (int)seed % 20;

	srandom(seed);
	while ((int)needs.count < wanted) {
		const struct symbol *symbol =
			&model->symbols[random() % (long)model->symbol_count];

		if (symbol_is_option(symbol) && symbol_is_logical(symbol) &&
		    symbol_prompt(symbol) && symbol->depends)
			add_need(&needs, model, symbol->name);
	}
	return needs;
}

/* Leaves out needs until the rest can be met. */
static struct solution *solve_most(const struct model *model,
				   struct needs *needs)
{
	struct solution *solution;

	while ((solution = solve_kernel(model, needs, OBJECTIVE_COUNT))
		       ->answer == ANSWER_NO) {
		struct core *core = core_find(solution->problem, 600);
		size_t at;

		ck_assert_ptr_nonnull(core);
		at = core->all[0]->need - needs->all;
		core_free(core);
		solution_free(solution);
		free(needs->all[at].terms[0].value);
		needs->all[at].terms[0].value = strdup("n");
	}
	return solution;
}

START_TEST(test_second_solver)
{
	const struct model *model = kernel_model("x86_64");
	int i, count = amount("EXPLORER_NEED_SETS", 5);

	for (i = 0; i < count; i++) {
		struct needs needs = random_needs(model, 100 + i);
		struct solution *solution = solve_most(model, &needs);

		ck_assert(solution->proven);
		ck_assert_int_eq(
			solution->levels[0].cost,
			clasp_optimum(model, solution->problem->encoding));
		solution_free(solution);
		needs_free(&needs);
	}
	printf("clasp agrees on the optimum for %d sets of needs\n", count);
	model_free(model);
}
END_TEST

TCase *clasp_case(void)
{
	TCase *tests = tcase_create("clasp");

	tcase_set_timeout(tests, 3600);
	tcase_add_test(tests, test_second_solver);
	return tests;
}
