// SPDX-License-Identifier: GPL-2.0-only
/* What blocks an expression, and thereby a prompt. */
#include "explain/explainer.h"

#include <stdlib.h>

static const struct place nowhere;

/* A term that is what it must not be, and why that symbol is so. */
static void tell_term(struct explainer *explainer, struct reason *parent,
		      const struct expression *expression, bool wanted)
{
	char *text = config_expression_text(explainer->config, expression);
	struct reason *reason = reason_append(
		parent, reason_new(nowhere, "%s%s%s",
				   wanted ? "it needs " : "not with ", text,
				   wanted ? "" : " on"));

	free(text);
	if (expression->a->type != TYPE_UNKNOWN && !expression->a->constant)
		explain_symbol(explainer, reason, expression->a);
	else if (!expression->a->constant)
		reason_append(reason,
			      reason_new(nowhere, "nothing defines %s for %s",
					 expression->a->name,
					 explainer->config->model->arch));
}

static void tell_blocked(struct explainer *explainer, struct reason *parent,
			 const struct expression *expression, bool wanted);

/* Every part of it blocks: one would have to change. */
static void tell_alternatives(struct explainer *explainer,
			      struct reason *parent,
			      const struct expression *expression, bool wanted)
{
	char *text = config_expression_text(explainer->config, expression);
	struct reason *reason =
		reason_append(parent, reason_new(nowhere,
						 wanted ? "it needs one of %s"
							: "not with all of %s",
						 text));

	free(text);
	tell_blocked(explainer, reason, expression->left, wanted);
	tell_blocked(explainer, reason, expression->right, wanted);
}

/*
 * Those terms because of which an expression is not on (wanted), or not off.
 * By De Morgan "not" turns "and" into "or".
 */
static void tell_blocked(struct explainer *explainer, struct reason *parent,
			 const struct expression *expression, bool wanted)
{
	if (!expression ||
	    (config_value(explainer->config, expression) != NO) == wanted)
		return;
	switch (expression->kind) {
	case EXPRESSION_NOT:
		tell_blocked(explainer, parent, expression->left, !wanted);
		break;
	case EXPRESSION_AND:
	case EXPRESSION_OR:
		if ((expression->kind == EXPRESSION_OR) == wanted) {
			tell_alternatives(explainer, parent, expression,
					  wanted);
			break;
		}
		tell_blocked(explainer, parent, expression->left, wanted);
		tell_blocked(explainer, parent, expression->right, wanted);
		break;
	default:
		tell_term(explainer, parent, expression, wanted);
	}
}

void explain_invisible(struct explainer *explainer, struct reason *parent,
		       const struct symbol *symbol)
{
	symbol_for_each_property(symbol, prompt, PROPERTY_PROMPT)
	{
		struct reason *reason = reason_append(
			parent,
			reason_new(prompt->place, "its prompt cannot be seen"));

		tell_blocked(explainer, reason, prompt->condition, true);
	}
	if (!symbol_prompt(symbol))
		reason_append(parent,
			      reason_new(defined_at(symbol),
					 "it has no prompt: users cannot "
					 "set it"));
}
