// SPDX-License-Identifier: GPL-2.0-only
/* The rules for symbols: sym_calc_value() of the kernel's symbol.c. */
#include "solve/encode.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static struct parts calculate_parts(struct encoding *encoding,
				    const struct symbol *symbol)
{
	struct parts parts;

	parts.visible = encode_visible(encoding, symbol);
	parts.depends = encode_depends(encoding, symbol);
	parts.selected = LOGIC_NO;
	if (symbol->selected)
		parts.selected = encode_typed(
			encoding, symbol,
			encode_expression(encoding, symbol->selected));
	parts.fallback =
		logic_or(encoding->clauses, encode_implied(encoding, symbol),
			 parts.selected);
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

	clauses_add(clauses, -value, visible, selected, fallback);
	if (visible != any)
		clauses_add(clauses, -value, visible, selected, -any);
	clauses_add(clauses, -selected, value);
	clauses_add(clauses, any, -fallback, value);
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
	if (symbol->definition_count
		    ? !symbol_is_logical(symbol)
		    : !encoding->open || !symbol_is_undefined(symbol))
		return LOGIC_NO;
	value.m = clauses_variable(clauses);
	value.y = symbol->type != TYPE_TRISTATE ||
				  encode_is_bool(encoding, symbol)
			  ? value.m
			  : clauses_variable(clauses);
	if (value.y != value.m)
		clauses_add(clauses, -value.y, value.m);
	return value;
}

static struct encoding *encoding_new(const struct model *model,
				     const struct config *asked)
{
	struct encoding *encoding = allocate(1, sizeof(*encoding));
	size_t symbols = model->symbol_count;

	encoding->model = model;
	encoding->asked = asked;
	encoding->clauses = clauses_new();
	encoding->values = allocate(symbols, sizeof(*encoding->values));
	encoding->parts = allocate(symbols, sizeof(*encoding->parts));
	encoding->texts = allocate(symbols, sizeof(*encoding->texts));
	encoding->expressions = allocate(model->expression_count,
					 sizeof(*encoding->expressions));
	return encoding;
}

static void add_values(struct encoding *encoding)
{
	model_for_each_symbol(encoding->model, symbol)
		encoding->values[symbol->index] = new_value(encoding, symbol);
}

static void add_rules(struct encoding *encoding)
{
	const struct symbol *modules = encoding->model->modules;

	model_for_each_symbol(encoding->model, symbol)
	{
		if (!symbol_is_logical(symbol) || !symbol->definition_count)
			continue;
		if (symbol->choice)
			encode_choice(encoding, symbol);
		else if (!symbol->member_of)
			encode_symbol(encoding, symbol);
	}
	if (modules && encoding->modules)
		clauses_add(encoding->clauses,
			    encoding->values[modules->index].y);
	else if (modules)
		clauses_add(encoding->clauses,
			    -encoding->values[modules->index].y);
}

struct encoding *encode(const struct model *model, bool modules,
			const struct config *asked)
{
	struct encoding *encoding = encoding_new(model, asked);

	encoding->modules = modules && model->modules;
	encoding->without = encoding->modules ? FALSE_LITERAL : TRUE_LITERAL;
	add_values(encoding);
	add_rules(encoding);
	return encoding;
}

struct encoding *encoding_new_open(const struct model *model,
				   const struct config *asked)
{
	struct encoding *encoding = encoding_new(model, asked);

	encoding->open = true;
	add_values(encoding);
	encoding->without = model->modules
				    ? -encoding->values[model->modules->index].y
				    : TRUE_LITERAL;
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
