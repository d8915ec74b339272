// SPDX-License-Identifier: GPL-2.0-only
/*
 * Follows the order in which Kconfig decides (sym_calc_value() in symbol.c of
 * scripts/kconfig): a choice for its members, else the user if a prompt can
 * be seen, else the first default; whatever came of it, selects raise it.
 */
#include "explain/explainer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many of a kind are named; of the rest only the number. */
enum { NAMED = 6 };

static const struct place nowhere;

/* ", if CONDITION", with values; nothing where there is no condition. */
static char *condition_text(const struct config *config,
			    const struct expression *condition)
{
	char *expression, *text;

	if (!condition)
		return text_copy("");
	expression = config_expression_text(config, condition);
	text = text_format(" if %s", expression);
	free(expression);
	return text;
}

/* --- Who raises it. */

static enum tristate effect(const struct config *config,
			    const struct property *property)
{
	enum tristate owner = config_result(config, property->owner)->value;
	enum tristate condition = config_value(config, property->condition);

	return owner < condition ? owner : condition;
}

static void add_raised(struct explainer *explainer, struct reason *parent,
		       const struct property *const *properties, size_t count,
		       const char *verb)
{
	size_t i, active = 0;

	for (i = 0; i < count; i++) {
		const struct property *property = properties[i];
		struct reason *reason;

		if (effect(explainer->config, property) == NO ||
		    ++active > NAMED)
			continue;
		reason = reason_append(
			parent, reason_new(property->place, "%s by %s [=%s]",
					   verb, property->owner->name,
					   config_text(explainer->config,
						       property->owner)));
		explain_symbol(explainer, reason, property->owner);
	}
	if (active > NAMED)
		reason_append(parent, reason_new(nowhere, "%s by %zu more",
						 verb, active - NAMED));
}

/* One that could select it, and what it lacks for that. */
static void add_selector(struct explainer *explainer, struct reason *parent,
			 const struct property *property)
{
	const struct config *config = explainer->config;
	const struct symbol *owner = property->owner;
	bool on = config_result(config, owner)->value != NO;
	char *condition = on ? condition_text(config, property->condition)
			     : text_copy("");

	reason_append(parent,
		      reason_new(property->place, "%s [=%s] could select it%s",
				 symbol_label(owner),
				 config_text(config, owner), condition));
	free(condition);
}

static void add_could_select(struct explainer *explainer, struct reason *parent,
			     const struct symbol *symbol)
{
	size_t i;

	for (i = 0; i < symbol->selector_count && i < NAMED; i++)
		add_selector(explainer, parent, symbol->selectors[i]);
	if (symbol->selector_count > NAMED)
		reason_append(parent,
			      reason_new(nowhere, "%zu more could select it",
					 symbol->selector_count - NAMED));
}

/* --- What sets it. */

/* What the value of a default rests on, where that is no option's value. */
static void add_value(struct explainer *explainer, struct reason *parent,
		      const struct expression *value)
{
	if (value->kind != EXPRESSION_SYMBOL)
		explain_blocked(explainer, parent, value, true);
	else if (value->a->macro &&
		 config_value(explainer->config, value) == NO)
		explain_macro(parent, value->a);
}

static struct reason *default_reason(const struct config *config,
				     const struct property *property,
				     const char *condition)
{
	char *value = config_expression_text(config, property->value);
	struct reason *reason =
		reason_new(property->place, "default %s%s", value, condition);

	free(value);
	return reason;
}

static void add_applied(struct explainer *explainer, struct reason *parent,
			const struct property *property)
{
	char *condition =
		condition_text(explainer->config, property->condition);
	struct reason *reason = reason_append(
		parent, default_reason(explainer->config, property, condition));

	add_value(explainer, reason, property->value);
	free(condition);
}

/* Why none applies: of interest where the user has no say. */
static void add_unapplied(struct explainer *explainer, struct reason *parent,
			  const struct symbol *symbol)
{
	const struct config *config = explainer->config;
	size_t named = 0;

	if (symbol_prompt(symbol) ||
	    config_value(config, symbol->depends) == NO)
		return;
	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		struct reason *reason;

		if (named++ == NAMED)
			return;
		reason = reason_append(
			parent,
			default_reason(config, property, " does not apply"));
		explain_blocked(explainer, reason, property->condition, true);
	}
}

static void add_default(struct explainer *explainer, struct reason *parent,
			const struct symbol *symbol)
{
	struct reason *none;

	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		if (config_value(explainer->config, property->condition) == NO)
			continue;
		add_applied(explainer, parent, property);
		return;
	}
	none = reason_append(parent, reason_new(defined_at(symbol),
						"no default of it applies"));
	add_unapplied(explainer, none, symbol);
}

/* Where a macro alone decides: nothing is behind it, so it is never too far. */
static void add_decided(struct explainer *explainer, struct reason *parent,
			const struct symbol *symbol)
{
	if (symbol_prompt(symbol))
		return;
	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		const struct expression *value = property->value;

		if (config_value(explainer->config, property->condition) == NO)
			continue;
		if (value->kind == EXPRESSION_SYMBOL && value->a->macro)
			add_applied(explainer, parent, property);
		return;
	}
}

static struct place wished_at(const struct config *config,
			      const struct symbol *symbol)
{
	return (struct place){config->file,
			      config_user_value(config, symbol)->line};
}

static const char *wish_text(const struct config *config,
			     const struct symbol *symbol)
{
	const struct user_value *asked = config_user_value(config, symbol);

	return symbol_is_logical(symbol) ? tristate_text(asked->value)
					 : asked->text;
}

