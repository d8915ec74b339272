// SPDX-License-Identifier: GPL-2.0-only
/* What blocks an expression, and thereby a prompt. */
#include "explain/explainer.h"

#include <stdlib.h>

static const struct place nowhere;

void explain_macro(struct reason *parent, const struct symbol *macro)
{
	const char *hint = macro_hint(macro);

	if (hint)
		reason_append(parent,
			      reason_new(nowhere,
					 "the toolchain answered %s: %s",
					 *macro->name ? macro->name : "nothing",
					 hint));
	else if (symbol_is_logical(macro))
		reason_append(parent,
			      reason_new(nowhere, "the toolchain answered %s",
					 macro->name));
}

/* Why a symbol of a term is what it is. */
static void add_operand(struct explainer *explainer, struct reason *parent,
			const struct symbol *symbol)
{
	if (symbol->macro)
		explain_macro(parent, symbol);
	else if (symbol->constant)
		return;
	else if (symbol->type == TYPE_UNKNOWN)
		reason_append(parent,
			      reason_new(nowhere, "nothing defines %s for %s",
					 symbol->name,
					 explainer->config->model->arch));
	else
		explain_symbol(explainer, parent, symbol);
}

/* A term that is what it must not be, and why its symbol is so. */
static void add_term(struct explainer *explainer, struct reason *parent,
		     const struct expression *expression, bool wanted)
{
	char *text = config_expression_text(explainer->config, expression);
	struct reason *reason = reason_append(
		parent, reason_new(expression->a->written_at, "it %s %s",
				   wanted ? "needs" : "excludes", text));

	free(text);
	add_operand(explainer, reason, expression->a);
}

/* Every part of it blocks: one would have to change. */
static void add_alternatives(struct explainer *explainer, struct reason *parent,
			     const struct expression *expression, bool wanted)
{
	char *text = config_expression_text(explainer->config, expression);
	struct reason *reason = reason_append(
		parent, reason_new(nowhere,
				   wanted ? "it needs one of %s"
					  : "it excludes all of %s",
				   text));

	free(text);
	explain_blocked(explainer, reason, expression->left, wanted);
	explain_blocked(explainer, reason, expression->right, wanted);
}

/* By De Morgan "not" turns "and" into "or". */
void explain_blocked(struct explainer *explainer, struct reason *parent,
		     const struct expression *expression, bool wanted)
{
	if (!expression ||
	    (config_value(explainer->config, expression) != NO) == wanted)
		return;
	switch (expression->kind) {
	case EXPRESSION_NOT:
		explain_blocked(explainer, parent, expression->left, !wanted);
		break;
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		if ((expression->kind == EXPRESSION_OR) == wanted) {
			add_alternatives(explainer, parent, expression, wanted);
			break;
		}
		explain_blocked(explainer, parent, expression->left, wanted);
		explain_blocked(explainer, parent, expression->right, wanted);
		break;
	default:
		add_term(explainer, parent, expression, wanted);
	}
}

/* What no user can set, and what keeps its defaults from counting. */
static void add_promptless(struct explainer *explainer, struct reason *parent,
			   const struct symbol *symbol)
{
	struct place place = defined_at(symbol);
	struct reason *unmet;

	reason_append(
		parent,
		reason_new(place, "it has no prompt: users cannot set it"));
	if (config_value(explainer->config, symbol->depends) != NO)
		return;
	unmet = reason_append(parent,
			      reason_new(place, "what it depends on is off"));
	explain_blocked(explainer, unmet, symbol->depends, true);
}

void explain_invisible(struct explainer *explainer, struct reason *parent,
		       const struct symbol *symbol)
{
	symbol_for_each_property(symbol, prompt, PROPERTY_PROMPT)
	{
		struct reason *reason = reason_append(
			parent,
			reason_new(prompt->place, "its prompt cannot be seen"));

		explain_blocked(explainer, reason, prompt->condition, true);
	}
	if (!symbol_prompt(symbol))
		add_promptless(explainer, parent, symbol);
}
