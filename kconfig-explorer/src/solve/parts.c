// SPDX-License-Identifier: GPL-2.0-only
/* What decides a symbol's value: prompts, defaults, dependencies, "imply". */
#include "solve/encode.h"

bool encode_is_bool(const struct encoding *encoding,
		    const struct symbol *symbol)
{
	return symbol->type == TYPE_BOOL || encoding->without == TRUE_LITERAL;
}

struct logic encode_typed(struct encoding *encoding,
			  const struct symbol *symbol, struct logic value)
{
	struct clauses *clauses = encoding->clauses;

	if (encode_is_bool(encoding, symbol))
		return logic_bool(value);
	value.y = clauses_or(clauses, value.y,
			     clauses_and(clauses, value.m, encoding->without));
	return value;
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
	return encode_typed(encoding, symbol, visible);
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
	return encode_typed(encoding, symbol, result);
}

struct logic encode_depends(struct encoding *encoding,
			    const struct symbol *symbol)
{
	return encode_typed(encoding, symbol,
			    encode_expression(encoding, symbol->depends));
}

/* "imply" raises the default as far as the dependencies allow. */
struct logic encode_implied(struct encoding *encoding,
			    const struct symbol *symbol)
{
	struct clauses *clauses = encoding->clauses;
	struct logic implied, raised;
	struct logic value = encode_default(encoding, symbol);

	if (!symbol->implied)
		return value;
	implied = encode_typed(encoding, symbol,
			       encode_expression(encoding, symbol->implied));
	raised = logic_and(clauses, logic_or(clauses, value, implied),
			   encode_depends(encoding, symbol));
	return logic_if(clauses, implied.m, raised, value);
}
