// SPDX-License-Identifier: GPL-2.0-only
/*
 * Steps, found by doing them: an option is set when its prompt can be seen,
 * and what then changes by itself is written down.
 */
#include "solve/steps.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static struct config *copy_of(const struct config *from)
{
	struct config *copy = config_new(from->model);

	model_for_each_symbol(from->model, symbol)
	{
		const struct user_value *asked =
			config_user_value(from, symbol);

		copy->user_values[symbol->index] = *asked;
		if (asked->text)
			config_set(copy, symbol, asked->text);
	}
	config_evaluate(copy);
	return copy;
}

static bool is_same(const struct config *a, const struct config *b,
		    const struct symbol *symbol)
{
	return !strcmp(config_text(a, symbol), config_text(b, symbol));
}

/*
 * Of a choice the member that is to be y is set, and no other; or, to switch
 * an optional one off, the member that is y is set to n.
 */
static bool decides_choice(const struct config *now, const struct config *to,
			   const struct symbol *member)
{
	return config_result(to, member)->value == YES ||
	       (config_result(to, member->member_of)->value != YES &&
		config_result(now, member)->value == YES);
}

/*
 * In a choice that is m, members can be m at most, if they can be seen at all.
 * The one that is to be y decides that the choice is y: conf_read_simple().
 */
static bool raises_choice(const struct config *now, const struct config *to,
			  const struct symbol *member)
{
	const struct symbol *choice = member->member_of;

	return choice && config_result(now, choice)->value == MODULE &&
	       config_result(now, choice)->visible == YES &&
	       config_result(to, choice)->value == YES &&
	       config_result(to, member)->value == YES &&
	       config_result(to, member)->visible == YES;
}

/* Members of an optional choice that is off hide behind it. */
static bool is_hidden(const struct config *now, const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;

	if (choice && choice->optional &&
	    config_result(now, choice)->value == NO)
		return !config_result(now, choice)->visible;
	return !config_result(now, symbol)->visible;
}

static bool can_set(const struct config *now, const struct config *to,
		    const struct symbol *symbol)
{
	const struct result *result = config_result(now, symbol);

	if (!symbol_is_option(symbol) || is_same(now, to, symbol))
		return false;
	if (raises_choice(now, to, symbol))
		return true;
	if (is_hidden(now, symbol))
		return false;
	if (!symbol_is_logical(symbol))
		return true;
	if (symbol->member_of && result->visible != MODULE)
		return decides_choice(now, to, symbol);
	return config_result(to, symbol)->value <= result->visible &&
	       config_result(to, symbol)->value >= result->selected;
}

static bool is_same_config(const struct config *a, const struct config *b)
{
	model_for_each_symbol(a->model, symbol)
	{
		if (symbol_is_option(symbol) && !is_same(a, b, symbol))
			return false;
	}
	return true;
}

static struct change change_of(const struct symbol *symbol,
			       const struct config *before,
			       const struct config *after)
{
	return (struct change){symbol, text_copy(config_text(before, symbol)),
			       text_copy(config_text(after, symbol))};
}

static void note_what_follows(struct step *step, const struct config *before,
			      const struct config *after)
{
	model_for_each_symbol(before->model, symbol)
	{
		if (!symbol_is_option(symbol) || symbol == step->set.symbol ||
		    is_same(before, after, symbol))
			continue;
		step->follow = one_more(step->follow, step->follow_count,
					sizeof(*step->follow));
		step->follow[step->follow_count++] =
			change_of(symbol, before, after);
	}
}

/* Sets one option and keeps the record. Returns the new state. */
static struct config *take_step(struct plan *plan, struct config *now,
				const struct symbol *symbol)
{
	struct config *next = copy_of(now);
	struct step step = {0};

	config_set(next, symbol, config_text(plan->to, symbol));
	config_evaluate(next);
	step.set = change_of(symbol, now, plan->to);
	note_what_follows(&step, now, next);
	plan->steps =
		one_more(plan->steps, plan->step_count, sizeof(*plan->steps));
	plan->steps[plan->step_count++] = step;
	config_free(now);
	return next;
}

static bool is_by_hand(const struct plan *plan, const struct config *now,
		       const struct symbol *symbol)
{
	const struct user_value *asked = config_user_value(plan->to, symbol);
	const struct user_value *before = config_user_value(now, symbol);

	if (!symbol_is_logical(symbol))
		return asked->set && asked->text &&
		       (!before->set || !before->text ||
			strcmp(asked->text, before->text) != 0);
	return plan->by_hand[symbol->index] ||
	       (symbol->member_of && plan->by_hand[symbol->member_of->index]);
}

/* In the order of the menus: what others depend on mostly stands first. */
static const struct symbol *next_to_set(const struct plan *plan,
					const struct config *now)
{
	const struct model *model = now->model;
	size_t i;

	for (i = 0; i < model->menu_count; i++) {
		const struct symbol *symbol = model->menus[i].symbol;

		if (symbol && is_by_hand(plan, now, symbol) &&
		    can_set(now, plan->to, symbol))
			return symbol;
	}
	return NULL;
}

bool plan_steps(struct plan *plan, const struct config *from)
{
	struct config *now = copy_of(from);
	const struct symbol *symbol;
	bool arrived;

	while ((symbol = next_to_set(plan, now)))
		now = take_step(plan, now, symbol);
	arrived = is_same_config(now, plan->to);
	config_free(now);
	return arrived;
}
