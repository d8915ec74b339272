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

/* The literals of all groups from `least` to `end` that have clauses. */
static struct list list_groups(const struct problem *problem, int first,
			       int least, int end)
{
	const struct clauses *clauses = problem->encoding->clauses;
	bool *seen = allocate(end, sizeof(*seen));
	struct list list = {0};
	size_t i;

	for (i = 0; i < clauses->clause_count; i++) {
		int group = clauses->groups[i];

		if (group < least || group >= end || seen[group])
			continue;
		seen[group] = true;
		append(&list, first + group);
	}
	free(seen);
	return list;
}

static bool is_contradiction(struct sat *sat, const struct list *list,
			     const struct list *others)
{
	struct list all = {0};
	enum answer answer;

	append_all(&all, list);
	append_all(&all, others);
	answer = sat_solve(sat, all.literals, all.count);
	free(all.literals);
	return answer == ANSWER_NO;
}

/*
 * A minimal list of groups in [least, end) that contradict one another, those
 * of `others` and all rules below `least`. Empty if they do not.
 */
static struct list minimal(const struct problem *problem, int least, int end,
			   const struct list *others, double deadline)
{
	struct list list, fixed = {0};
	struct sat *sat;
	size_t i;
	int first;

	sat = sat_new_grouped(problem->encoding->clauses, least, &first);
	sat_set_deadline(sat, deadline);
	list = list_groups(problem, first, least, end);
	for (i = 0; i < others->count; i++)
		append(&fixed, first + others->literals[i]);
	if (is_contradiction(sat, &list, &fixed)) {
		keep_failed(sat, &list);
		shrink(sat, &list, &fixed);
	} else {
		list.count = 0;
	}
	for (i = 0; i < list.count; i++)
		list.literals[i] -= first;
	sat_free(sat);
	free(fixed.literals);
	return list;
}

/* The fewest demands, given all rules; then the rules that it takes. */
struct core *core_find(const struct problem *problem, double seconds)
{
	static const struct list nothing;
	const double deadline = sat_now() + seconds;
	const int first_demand = demand_group(problem, 0);
	const int end = demand_group(problem, problem->demands->count);
	struct list groups, rules;
	struct core *core;

	groups = minimal(problem, first_demand, end, &nothing, deadline);
	rules = minimal(problem, GROUP_DEFINITION + 1, first_demand, &groups,
			deadline);
	append_all(&groups, &rules);
	free(rules.literals);
	if (!groups.count) {
		free(groups.literals);
		return NULL;
	}
	core = allocate(1, sizeof(*core));
	*core = (struct core){problem, groups.literals, groups.count};
	return core;
}

void core_free(struct core *core)
{
	if (!core)
		return;
	free(core->groups);
	free(core);
}
