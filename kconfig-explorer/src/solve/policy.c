// SPDX-License-Identifier: GPL-2.0-only
/* The policy, as clauses and as costs. */
#include "solve/policy.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

/* A line of the file weighs more than the defaults of all choices. */
enum { WEIGHT_LINE = 1000, WEIGHT_DEFAULT = 1 };

/* Does the model have the option that the line begins with? */
static bool is_known(const struct model *model, const char *line)
{
	char *name = text_slice(line, strcspn(line, "= \t\n"));
	const struct symbol *symbol = model_find(model, name);

	free(name);
	return symbol && symbol->definition_count;
}

bool policy_read(struct needs *policy, const struct model *model,
		 char **problem)
{
	static const char path[] = KIT "/kconfig-explorer/src/solve/policy";
	FILE *from = fopen(path, "r");
	char *line = NULL, *origin;
	size_t room = 0;
	bool good = true;
	int number = 0;

	if (!from) {
		*problem = text_format("%s: %s", path, strerror(errno));
		return false;
	}
	while (good && getline(&line, &room, from) >= 0) {
		number++;
		if (!is_known(model, line))
			continue;
		origin = text_format("policy:%d", number);
		good = needs_add(policy, model, line, origin, problem);
		free(origin);
	}
	free(line);
	fclose(from);
	return good;
}

int policy_kept(const struct problem *problem, const struct need *line)
{
	struct encoding *encoding = problem->encoding;
	const struct symbol *symbol = line->terms[0].symbol;

	/* Numbers are user values: that is all that can be done. */
	if (!symbol_is_logical(symbol))
		return TRUE_LITERAL;
	return clauses_or(encoding->clauses,
			  -encoding->parts[symbol->index].visible.m,
			  problem_need(encoding, line));
}

struct objective policy_objective(const struct problem *problem,
				  const struct needs *policy)
{
	const struct model *model = problem->model;
	struct encoding *encoding = problem->encoding;
	struct objective objective = {0};
	size_t i;

	objective.costs = allocate(policy->count + model->symbol_count,
				   sizeof(*objective.costs));
	for (i = 0; i < policy->count; i++)
		objective.costs[objective.count++] = (struct cost){
			-policy_kept(problem, &policy->all[i]), WEIGHT_LINE};
	model_for_each_symbol(model, symbol)
	{
		if (symbol->choice && symbol->definition_count)
			objective.costs[objective.count++] = (struct cost){
				-encode_choice_kept(encoding, symbol, NULL),
				WEIGHT_DEFAULT};
	}
	return objective;
}

void policy_pin(const struct problem *problem, const struct needs *policy,
		struct sat *sat)
{
	size_t i;
	int kept;

	for (i = 0; i < policy->count; i++) {
		kept = policy_kept(problem, &policy->all[i]);
		if (sat_solve(sat, &kept, 1) == ANSWER_YES)
			sat_add(sat, &kept, 1);
	}
}
