// SPDX-License-Identifier: GPL-2.0-only
/* From a request to the smallest configuration. */
#include "solve/solve.h"
#include "base/memory.h"
#include "solve/policy.h"

#include <stdlib.h>
#include <string.h>

static struct objective objective_of(const struct solve_request *request,
				     const struct problem *problem,
				     bool only_prompted)
{
	const struct model *model = request->model;
	struct objective objective = {0};

	objective.costs =
		allocate(model->symbol_count, sizeof(*objective.costs));
	model_for_each_symbol(model, symbol)
	{
		struct cost cost = {problem->encoding->values[symbol->index].m,
				    1};

		if (!symbol_is_option(symbol) || !symbol_is_logical(symbol) ||
		    (only_prompted && !symbol_prompt(symbol)))
			continue;
		if (request->objective == OBJECTIVE_BYTES)
			cost.weight = request->weights[symbol->index];
		if (cost.weight > 0)
			objective.costs[objective.count++] = cost;
	}
	return objective;
}

/* The levels, the policy's last. Returns how many there are. */
static size_t make_objectives(const struct solve_request *request,
			      const struct problem *problem,
			      struct objective objectives[SOLVE_LEVELS])
{
	size_t count = 0;

	if (request->objective == OBJECTIVE_LEXICOGRAPHIC)
		objectives[count++] = objective_of(request, problem, true);
	objectives[count++] = objective_of(request, problem, false);
	if (request->policy_use != POLICY_NONE)
		objectives[count++] =
			policy_objective(problem, request->policy);
	return count;
}

/* Returns the best assignment, by variable. The caller frees it. */
static bool *search(const struct solve_request *request,
		    struct solution *solution)
{
	struct clauses *clauses = solution->problem->encoding->clauses;
	struct objective objectives[SOLVE_LEVELS] = {0};
	size_t i, count;
	struct sat *sat;
	bool *values;

	count = make_objectives(request, solution->problem, objectives);
	values = allocate(clauses->variables + 1, sizeof(*values));
	sat = sat_new(clauses);
	sat_set_deadline(sat, sat_now() + request->seconds);
	if (request->policy_use == POLICY_PIN)
		policy_pin(solution->problem, request->policy, sat);
	optimise(sat, objectives, count, solution->levels, values,
		 clauses->variables);
	sat_free(sat);
	for (i = 0; i < SOLVE_LEVELS; i++)
		free(objectives[i].costs);
	return values;
}

/* What the policy says of numbers holds where demands say nothing. */
static struct config *policy_texts(const struct solve_request *request)
{
	struct config *texts = config_new(request->model);
	size_t i;

	for (i = 0;
	     request->policy_use != POLICY_NONE && i < request->policy->count;
	     i++) {
		const struct demand_term *term =
			&request->policy->all[i].terms[0];

		if (!symbol_is_logical(term->symbol))
			config_set(texts, term->symbol, term->value);
	}
	return texts;
}

struct solution *solve_run(const struct solve_request *request, char **message)
{
	struct solution *solution = allocate(1, sizeof(*solution));
	struct config *texts = policy_texts(request);
	bool *values;
	size_t i;

	*message = NULL;
	solution->level_count =
		request->objective == OBJECTIVE_LEXICOGRAPHIC ? 2 : 1;
	solution->problem = problem_new(request->model, request->demands,
					request->modules, texts, message);
	config_free(texts);
	if (!solution->problem) {
		solution_free(solution);
		return NULL;
	}
	values = search(request, solution);
	solution->answer = solution->levels[0].answer;
	solution->proven = solution->answer == ANSWER_YES;
	for (i = 0; i < solution->level_count; i++)
		solution->proven &= solution->levels[i].proven;
	if (solution->answer == ANSWER_YES)
		solution->config =
			problem_config(solution->problem, values, message);
	free(values);
	if (*message) {
		solution_free(solution);
		return NULL;
	}
	return solution;
}

void solution_free(struct solution *solution)
{
	if (!solution)
		return;
	config_free(solution->config);
	problem_free(solution->problem);
	free(solution);
}

const char *level_unit(enum objective_kind objective, size_t level)
{
	if (objective == OBJECTIVE_BYTES)
		return "bytes";
	if (objective == OBJECTIVE_LEXICOGRAPHIC && !level)
		return "options with a prompt";
	return "options";
}