static void add_choice(struct explainer *explainer, struct reason *parent,
		       const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;
	const struct symbol *chosen =
		config_result(explainer->config, choice)->chosen;
	const char *by =
		config_user_value(explainer->config, choice)->chosen == chosen
			? "the configuration asks for it"
			: "it is the default";

	if (chosen == symbol)
		reason_append(parent, reason_new(defined_at(choice),
						 "chosen in \"%s\": %s",
						 symbol_label(choice), by));
	else if (chosen)
		reason_append(parent, reason_new(defined_at(choice),
						 "\"%s\" has %s instead: %s",
						 symbol_label(choice),
						 symbol_label(chosen), by));
}

static bool wish_counts(const struct config *config,
			const struct symbol *symbol)
{
	return config_user_value(config, symbol)->set &&
	       config_result(config, symbol)->visible != NO;
}

/* Has it the value that was asked for? */
static bool came_true(const struct config *config, const struct symbol *symbol)
{
	return !config_user_value(config, symbol)->set || symbol->choice ||
	       !strcmp(wish_text(config, symbol), config_text(config, symbol));
}

/* A number that was refused: outside the range that applies. */
static void add_range(struct explainer *explainer, struct reason *parent,
		      const struct symbol *symbol)
{
	const struct config *config = explainer->config;

	symbol_for_each_property(symbol, range, PROPERTY_RANGE)
	{
		if (config_value(config, range->condition) == NO)
			continue;
		reason_append(parent,
			      reason_new(range->place,
					 "that is outside the range %s to %s",
					 config_text(config, range->low),
					 config_text(config, range->high)));
		return;
	}
}

/* What was asked for has been granted in part, or not at all. */
static void add_limited(struct explainer *explainer, struct reason *parent,
			const struct symbol *symbol)
{
	const struct config *config = explainer->config;
	const struct user_value *asked = config_user_value(config, symbol);
	const struct symbol *modules = config->model->modules;

	if (!symbol_is_logical(symbol))
		add_range(explainer, parent, symbol);
	else if (asked->value > config_result(config, symbol)->visible)
		reason_append(
			parent,
			reason_new(nowhere, "its prompt allows m at most"));
	else if (asked->value == MODULE &&
		 (!modules || config_result(config, modules)->value == NO))
		reason_append(
			parent,
			reason_new(nowhere, "MODULES is off: m becomes y"));
}

static void add_user_value(struct explainer *explainer, struct reason *parent,
			   const struct symbol *symbol)
{
	const struct config *config = explainer->config;

	reason_append(parent, reason_new(wished_at(config, symbol),
					 "the configuration asks for %s",
					 wish_text(config, symbol)));
	if (!came_true(config, symbol))
		add_limited(explainer, parent, symbol);
}

static void add_source(struct explainer *explainer, struct reason *parent,
		       const struct symbol *symbol)
{
	const struct config *config = explainer->config;
	const struct result *result = config_result(config, symbol);

	if (symbol->member_of && result->visible == YES) {
		add_choice(explainer, parent, symbol);
		return;
	}
	add_raised(explainer, parent, symbol->selectors, symbol->selector_count,
		   "selected");
	if (!symbol->choice && wish_counts(config, symbol))
		add_user_value(explainer, parent, symbol);
	else if (!symbol->choice && result->selected != YES)
		add_default(explainer, parent, symbol);
	add_raised(explainer, parent, symbol->impliers, symbol->implier_count,
		   "implied");
}

static void add_all(struct explainer *explainer, struct reason *parent,
		    const struct symbol *symbol)
{
	const struct result *result = config_result(explainer->config, symbol);
	bool off = symbol_is_logical(symbol) && result->value == NO;

	add_source(explainer, parent, symbol);
	if (result->visible == NO && (off || !symbol_is_logical(symbol)))
		explain_invisible(explainer, parent, symbol);
	if (off)
		add_could_select(explainer, parent, symbol);
}

void explain_symbol(struct explainer *explainer, struct reason *parent,
		    const struct symbol *symbol)
{
	if (explainer->explained[symbol->index]) {
		reason_append(parent, reason_new(nowhere, "(%s: see above)",
						 symbol_label(symbol)));
		return;
	}
	if (!explainer->depth) {
		add_decided(explainer, parent, symbol);
		return;
	}
	explainer->explained[symbol->index] = true;
	explainer->depth--;
	add_all(explainer, parent, symbol);
	explainer->depth++;
}

static struct reason *explain(const struct config *config,
			      const struct symbol *symbol, int depth,
			      struct reason *root)
{
	struct explainer explainer = {.config = config, .depth = depth};

	explainer.explained =
		allocate(config->model->symbol_count, sizeof(bool));
	if (symbol->type == TYPE_UNKNOWN)
		reason_append(root,
			      reason_new(nowhere, "nothing defines it for %s",
					 config->model->arch));
	else
		explain_symbol(&explainer, root, symbol);
	free(explainer.explained);
	return root;
}

static const char *value_text(const struct config *config,
			      const struct symbol *symbol)
{
	const char *text = config_text(config, symbol);

	return *text ? text : "nothing";
}

struct reason *explain_why(const struct config *config,
			   const struct symbol *symbol, int depth)
{
	struct reason *root =
		reason_new(defined_at(symbol), "%s=%s", symbol_label(symbol),
			   value_text(config, symbol));

	return explain(config, symbol, depth, root);
}

struct reason *explain_dropped(const struct config *config,
			       const struct symbol *symbol, int depth)
{
	struct reason *root;

	if (came_true(config, symbol))
		return NULL;
	root = reason_new(wished_at(config, symbol),
			  "%s=%s was asked for and becomes %s", symbol->name,
			  wish_text(config, symbol),
			  value_text(config, symbol));
	return explain(config, symbol, depth, root);
}
