// SPDX-License-Identifier: GPL-2.0-only
/* The rules for symbols: sym_calc_value() of the kernel's symbol.c. */
#include "solve/encode.h"
#include "solve/memory.h"

#include <stdlib.h>
#include <string.h>

int rule_group(const struct symbol *symbol, enum rule_kind kind)
{
	return 1 + symbol->index * RULE_KINDS + (int)kind;
}

enum rule_kind group_rule(int group)
{
	return (group - 1) % RULE_KINDS;
}

const struct symbol *group_symbol(const struct model *model, int group)
{
	return &model->symbols[(group - 1) / RULE_KINDS];
}

bool encode_is_bool(const struct encoding *encoding,
		    const struct symbol *symbol)
{
	return symbol->type == TYPE_BOOL || !encoding->modules;
}

/*
 * A prompt shows a tristate member of a choice that is y only if the prompt's
 * condition is y, too.
 */
static struct logic prompt_visible(struct encoding *encoding,
				   const struct symbol *symbol,
				   const struct property *prompt)
{
	const struct symbol *choice = symbol->member_of;
	struct logic visible = encode_expression(encoding, prompt->condition);
	int choice_on;

	if (!choice || symbol->type != TYPE_TRISTATE)
		return visible;
	choice_on = choice == encoding->assumed
			    ? TRUE_LITERAL
			    : encoding->values[choice->index].y;
	visible.m = clauses_or(
		encoding->clauses, visible.y,
		clauses_and(encoding->clauses, visible.m, -choice_on));
	return visible;
}

struct logic encode_visible(struct encoding *encoding,
			    const struct symbol *symbol)
{
	struct logic visible = LOGIC_NO;

	symbol_for_each_property(symbol, prompt, PROPERTY_PROMPT)
	{
		visible = logic_or(encoding->clauses, visible,
				   prompt_visible(encoding, symbol, prompt));
	}
	if (symbol->type != TYPE_TRISTATE || !encoding->modules)
		return logic_bool(visible);
	return visible;
}

/* The first default whose condition holds. The chain is built from its end. */
struct logic encode_default(struct encoding *encoding,
			    const struct symbol *symbol)
{
	struct clauses *clauses = encoding->clauses;
	struct logic condition, value, result = LOGIC_NO;
	size_t i;

	for (i = symbol->property_count; i-- > 0;) {
		const struct property *property = symbol->properties[i];

		if (property->kind != PROPERTY_DEFAULT)
			continue;
		condition = encode_expression(encoding, property->condition);
		value = encode_expression(encoding, property->value);
		value = logic_and(clauses, value, condition);
		result = logic_if(clauses, condition.m, value, result);
	}
	return encode_is_bool(encoding, symbol) ? logic_bool(result) : result;
}

/* "imply" raises the default as far as the dependencies allow. */
static struct logic implied_default(struct encoding *encoding,
				    const struct symbol *symbol,
				    struct logic depends)
{
	struct clauses *clauses = encoding->clauses;
	struct logic implied, raised;
	struct logic value = encode_default(encoding, symbol);

	if (!symbol->implied)
		return value;
	implied = encode_expression(encoding, symbol->implied);
	if (encode_is_bool(encoding, symbol))
		implied = logic_bool(implied);
	raised = logic_and(clauses, logic_or(clauses, value, implied), depends);
	return logic_if(clauses, implied.m, raised, value);
}

static struct parts calculate_parts(struct encoding *encoding,
				    const struct symbol *symbol)
{
	struct parts parts;

	parts.visible = encode_visible(encoding, symbol);
	parts.depends = encode_expression(encoding, symbol->depends);
	parts.selected = symbol->selected
				 ? encode_expression(encoding, symbol->selected)
				 : LOGIC_NO;
	if (encode_is_bool(encoding, symbol)) {
		parts.depends = logic_bool(parts.depends);
		parts.selected = logic_bool(parts.selected);
	}
	parts.fallback = LOGIC_NO;
	if (!symbol->choice)
		parts.fallback =
			implied_default(encoding, symbol, parts.depends);
	parts.fallback =
		logic_or(encoding->clauses, parts.fallback, parts.selected);
	return parts;
}

/*
 * Users of a visible symbol can have any value from what is selected up to the
 * prompt's condition; without a visible prompt it is what it falls back to.
 */
