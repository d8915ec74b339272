// SPDX-License-Identifier: GPL-2.0-only
/*
 * The values of all symbols from what the user asks for, as Linux 6.1 and 6.12
 * compute them: our own writing of scripts/kconfig/symbol.c, sym_calc_value()
 * and what it calls, function by function in the same order, over our own
 * model. The order matters: a symbol that is asked for while it is being
 * computed answers with n, or with an empty text.
 */
#include "model/evaluate.h"
#include "model/compare.h"

#include <stdlib.h>
#include <string.h>

static void evaluate(struct config *config, const struct symbol *symbol);

static enum tristate least(enum tristate a, enum tristate b)
{
	return a < b ? a : b;
}

static enum tristate most(enum tristate a, enum tristate b)
{
	return a > b ? a : b;
}

/* --- Expressions: expr_calc_value() in expr.c */

static bool holds(struct config *config, const struct expression *expression)
{
	const struct symbol *a = expression->a, *b = expression->b;

	evaluate(config, a);
	evaluate(config, b);
	return comparison_holds(expression->kind, a, config_text(config, a), b,
				config_text(config, b));
}

enum tristate value_of(struct config *config,
		       const struct expression *expression)
{
	enum tristate left, right;

	if (!expression)
		return YES;
	switch (expression->kind) {
	case EXPRESSION_SYMBOL:
		evaluate(config, expression->a);
		return result_of(config, expression->a)->value;
	case EXPRESSION_NOT:
		return YES - value_of(config, expression->left);
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		/* Both sides always: evaluation has an order. */
		left = value_of(config, expression->left);
		right = value_of(config, expression->right);
		return expression->kind == EXPRESSION_AND ? least(left, right)
							  : most(left, right);
	default:
		return holds(config, expression) ? YES : NO;
	}
}

/* --- Symbols */

/* A tristate without modules, or decided by its choice, is a bool. */
static enum type type_now(struct config *config, const struct symbol *symbol)
{
	if (symbol->type != TYPE_TRISTATE)
		return symbol->type;
	if (symbol->member_of && result_of(config, symbol)->visible == YES)
		return TYPE_BOOL;
	return config->private->modules == NO ? TYPE_BOOL : TYPE_TRISTATE;
}

/* sym_get_default_prop(), sym_get_range_prop(): the first that applies. */
static const struct property *first_property(struct config *config,
					     const struct symbol *symbol,
					     enum property_kind kind,
					     enum tristate *condition)
{
	symbol_for_each_property(symbol, property, kind)
	{
		*condition = value_of(config, property->condition);
		if (*condition != NO)
			return property;
	}
	return NULL;
}

static int base_of(const struct symbol *symbol, int otherwise)
{
	return symbol->type == TYPE_INT	  ? 10
	       : symbol->type == TYPE_HEX ? 16
					  : otherwise;
}

/* sym_get_range_val() */
static long long bound(struct config *config, const struct symbol *symbol,
		       int base)
{
	evaluate(config, symbol);
	return strtoll(result_of(config, symbol)->text, NULL,
		       base_of(symbol, base));
}

/* sym_validate_range(): what is out of range becomes the bound it misses. */
static void keep_in_range(struct config *config, const struct symbol *symbol)
{
	struct result *result = result_of(config, symbol);
	const struct property *range;
	const struct symbol *limit;
	enum tristate condition;
	int base = base_of(symbol, 0);
	long long value;

	if (!base)
		return;
	range = first_property(config, symbol, PROPERTY_RANGE, &condition);
	if (!range)
		return;
	value = strtoll(result->text, NULL, base);
	limit = range->low;
	if (value >= bound(config, limit, base)) {
		limit = range->high;
		if (value <= bound(config, limit, base))
			return;
	}
	result->text = result_of(config, limit)->text;
}

