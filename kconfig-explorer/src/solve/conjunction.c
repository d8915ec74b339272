// SPDX-License-Identifier: GPL-2.0-only
#include "solve/conjunction.h"
#include "base/text.h"
#include "solve/sentence.h"

#include <stdlib.h>

/* Can it be m? */
static bool may_be_module(const struct expression *expression)
{
	switch (expression->kind) {
	case EXPRESSION_SYMBOL:
		return expression->a->type == TYPE_TRISTATE;
	case EXPRESSION_NOT:
		return may_be_module(expression->left);
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		return may_be_module(expression->left) ||
		       may_be_module(expression->right);
	default:
		return false;
	}
}

/* Equal expressions are one node. */
static bool is_among(const struct terms *terms, const struct expression *term)
{
	size_t i;

	for (i = 0; i < terms->count; i++)
		if (terms->list[i] == term)
			return true;
	return false;
}

/*
 * A bool that depends on something that is m is y even so, but what it selects
 * is m then: such a term stays.
 */
struct terms conjunction_of_select(const struct property *select)
{
	const struct symbol *owner = select->owner;
	struct terms all = {0}, anyway = {0};
	size_t i, kept = 0;

	terms_add(&all, select->condition);
	terms_add(&anyway, owner->depends);
	for (i = 0; i < all.count; i++)
		if (!is_among(&anyway, all.list[i]) ||
		    (owner->type != TYPE_TRISTATE &&
		     select->target->type != TYPE_BOOL &&
		     may_be_module(all.list[i])))
			all.list[kept++] = all.list[i];
	all.count = kept;
	terms_free(&anyway);
	return all;
}

bool term_is_choice(const struct expression *term, const struct symbol *member)
{
	return member->member_of && term->a == member->member_of &&
	       (term->kind == EXPRESSION_SYMBOL ||
		term->kind == EXPRESSION_EQUAL);
}

struct terms conjunction_of_imply(const struct property *imply)
{
	struct terms all = {0};
	size_t i, kept = 0;

	terms_add(&all, imply->condition);
	for (i = 0; i < all.count; i++)
		if (all.list[i]->kind != EXPRESSION_EQUAL ||
		    !term_is_choice(all.list[i], imply->owner))
			all.list[kept++] = all.list[i];
	all.count = kept;
	return all;
}

struct terms conjunction_of_member(const struct property *prompt)
{
	struct terms all = {0};
	size_t i, kept = 0;

	terms_add(&all, prompt->condition);
	for (i = 0; i < all.count; i++)
		if (!term_is_choice(all.list[i], prompt->owner))
			all.list[kept++] = all.list[i];
	all.count = kept;
	return all;
}

struct logic conjunction_logic(struct encoding *encoding,
			       const struct terms *terms)
{
	struct logic all = LOGIC_YES;
	size_t i;

	for (i = 0; i < terms->count; i++)
		all = logic_and(encoding->clauses, all,
				encode_expression(encoding, terms->list[i]));
	return all;
}

static char *term_text(const struct expression *term, bool alone)
{
	char *text = expression_text(term), *inside;

	if (alone || term->kind != EXPRESSION_OR)
		return text;
	inside = text_format("(%s)", text);
	free(text);
	return inside;
}

char *conjunction_text(const struct terms *terms)
{
	char *text = text_copy(terms->count ? "" : "y");
	size_t i;

	for (i = 0; i < terms->count; i++) {
		if (i)
			text = sentence_join(text, text_copy(" && "));
		text = sentence_join(
			text, term_text(terms->list[i], terms->count == 1));
	}
	return text;
}
