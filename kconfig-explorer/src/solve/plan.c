// SPDX-License-Identifier: GPL-2.0-only
/*
 * A plan is a MaxSAT problem, too. What it costs is to differ from what one
 * gets whose user values stay as they are (kept), not to differ from the old
 * value: values that follow from others are not set by hand.
 */
#include "solve/plan.h"
#include "base/memory.h"
#include "base/text.h"
#include "solve/steps.h"

#include <stdlib.h>
#include <string.h>

static int differs(struct clauses *clauses, struct logic a, struct logic b)
{
	int m = clauses_if(clauses, a.m, -b.m, b.m);

	return a.m == a.y && b.m == b.y
		       ? m
		       : clauses_or(clauses, m,
				    clauses_if(clauses, a.y, -b.y, b.y));
}

/* The value for an unchanged user value, as sym_calc_value() computes it. */
static struct logic kept_value(struct encoding *encoding,
			       const struct symbol *symbol,
			       const struct user_value *asked)
{
	const struct parts *parts = &encoding->parts[symbol->index];
	struct clauses *clauses = encoding->clauses;
	struct logic kept = parts->fallback;

	if (!asked->set)
		return kept;
	kept = logic_and(clauses, logic_constant(asked->value), parts->visible);
	kept = logic_or(clauses, kept, parts->selected);
	if (encode_is_bool(encoding, symbol))
		kept = logic_bool(kept);
	return logic_if(clauses, parts->visible.m, kept, parts->fallback);
}

/* In a choice without visible members no user can set anything. */
static int shows_members(struct encoding *encoding, const struct symbol *choice)
{
	int any = FALSE_LITERAL;
	size_t i;

	for (i = 0; i < choice->member_count; i++)
		any = clauses_or(
			encoding->clauses, any,
			encoding->parts[choice->members[i]->index].visible.m);
	return any;
}

/*
 * An optional choice may also be switched on or off, and a tristate one between
 * m and y.
 */
static int mode_differs(struct encoding *encoding, const struct symbol *choice,
			const struct user_value *asked)
{
	struct logic value = encoding->values[choice->index];
	int changed;

	if (!choice->optional && encode_is_bool(encoding, choice))
		return FALSE_LITERAL;
	changed = differs(encoding->clauses, value,
			  kept_value(encoding, choice, asked));
	if (choice->optional)
		return changed;
	return clauses_and(encoding->clauses, changed,
			   shows_members(encoding, choice));
}

/*
 * Members of a choice that is y are the choice's to decide. If it leaves y, its
 * member that was y has to be set, which is counted as the choice's step.
 */
static int is_members_own(struct encoding *encoding, const struct config *from,
			  const struct symbol *member)
{
	const struct parts *parts = &encoding->parts[member->index];
	const struct user_value *choice =
		config_user_value(from, member->member_of);
	struct clauses *clauses = encoding->clauses;
	int own = clauses_and(clauses, parts->visible.m, -parts->visible.y);

	if (choice->chosen == member)
		own = clauses_and(
			clauses, own,
			-mode_differs(encoding, member->member_of, choice));
	return own;
}

/* A literal for "the user has to set it". */
static int must_be_set(struct encoding *encoding, const struct config *from,
		       const struct symbol *symbol)
{
	const struct user_value *asked = config_user_value(from, symbol);
	const struct parts *parts = &encoding->parts[symbol->index];
	struct clauses *clauses = encoding->clauses;
	struct logic value = encoding->values[symbol->index];
	int changed;

	if (symbol->choice)
		return clauses_or(
			clauses, mode_differs(encoding, symbol, asked),
			-encode_choice_kept(encoding, symbol, asked->chosen));
	changed = differs(clauses, value, kept_value(encoding, symbol, asked));
	return clauses_and(clauses, changed,
			   symbol->member_of
				   ? is_members_own(encoding, from, symbol)
				   : parts->visible.m);
}

static void add_cost(struct objective *objective, int literal)
{
	if (literal != FALSE_LITERAL)
		objective->costs[objective->count++] =
			(struct cost){literal, 1};
}

/*
 * *by_hand gets the literals for "it has to be set", by symbol->index; of a
 * choice that stands for its members.
 */
static void make_objectives(struct encoding *encoding,
			    const struct config *from,
			    struct objective objectives[2], int *by_hand)
{
	const struct model *model = from->model;
	size_t i, room = model->symbol_count;

	for (i = 0; i < 2; i++)
		objectives[i].costs =
			allocate(room, sizeof(*objectives[i].costs));
	model_for_each_symbol(model, symbol)
	{
		struct logic before =
			logic_constant(config_result(from, symbol)->value);

		if (!symbol_is_logical(symbol) || !symbol->definition_count)
			continue;
		by_hand[symbol->index] = must_be_set(encoding, from, symbol);
		add_cost(&objectives[0], by_hand[symbol->index]);
		if (!symbol->choice)
			add_cost(&objectives[1],
				 differs(encoding->clauses,
					 encoding->values[symbol->index],
					 before));
	}
}

static bool *search(struct plan *plan, const struct plan_job *job)
{
	struct encoding *encoding = plan->problem->encoding;
	size_t i, symbols = plan->problem->model->symbol_count;
	int *by_hand = allocate(symbols, sizeof(*by_hand));
	struct objective objectives[2] = {0};
	bool *values;
	struct sat *sat;

	make_objectives(encoding, job->from, objectives, by_hand);
	values = allocate(encoding->clauses->variables + 1, sizeof(*values));
	sat = sat_new(encoding->clauses);
	sat_set_deadline(sat, sat_now() + job->seconds);
	optimise(sat, objectives, 2, plan->optima, values,
		 encoding->clauses->variables);
	sat_free(sat);
	plan->by_hand = allocate(symbols, sizeof(*plan->by_hand));
	for (i = 0; i < symbols; i++)
		plan->by_hand[i] = by_hand[i] &&
				   values[abs(by_hand[i])] == (by_hand[i] > 0);
	free(by_hand);
	free(objectives[0].costs);
	free(objectives[1].costs);
	return values;
}

struct plan *plan_make(const struct plan_job *job, char **message)
{
	struct plan *plan = allocate(1, sizeof(*plan));
	bool *values;

	*message = NULL;
	plan->problem = problem_new(job->from->model, job->needs, job->modules,
				    job->from, message);
	if (!plan->problem) {
		plan_free(plan);
		return NULL;
	}
	values = search(plan, job);
	plan->answer = plan->optima[0].answer;
	plan->proven = plan->optima[0].proven && plan->optima[1].proven;
	if (plan->answer == ANSWER_YES)
		plan->to = problem_config(plan->problem, values, message);
	free(values);
	if (plan->to && !plan_steps(plan, job->from))
		*message =
			text_format("a bug in kconfig-explorer: the steps do "
				    "not lead to what was found");
	if (*message) {
		plan_free(plan);
		return NULL;
	}
	return plan;
}

static void free_change(struct change *change)
{
	free(change->before);
	free(change->after);
}

void plan_free(struct plan *plan)
{
	size_t i, j;

	if (!plan)
		return;
	for (i = 0; i < plan->step_count; i++) {
		free_change(&plan->steps[i].set);
		for (j = 0; j < plan->steps[i].follow_count; j++)
			free_change(&plan->steps[i].follow[j]);
		free(plan->steps[i].follow);
	}
	free(plan->steps);
	free(plan->by_hand);
	config_free(plan->to);
	problem_free(plan->problem);
	free(plan);
}