/* The value of a dependency; what is m for a bool is y. */
static enum tristate dependency(struct config *config,
				const struct symbol *symbol,
				const struct expression *expression,
				enum tristate if_none)
{
	enum tristate value = if_none;

	if (expression)
		value = value_of(config, expression);
	if (value == MODULE && type_now(config, symbol) == TYPE_BOOL)
		value = YES;
	return value;
}

/* The highest of its prompts' conditions. */
static enum tristate prompt_visibility(struct config *config,
				       const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;
	enum tristate highest = NO;

	symbol_for_each_property(symbol, prompt, PROPERTY_PROMPT)
	{
		enum tristate value = value_of(config, prompt->condition);

		/* Where one member is y, no other can be m. */
		if (choice && symbol->type == TYPE_TRISTATE &&
		    value == MODULE && result_of(config, choice)->value == YES)
			value = NO;
		highest = most(highest, value);
	}
	if (highest == MODULE &&
	    (symbol->type != TYPE_TRISTATE || config->private->modules == NO))
		highest = YES;
	return highest;
}

void find_visibility(struct config *config, const struct symbol *symbol)
{
	struct result *result = result_of(config, symbol);

	result->visible = prompt_visibility(config, symbol);
	if (symbol->member_of)
		return;
	result->depends = dependency(config, symbol, symbol->depends, YES);
	result->selected = dependency(config, symbol, symbol->selected, NO);
	result->implied = dependency(config, symbol, symbol->implied, NO);
}

/* --- Values */

bool has_wish(struct config *config, const struct symbol *symbol)
{
	return config_user_value(config, symbol)->set &&
	       !config->private->refused[symbol->index];
}

/* Without a user value: the first default, raised by "imply" but not above
 * depends.
 */
static enum tristate default_value(struct config *config,
				   const struct symbol *symbol)
{
	struct result *result = result_of(config, symbol);
	enum tristate condition, value = NO;
	const struct property *property =
		first_property(config, symbol, PROPERTY_DEFAULT, &condition);

	if (property) {
		value = least(value_of(config, property->value), condition);
		if (value != NO)
			result->written = true;
	}
	if (result->implied != NO) {
		result->written = true;
		value = least(most(value, result->implied), result->depends);
	}
	return value;
}

/*
 * Is a member what its choice says? In Linux 6.12 always, and the choice is
 * made when a member is asked for; before, if the member's prompt can be seen.
 */
static bool choice_decides(struct config *config, const struct symbol *member)
{
	if (config->model->rules == RULES_LINUX_6_1)
		return result_of(config, member)->visible == YES;
	decide_choice_6_12(config, member->member_of);
	return true;
}

/* The branch of sym_calc_value() for bool and tristate. */
static enum tristate logical_value(struct config *config,
				   const struct symbol *symbol)
{
	struct result *result = result_of(config, symbol);
	enum tristate value = NO;

	if (symbol->member_of && choice_decides(config, symbol))
		return result_of(config, symbol->member_of)->chosen == symbol
			       ? YES
			       : NO;
	if (result->visible != NO && has_wish(config, symbol)) {
		value = least(config_user_value(config, symbol)->value,
			      result->visible);
	} else {
		if (result->selected != NO)
			result->written = true;
		if (!symbol->choice)
			value = default_value(config, symbol);
	}
	value = most(value, result->selected);
	if (value == MODULE && type_now(config, symbol) == TYPE_BOOL)
		value = YES;
	return value;
}

/* ... and for the rest. */
static const char *text_value(struct config *config,
			      const struct symbol *symbol)
{
	struct result *result = result_of(config, symbol);
	const struct property *property;
	enum tristate condition;

	if (result->visible != NO && has_wish(config, symbol))
		return config_user_value(config, symbol)->text;
	property = first_property(config, symbol, PROPERTY_DEFAULT, &condition);
	if (!property || !property->target)
		return result->text;
	result->written = true;
	evaluate(config, property->target);
	return result_of(config, property->target)->text;
}

