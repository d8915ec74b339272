// SPDX-License-Identifier: GPL-2.0-only
/* From needs to the smallest configuration. */
#include "solve/solve.h"
#include "base/memory.h"
#include "solve/policy.h"

#include <stdlib.h>
#include <string.h>

static struct objective objective_of(const struct solve_job *job,
				     const struct problem *problem,
				     bool only_prompted)
{
	const struct model *model = job->model;
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
		if (job->objective == OBJECTIVE_BYTES)
			cost.weight = job->weights[symbol->index];
		if (cost.weight > 0)
			objective.costs[objective.count++] = cost;
	}
	return objective;
}

/* The levels, the policy's last. Returns how many there are. */
static size_t make_objectives(const struct solve_job *job,
			      const struct problem *problem,
			      struct objective objectives[SOLVE_LEVELS])
{
	size_t count = 0;

	if (job->objective == OBJECTIVE_LEXICOGRAPHIC)
		objectives[count++] = objective_of(job, problem, true);
	objectives[count++] = objective_of(job, problem, false);
	if (job->policy_use != POLICY_NONE)
		objectives[count++] = policy_objective(problem, job->policy);
	return count;
}

/* Returns the best assignment, by variable. The caller frees it. */
static bool *search(const struct solve_job *job, struct solution *solution)
{
	struct clauses *clauses = solution->problem->encoding->clauses;
	struct objective objectives[SOLVE_LEVELS] = {0};
	size_t i, count;
	struct sat *sat;
	bool *values;

	count = make_objectives(job, solution->problem, objectives);
	values = allocate(clauses->variables + 1, sizeof(*values));
	sat = sat_new(clauses);
	sat_set_deadline(sat, sat_now() + job->seconds);
	if (job->policy_use == POLICY_PIN)
		policy_pin(solution->problem, job->policy, sat);
	optimise(sat, objectives, count, solution->levels, values,
		 clauses->variables);
	sat_free(sat);
	for (i = 0; i < SOLVE_LEVELS; i++)
		free(objectives[i].costs);
	return values;
}

/* What the policy says of numbers holds where needs say nothing. */
static struct config *policy_texts(const struct solve_job *job)
{
	struct config *texts = config_new(job->model);
	size_t i;

	for (i = 0; job->policy_use != POLICY_NONE && i < job->policy->count;
	     i++) {
		const struct need_term *term = &job->policy->all[i].terms[0];

		if (!symbol_is_logical(term->symbol))
			config_set(texts, term->symbol, term->value);
	}
	return texts;
}

struct solution *solve_run(const struct solve_job *job, char **message)
{
	struct solution *solution = allocate(1, sizeof(*solution));
	struct config *texts = policy_texts(job);
	bool *values;
	size_t i;

	*message = NULL;
	solution->level_count =
		job->objective == OBJECTIVE_LEXICOGRAPHIC ? 2 : 1;
	solution->problem = problem_new(job->model, job->needs, job->modules,
					texts, message);
	config_free(texts);
	if (!solution->problem) {
		solution_free(solution);
		return NULL;
	}
	values = search(job, solution);
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
