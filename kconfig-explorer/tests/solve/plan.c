// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plans against brute force: on small trees, every set of options that could
 * be set by hand is tried.
 */
#include "tests/solve/solve.h"
#include "tests/tiny.h"

#include "solve/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A configuration as it is after it was written and read. */
static struct config *read_again(const struct config *config)
{
	struct config *again = config_new(config->model);
	char *text = config_write_text(config);

	config_read_text(again, text, "again");
	config_evaluate(again);
	free(text);
	return again;
}

struct search {
	const char *text; /* the .config to start from */
	const struct model *model;
	bool modules;
	const struct needs *needs;
	const char *set[64]; /* what is set by hand, by symbol->index */
	int best;	     /* -1: none yet */
};

static bool is_met(const struct config *config, const struct needs *needs)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		if (strcmp(config_text(config, needs->all[i].terms[0].symbol),
			   needs->all[i].terms[0].value) != 0)
			return false;
	return true;
}

static void try_set(struct search *search, int cost)
{
	struct config *config = config_new(search->model), *again;
	bool good;

	config_read_text(config, search->text, "start");
	model_for_each_symbol(search->model, symbol)
	{
		if (search->set[symbol->index])
			config_set(config, symbol, search->set[symbol->index]);
	}
	config_evaluate(config);
	again = read_again(config);
	good = is_met(config, search->needs) && !has_unmet(config) &&
	       is_met(again, search->needs);
	if (good && (search->best < 0 || cost < search->best))
		search->best = cost;
	config_free(again);
	config_free(config);
}

/* A member of a choice may be set if no other member of it is. */
static bool may_set(const struct search *search, const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;
	size_t i;

	if (!symbol_is_option(symbol) || !symbol_is_logical(symbol) ||
	    !symbol_prompt(symbol) || symbol == search->model->modules)
		return false;
	for (i = 0; choice && i < choice->member_count; i++)
		if (search->set[choice->members[i]->index])
			return false;
	return true;
}

static void choose(struct search *search, const struct symbol *symbol, int cost)
{
	static const char *const values[] = {"n", "m", "y"};
	const struct model *model = search->model;
	int i;

	if (search->best >= 0 && cost >= search->best)
		return;
	if (symbol == model->symbols + model->symbol_count) {
		try_set(search, cost);
		return;
	}
	choose(search, symbol + 1, cost);
	for (i = 0; i < 3 && may_set(search, symbol); i++) {
		if (i == 1 &&
		    (!search->modules || symbol->type != TYPE_TRISTATE))
			continue;
		search->set[symbol->index] = values[i];
		choose(search, symbol + 1, cost + 1);
		search->set[symbol->index] = NULL;
	}
}

static void check_plan(const struct config *from, const char *text,
		       unsigned int seed)
{
	struct needs needs = {0};
	struct search search;
	struct plan_job job = {from, &needs, tiny_modules(seed), 60};
	char line[16], *problem;
	struct plan *plan;

	snprintf(line, sizeof(line), "O%ld=%c", 1 + random() % 6,
		 random() % 3 ? 'y' : 'n');
	ck_assert(needs_add(&needs, from->model, line, "test", &problem));
	search = (struct search){.model = from->model,
				 .modules = tiny_modules(seed),
				 .needs = &needs,
				 .best = -1};
	search.text = config_write_text(from);
	choose(&search, from->model->symbols, 0);
	plan = plan_make(&job, &problem);
	ck_assert_msg(plan != NULL, "seed %u: %s\n%s\n%s", seed, problem, text,
		      search.text);
	ck_assert_msg(
		(plan->answer == ANSWER_YES) == (search.best >= 0) &&
			(search.best < 0 ||
			 (plan->optima[0].cost == search.best &&
			  (int)plan->step_count == search.best)),
		"seed %u: %s takes %d by brute force, the plan says %d in %zu steps\n%s\n%s",
		seed, line, search.best, (int)plan->optima[0].cost,
		plan->step_count, text, search.text);
	free((char *)search.text);
	plan_free(plan);
	needs_free(&needs);
}

/* The seed decides everything. False: Kconfig does not accept its tree. */
static bool check_seed(unsigned int seed)
{
	char *text = tiny_text(seed);
	struct model *model = tiny_model(text);
	struct tiny_all all = {0};
	struct config *from;

	if (model)
		all = tiny_all(model, tiny_modules(seed));
	if (all.count) {
		from = read_again(all.configs[random() % (long)all.count]);
		if (!forgets_choice(from))
			check_plan(from, text, seed);
		config_free(from);
	}
	if (model)
		tiny_free(&all);
	model_free(model);
	free(text);
	return model;
}

START_TEST(test_plan)
{
	int trees = amount("EXPLORER_TREES", 150) / 2;
	unsigned int seed;

	for (seed = 0; trees; seed++)
		trees -= check_seed(seed);
}
END_TEST

/* Tristate choices between m and y, and (the last) with nothing to choose. */
START_TEST(test_plan_of_tristate_choice)
{
	static const unsigned int seeds[] = {325, 881, 1023, 1243};

	ck_assert(check_seed(seeds[_i]));
}
END_TEST

TCase *plan_case(void)
{
	TCase *tests = tcase_create("plan");

	tcase_set_timeout(tests, 3600);
	tcase_add_test(tests, test_plan);
	tcase_add_loop_test(tests, test_plan_of_tristate_choice, 0, 4);
	return tests;
}
