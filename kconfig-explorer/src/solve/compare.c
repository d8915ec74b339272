// SPDX-License-Identifier: GPL-2.0-only
/*
 * Comparisons (A = B, A < B ...) as literals: a disjunction over those pairs
 * of values for which it holds.
 */
#include "model/compare.h"
#include "solve/encode.h"

/*
 * A choice that is taken for y is so here, too: bool members of a tristate
 * choice depend on CHOICE=y. All other values are what they are without that.
 */
static const struct value_cases *cases_of(struct encoding *encoding,
					  const struct symbol *symbol)
{
	static struct value_case yes = {TRUE_LITERAL, "y"};
	static const struct value_cases assumed = {1, &yes, false};
	const struct symbol *choice = encoding->assumed;
	const struct value_cases *texts;

	if (choice && symbol == choice)
		return &assumed;
	encoding->assumed = NULL;
	texts = encode_texts(encoding, symbol);
	encoding->assumed = choice;
	return texts;
}

/*
 * Of a text that is open the comparison is open, too: a literal that pairs of
 * known texts decide.
 */
static int open_comparison(struct encoding *encoding,
			   const struct expression *expression,
			   const struct value_cases *left,
			   const struct value_cases *right)
{
	struct clauses *clauses = encoding->clauses;
	int group = clauses->group, result = clauses_variable(clauses);
	size_t i, j;

	clauses->group = GROUP_DEFINITION;
	for (i = 0; i < left->count; i++)
		for (j = 0; j < right->count; j++) {
			bool holds = comparison_holds(
				expression->kind, expression->a,
				left->cases[i].text, expression->b,
				right->cases[j].text);

			clauses_add(clauses, -left->cases[i].when,
				    -right->cases[j].when,
				    holds ? result : -result);
		}
	clauses->group = group;
	return result;
}

int encode_comparison(struct encoding *encoding,
		      const struct expression *expression)
{
	const struct symbol *a = expression->a, *b = expression->b;
	const struct value_cases *left = cases_of(encoding, a);
	const struct value_cases *right = cases_of(encoding, b);
	struct clauses *clauses = encoding->clauses;
	int result = FALSE_LITERAL, both;
	size_t i, j;

	if (encode_is_open(encoding, a) || encode_is_open(encoding, b))
		return open_comparison(encoding, expression, left, right);
	for (i = 0; i < left->count; i++)
		for (j = 0; j < right->count; j++) {
			if (!comparison_holds(expression->kind, a,
					      left->cases[i].text, b,
					      right->cases[j].text))
				continue;
			both = clauses_and(clauses, left->cases[i].when,
					   right->cases[j].when);
			result = clauses_or(clauses, result, both);
		}
	return result;
}
