// SPDX-License-Identifier: GPL-2.0-only
/* Expressions as literals: expr_calc_value() of the kernel's expr.c. */
#include "solve/encode.h"

struct logic logic_constant(enum tristate value)
{
	return value == YES ? LOGIC_YES : value == MODULE ? LOGIC_M : LOGIC_NO;
}

struct logic logic_and(struct clauses *clauses, struct logic a, struct logic b)
{
	return (struct logic){clauses_and(clauses, a.m, b.m),
			      clauses_and(clauses, a.y, b.y)};
}

struct logic logic_or(struct clauses *clauses, struct logic a, struct logic b)
{
	return (struct logic){clauses_or(clauses, a.m, b.m),
			      clauses_or(clauses, a.y, b.y)};
}

struct logic logic_if(struct clauses *clauses, int condition, struct logic a,
		      struct logic b)
{
	return (struct logic){clauses_if(clauses, condition, a.m, b.m),
			      clauses_if(clauses, condition, a.y, b.y)};
}

static struct logic symbol_value(const struct encoding *encoding,
				 const struct symbol *symbol)
{
	return symbol == encoding->assumed ? LOGIC_YES
					   : encoding->values[symbol->index];
}

static struct logic combine(struct encoding *encoding,
			    const struct expression *expression)
{
	struct clauses *clauses = encoding->clauses;
	struct logic left;
	int holds;

	switch (expression->kind) {
	case EXPRESSION_SYMBOL:
		return symbol_value(encoding, expression->a);
	case EXPRESSION_NOT:
		left = encode_expression(encoding, expression->left);
		return (struct logic){-left.y, -left.m};
	case EXPRESSION_AND:
		left = encode_expression(encoding, expression->left);
		return logic_and(
			clauses, left,
			encode_expression(encoding, expression->right));
	case EXPRESSION_OR:
		left = encode_expression(encoding, expression->left);
		return logic_or(clauses, left,
				encode_expression(encoding, expression->right));
	default:
		holds = encode_comparison(encoding, expression);
		return (struct logic){holds, holds};
	}
}

struct logic encode_expression(struct encoding *encoding,
			       const struct expression *expression)
{
	struct logic *known, value;

	if (!expression)
		return LOGIC_YES;
	known = &encoding->expressions[expression->index];
	if (known->m && !encoding->assumed)
		return *known;
	value = combine(encoding, expression);
	if (!encoding->assumed)
		*known = value;
	return value;
}
