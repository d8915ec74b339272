// SPDX-License-Identifier: GPL-2.0-only
/*
 * The same order of decisions as in explain.c, but down one path only: of
 * several terms that block, the first.
 */
#include "explain/cause.h"

#include <string.h>

/* No chain of dependencies is longer; a circle ends here. */
enum { STEPS = 100 };

/* A term that lacks its required value. */
struct obstacle {
	const struct symbol *symbol; /* NULL: there is none */
	bool low; /* it is lower than `level`, and nothing else is wrong */
	enum tristate level;
};

/* The first because of which an expression is below `level` (high), or above.
 */
static struct obstacle blocking(const struct config *config,
				const struct expression *expression, bool high,
				enum tristate level)
{
	const struct obstacle none = {.symbol = NULL};
	struct obstacle left;
	enum tristate value;

	if (!expression)
		return none;
	value = config_value(config, expression);
	if (high ? value >= level : value <= level)
		return none;
	switch (expression->kind) {
	case EXPRESSION_NOT:
		return blocking(config, expression->left, !high, YES - level);
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		left = blocking(config, expression->left, high, level);
		return left.symbol ? left
				   : blocking(config, expression->right, high,
					      level);
	default:
		return (struct obstacle){
			expression->a,
			high && expression->kind == EXPRESSION_SYMBOL, level};
	}
}

static enum tristate effect(const struct config *config,
			    const struct property *select)
{
	enum tristate owner = config_result(config, select->owner)->value;
	enum tristate condition = config_value(config, select->condition);

	return owner < condition ? owner : condition;
}

/* Who raises it above that value. */
static const struct symbol *selector_above(const struct config *config,
					   const struct symbol *symbol,
					   enum tristate wanted)
{
	size_t i;

	for (i = 0; i < symbol->selector_count; i++)
		if (effect(config, symbol->selectors[i]) > wanted)
			return symbol->selectors[i]->owner;
	return NULL;
}

static const struct symbol *cause_of_excess(const struct config *config,
					    const struct symbol *symbol,
					    enum tristate wanted)
{
	const struct symbol *selector = selector_above(config, symbol, wanted);
	const struct symbol *modules = config->model->modules;

	if (selector)
		return selector;
	/* Without modules m becomes y. */
	return wanted == MODULE && modules ? modules : symbol;
}

/* Of a symbol that has no prompt: what its defaults lack. */
static struct obstacle default_obstacle(const struct config *config,
					const struct symbol *symbol,
					enum tristate wanted)
{
	struct obstacle found = blocking(config, symbol->depends, true, wanted);

	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		if (!found.symbol)
			found = blocking(config, property->condition, true,
					 wanted);
		if (!found.symbol && symbol_is_logical(symbol))
			found = blocking(config, property->value, true, wanted);
	}
	return found;
}

/* For what is no tristate, m is as good as y: sym_calc_visibility(). */
static struct obstacle obstacle_of(const struct config *config,
				   const struct symbol *symbol,
				   enum tristate wanted)
{
	const struct property *prompt = symbol_prompt(symbol);

	if (symbol->type != TYPE_TRISTATE)
		wanted = MODULE;
	return prompt ? blocking(config, prompt->condition, true, wanted)
		      : default_obstacle(config, symbol, wanted);
}

/* The member of its choice that is y in its place. */
static const struct symbol *rival(const struct config *config,
				  const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;
	const struct symbol *chosen =
		choice ? config_result(config, choice)->chosen : NULL;

	return chosen != symbol ? chosen : NULL;
}

const struct symbol *cause_of(const struct config *config,
			      const struct symbol *symbol, enum tristate wanted)
{
	struct obstacle obstacle = {symbol, true, wanted};
	const struct symbol *chosen;
	int steps;

	if (symbol_is_logical(symbol) &&
	    config_result(config, symbol)->value > wanted)
		return cause_of_excess(config, symbol, wanted);
	for (steps = 0; steps < STEPS && obstacle.low; steps++) {
		symbol = obstacle.symbol;
		obstacle = obstacle_of(config, symbol, obstacle.level);
		if (!obstacle.symbol || obstacle.symbol->constant) {
			chosen = rival(config, symbol);
			return chosen ? chosen : symbol;
		}
	}
	return obstacle.symbol;
}
