// SPDX-License-Identifier: GPL-2.0-only
/*
 * Minimal cores by deletion: leave out a member, and if the rest is still
 * contradictory it was not needed.
 */
#include "solve/core.h"
#include "solve/memory.h"

#include <stdlib.h>
#include <string.h>

struct list {
	int *literals;
	size_t count, room;
};

static void append(struct list *list, int literal)
{
	list->literals =
		grow(list->literals, &list->room, list->count + 1, sizeof(int));
	list->literals[list->count++] = literal;
}

static void append_all(struct list *list, const struct list *others)
{
	size_t i;

	for (i = 0; i < others->count; i++)
		append(list, others->literals[i]);
}

static void keep_failed(struct sat *sat, struct list *list)
{
	size_t i, kept = 0;

	for (i = 0; i < list->count; i++)
		if (sat_failed(sat, list->literals[i]))
			list->literals[kept++] = list->literals[i];
	list->count = kept;
}

/* Makes `list` minimal, given that `others` are assumed as well. */
static void shrink(struct sat *sat, struct list *list,
		   const struct list *others)
{
	struct list assumed = {0};
	size_t i, j;

	for (i = 0; i < list->count;) {
		assumed.count = 0;
		for (j = 0; j < list->count; j++)
			if (j != i)
				append(&assumed, list->literals[j]);
		append_all(&assumed, others);
		if (sat_solve(sat, assumed.literals, assumed.count) ==
		    ANSWER_NO) {
			/* What proved to be needed before is needed now. */
			list->literals[i] = 0;
			for (j = 0; j < list->count; j++)
				if (list->literals[j] &&
				    !sat_failed(sat, list->literals[j]))
					list->literals[j] = 0;
			for (j = assumed.count = 0; j < list->count; j++)
				if (list->literals[j])
					list->literals[assumed.count++] =
						list->literals[j];
			list->count = assumed.count;
		} else {
			i++;
		}
	}
	free(assumed.literals);
}

/* The literals of all groups that have clauses: demands, and rules. */
static void list_groups(const struct problem *problem, int first,
			struct list *demands, struct list *rules)
{
	const struct clauses *clauses = problem->encoding->clauses;
	int last = demand_group(problem, problem->demands->count);
	bool *seen = allocate(last + 1, sizeof(*seen));
	size_t i;

	for (i = 0; i < clauses->clause_count; i++) {
		int group = clauses->groups[i];

		if (group == GROUP_DEFINITION || seen[group])
			continue;
		seen[group] = true;
		append(group_demand(problem, group) ? demands : rules,
		       first + group);
	}
	free(seen);
}

static bool is_contradiction(struct sat *sat, const struct list *demands,
			     const struct list *rules)
{
	struct list all = {0};
	enum answer answer;

	append_all(&all, demands);
	append_all(&all, rules);
	answer = sat_solve(sat, all.literals, all.count);
	free(all.literals);
	return answer == ANSWER_NO;
}

static struct core *make_core(const struct problem *problem, int first,
			      const struct list *demands,
			      const struct list *rules)
{
	struct core *core = allocate(1, sizeof(*core));
	size_t i;

	core->problem = problem;
	core->groups = allocate(demands->count + rules->count, sizeof(int));
	for (i = 0; i < demands->count; i++)
		core->groups[core->count++] = demands->literals[i] - first;
	for (i = 0; i < rules->count; i++)
		core->groups[core->count++] = rules->literals[i] - first;
	return core;
}

struct core *core_find(const struct problem *problem, double seconds)
{
	struct list demands = {0}, rules = {0};
	struct core *core = NULL;
	struct sat *sat;
	int first;

	sat = sat_new_grouped(problem->encoding->clauses, &first);
	sat_set_deadline(sat, sat_now() + seconds);
	list_groups(problem, first, &demands, &rules);
	if (is_contradiction(sat, &demands, &rules)) {
		/* Fewest demands first, as long as all rules are there. */
		keep_failed(sat, &demands);
		shrink(sat, &demands, &rules);
		if (is_contradiction(sat, &demands, &rules))
			keep_failed(sat, &rules);
		shrink(sat, &rules, &demands);
		core = make_core(problem, first, &demands, &rules);
	}
	sat_free(sat);
	free(demands.literals);
	free(rules.literals);
	return core;
}

void core_free(struct core *core)
{
	if (!core)
		return;
	free(core->groups);
	free(core);
}