static void encode_level(struct encoding *encoding, const struct symbol *symbol,
			 int value, int visible, int selected, int fallback,
			 int depends)
{
	struct clauses *clauses = encoding->clauses;
	int any = encoding->parts[symbol->index].visible.m;

	clauses->group = rule_group(symbol, RULE_LIMIT);
	clauses_add(clauses, -value, visible, selected, fallback);
	if (visible != any)
		clauses_add(clauses, -value, visible, selected, -any);
	clauses->group = rule_group(symbol, RULE_SELECTED);
	clauses_add(clauses, -selected, value);
	clauses->group = rule_group(symbol, RULE_DEFAULT);
	clauses_add(clauses, any, -fallback, value);
	clauses->group = rule_group(symbol, RULE_UNMET);
	clauses_add(clauses, -selected, depends);
}

static void encode_symbol(struct encoding *encoding,
			  const struct symbol *symbol)
{
	struct logic value = encoding->values[symbol->index];
	struct parts *parts = &encoding->parts[symbol->index];

	*parts = calculate_parts(encoding, symbol);
	encode_level(encoding, symbol, value.m, parts->visible.m,
		     parts->selected.m, parts->fallback.m, parts->depends.m);
	if (value.y != value.m)
		encode_level(encoding, symbol, value.y, parts->visible.y,
			     parts->selected.y, parts->fallback.y,
			     parts->depends.y);
}

/* Literals for the value of a symbol, before anything is known of it. */
static struct logic new_value(struct encoding *encoding,
			      const struct symbol *symbol)
{
	struct clauses *clauses = encoding->clauses;
	struct logic value;

	if (symbol->constant && symbol_is_logical(symbol))
		return logic_constant(constant_value(symbol));
	if (!symbol_is_logical(symbol) || !symbol->definition_count)
		return LOGIC_NO;
	value.m = clauses_variable(clauses);
	value.y = encode_is_bool(encoding, symbol) ? value.m
						   : clauses_variable(clauses);
	clauses->group = GROUP_DEFINITION;
	if (value.y != value.m)
		clauses_add(clauses, -value.y, value.m);
	return value;
}

static void encode_modules(struct encoding *encoding)
{
	const struct symbol *modules = encoding->model->modules;
	int value;

	if (!modules)
		return;
	value = encoding->values[modules->index].y;
	encoding->clauses->group = rule_group(modules, RULE_MODULES);
	clauses_add(encoding->clauses, encoding->modules ? value : -value);
}

struct encoding *encode(const struct model *model, bool modules,
			const struct config *wishes)
{
	struct encoding *encoding = allocate(1, sizeof(*encoding));
	size_t symbols = model->symbol_count;

	encoding->model = model;
	encoding->wishes = wishes;
	encoding->modules = modules && model->modules;
	encoding->clauses = clauses_new();
	encoding->values = allocate(symbols, sizeof(*encoding->values));
	encoding->parts = allocate(symbols, sizeof(*encoding->parts));
	encoding->texts = allocate(symbols, sizeof(*encoding->texts));
	encoding->expressions = allocate(model->expression_count,
					 sizeof(*encoding->expressions));
	model_for_each_symbol(model, symbol) encoding->values[symbol->index] =
		new_value(encoding, symbol);
	model_for_each_symbol(model, symbol)
	{
		if (!symbol_is_logical(symbol) || !symbol->definition_count)
			continue;
		if (symbol->choice)
			encode_choice(encoding, symbol);
		else if (!symbol->member_of)
			encode_symbol(encoding, symbol);
	}
	encode_modules(encoding);
	return encoding;
}

void encoding_free(struct encoding *encoding)
{
	size_t i;

	if (!encoding)
		return;
	for (i = 0; i < encoding->model->symbol_count; i++)
		free(encoding->texts[i].cases);
	clauses_free(encoding->clauses);
	free(encoding->values);
	free(encoding->parts);
	free(encoding->texts);
	free(encoding->expressions);
	free(encoding);
}

int encode_has_value(struct encoding *encoding, const struct symbol *symbol,
		     const char *value)
{
	const struct value_cases *texts = encode_texts(encoding, symbol);
	int result = FALSE_LITERAL;
	size_t i;

	for (i = 0; i < texts->count; i++)
		if (!strcmp(texts->cases[i].text, value))
			result = clauses_or(encoding->clauses, result,
					    texts->cases[i].when);
	return result;
}
