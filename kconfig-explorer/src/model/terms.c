// SPDX-License-Identifier: GPL-2.0-only
/* Expressions taken apart. Equal expressions are one node: compare pointers. */
#include "model/terms.h"
#include "base/memory.h"

#include <stdlib.h>

static bool contains(const struct terms *terms,
		     const struct expression *expression)
{
	size_t i;

	for (i = 0; i < terms->count; i++)
		if (terms->list[i] == expression)
			return true;
	return false;
}

void terms_add(struct terms *terms, const struct expression *expression)
{
	if (!expression || contains(terms, expression))
		return;
	if (expression->kind == EXPRESSION_AND) {
		terms_add(terms, expression->left);
		terms_add(terms, expression->right);
		return;
	}
	terms->list = one_more(terms->list, terms->count,
			       sizeof(struct expression *));
	terms->list[terms->count++] = expression;
}

void terms_remove(struct terms *terms, const struct expression *expression)
{
	struct terms unwanted = {0};
	size_t i, kept = 0;

	terms_add(&unwanted, expression);
	for (i = 0; i < terms->count; i++)
		if (!contains(&unwanted, terms->list[i]))
			terms->list[kept++] = terms->list[i];
	terms->count = kept;
	terms_free(&unwanted);
}

void terms_free(struct terms *terms)
{
	free(terms->list);
	*terms = (struct terms){0};
}

/*
 * Does A follow from B, because B (or what B depends on) requires it? Entries
 * inherit the conditions of all menus around them, so one look is enough.
 */
static bool follows(const struct symbol *a, const struct symbol *b)
{
	struct terms required = {0};
	bool found = false;
	size_t i;

	terms_add(&required, b->depends);
	for (i = 0; i < required.count && !found; i++)
		found = required.list[i]->kind == EXPRESSION_SYMBOL &&
			required.list[i]->a == a;
	terms_free(&required);
	/* Two that depend on one another: keep the arrow from the first. */
	return found && a != b;
}

bool terms_follows(const struct terms *terms, size_t which)
{
	const struct expression *term = terms->list[which];
	size_t i;

	if (term->kind != EXPRESSION_SYMBOL)
		return false;
	for (i = 0; i < terms->count; i++) {
		const struct expression *other = terms->list[i];

		if (i == which || other->kind != EXPRESSION_SYMBOL)
			continue;
		if (follows(term->a, other->a) &&
		    (!follows(other->a, term->a) || i < which))
			return true;
	}
	return false;
}

bool symbol_acts(const struct symbol *symbol)
{
	return !symbol->constant || symbol->macro;
}

void expression_symbols(const struct expression *expression,
			void (*each)(void *data, const struct symbol *symbol),
			void *data)
{
	if (!expression)
		return;
	expression_symbols(expression->left, each, data);
	expression_symbols(expression->right, each, data);
	if (expression->a && symbol_acts(expression->a))
		each(data, expression->a);
	if (expression->b && symbol_acts(expression->b))
		each(data, expression->b);
}