/* What a number or a text is without a default. */
static const char *empty_text(const struct config *config,
			      const struct symbol *symbol)
{
	if (config->model->rules == RULES_LINUX_6_1)
		return "";
	return symbol->type == TYPE_INT	  ? "0"
	       : symbol->type == TYPE_HEX ? "0x0"
					  : "";
}

static void decide_choice(struct config *config, const struct symbol *choice)
{
	if (config->model->rules == RULES_LINUX_6_1)
		decide_choice_6_1(config, choice);
	else
		decide_choice_6_12(config, choice);
}

/* sym_calc_value() */
static void evaluate(struct config *config, const struct symbol *symbol)
{
	struct result *result = result_of(config, symbol);
	bool logical = symbol_is_logical(symbol);

	if (config->private->valid[symbol->index])
		return;
	config->private->valid[symbol->index] = true;
	if (symbol->type == TYPE_UNKNOWN) {
		result->text = symbol->name ? symbol->name : "";
		return;
	}
	result->written = false;
	find_visibility(config, symbol);
	result->written = result->visible != NO;
	/* for those who ask meanwhile */
	result->value = NO;
	result->text = logical ? "n" : empty_text(config, symbol);
	result->chosen = NULL;
	if (logical)
		result->value = logical_value(config, symbol);
	else
		result->text = text_value(config, symbol);
	if (symbol->choice)
		decide_choice(config, symbol);
	keep_in_range(config, symbol);
	if (symbol == config->model->modules)
		config->private->modules = result->value;
	if (symbol->hidden)
		result->written = false;
}

/* --- All of them: conf_read() */

/* sym_string_within_range(), for a user value */
static bool wish_is_in_range(struct config *config, const struct symbol *symbol)
{
	const struct property *range;
	enum tristate condition;
	int base = base_of(symbol, 0);
	long long value;

	if (!base)
		return true;
	range = first_property(config, symbol, PROPERTY_RANGE, &condition);
	if (!range)
		return true;
	value = strtoll(config_user_value(config, symbol)->text, NULL, base);
	return value >= bound(config, range->low, base) &&
	       value <= bound(config, range->high, base);
}

/*
 * A number out of range is first replaced by the bound; when a file is read it
 * is then forgotten, and the symbol gets its default. Those that were computed
 * from it keep what they have.
 */
static void refuse_numbers(struct config *config)
{
	model_for_each_symbol(config->model, symbol)
	{
		if (!config_user_value(config, symbol)->set ||
		    symbol->member_of || wish_is_in_range(config, symbol))
			continue;
		config->private->refused[symbol->index] = true;
		config->private->valid[symbol->index] = false;
	}
	model_for_each_symbol(config->model, symbol) evaluate(config, symbol);
}

/* y, m and n are what they are. */
static void set_constants(struct config *config)
{
	model_for_each_symbol(config->model, symbol)
	{
		struct result *result = result_of(config, symbol);

		if (!symbol->constant || !symbol_is_logical(symbol))
			continue;
		result->value = constant_value(symbol);
		result->text = symbol->name;
		config->private->valid[symbol->index] = true;
	}
}

void config_evaluate(struct config *config)
{
	const struct model *model = config->model;
	struct config_private *private = config->private;

	memset(config->results, 0, model->symbol_count * sizeof(struct result));
	memset(private->valid, 0, model->symbol_count * sizeof(bool));
	memset(private->refused, 0, model->symbol_count * sizeof(bool));
	private->modules = NO;
	set_constants(config);
	if (model->modules)
		evaluate(config, model->modules);
	model_for_each_symbol(model, symbol) evaluate(config, symbol);
	if (model->rules == RULES_LINUX_6_1)
		refuse_numbers(config);
}

/* In an evaluated configuration nothing is computed any more. */
enum tristate config_value(const struct config *config,
			   const struct expression *expression)
{
	return value_of((struct config *)config, expression);
}
