// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reasons, from the configuration that was found: its rules explain most of
 * what is on. Where a user could say n, n is tried.
 */
#include "solve/reason.h"
#include "base/text.h"
#include "solve/sentence.h"

#include <stdlib.h>

const char *reason_name(enum reason_kind kind)
{
	static const char *const names[] = {"needed", "selected", "default",
					    "chosen", "required", "smaller"};

	return names[kind];
}

static bool applies(const struct config *config,
		    const struct property *property)
{
	return config_result(config, property->owner)->value != NO &&
	       config_value(config, property->condition) != NO;
}

/* Those of the selects, or implies, that apply now; NULL if none does. */
static char *forced_by(const struct config *config, const char *verb,
		       const struct property *const *properties, size_t count)
{
	char *text = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct property *property = properties[i];

		if (!applies(config, property))
			continue;
		text = sentence_join(text ? sentence_join(text, text_copy(", "))
					  : text_format("%sby ", verb),
				     text_format("%s (%s:%d)",
						 symbol_label(property->owner),
						 property->place.file,
						 property->place.line));
	}
	return text;
}

static char *default_text(const struct config *config,
			  const struct symbol *symbol)
{
	char *implied = forced_by(config, "implied ", symbol->impliers,
				  symbol->implier_count);
	char *when, *text;
	const char *prompt = symbol_prompt(symbol) ? "its prompt is hidden"
						   : "it has no prompt";

	if (implied) {
		text = text_format("%s; %s", implied, prompt);
		free(implied);
		return text;
	}
	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		if (config_value(config, property->condition) == NO)
			continue;
		when = sentence_when(property);
		text = text_format("%s; default %s", prompt, when);
		free(when);
		return text;
	}
	return text_copy(prompt);
}

static char *chosen_text(const struct symbol *symbol)
{
	return text_format("one of the choice \"%s\" has to be on",
			   symbol_label(symbol->member_of));
}

static bool need_is_met(const struct config *config, const struct need *need)
{
	size_t i;

	for (i = 0; i < need->term_count; i++) {
		const struct need_term *term = &need->terms[i];
		const char *now = config_text(config, term->symbol);
		const char *want = term->value;

		while (*now && *now == *want)
			now++, want++;
		if (*now == *want)
			return true;
	}
	return false;
}

/* The first need that is lost in this configuration. */
static const struct need *lost_need(const struct config *config,
				    const struct needs *needs)
{
	size_t i;

	for (i = 0; i < needs->count; i++)
		if (!need_is_met(config, &needs->all[i]))
			return &needs->all[i];
	return NULL;
}

/* What would be on instead. */
static char *instead(const struct config *with, const struct config *without)
{
	char *names = text_copy("");
	int on = 0, off = 0;
	char *text;

	model_for_each_symbol(with->model, symbol)
	{
		if (config_is_on(with, symbol) &&
		    !config_is_on(without, symbol))
			off++;
		if (config_is_on(with, symbol) ||
		    !config_is_on(without, symbol))
			continue;
		if (on++ < 3)
			names = sentence_join(
				names, text_format("%s%s", *names ? ", " : "",
						   symbol->name));
	}
	text = text_format(
		"without it %d more options would be on (%s%s), and %d fewer",
		on, names, on > 3 ? ", ..." : "", off);
	free(names);
	return text;
}

static struct config *switched_off(const struct solution *solution,
				   const struct symbol *symbol)
{
	struct config *config = config_new(solution->config->model);
	char *text = config_write_text(solution->config);

	config_read_text(config, text, "the smallest configuration");
	free(text);
	config_set(config, symbol, "n");
	config_evaluate(config);
	return config;
}

static enum reason_kind try_without(const struct solution *solution,
				    const struct needs *needs,
				    const struct symbol *symbol, char **text)
{
	struct config *without = switched_off(solution, symbol);
	const struct need *lost = lost_need(without, needs);

	if (lost)
		*text = text_format("%s, which is needed (%s), is off "
				    "without it",
				    lost->text, lost->origin);
	else
		*text = instead(solution->config, without);
	config_free(without);
	return lost ? REASON_REQUIRED : REASON_SMALLER;
}

enum reason_kind reason_of(const struct solution *solution,
			   const struct needs *needs,
			   const struct symbol *symbol, char **text)
{
	const struct config *config = solution->config;
	const struct need *need = needs_find(needs, symbol);

	if (need) {
		*text = text_format("%s (%s)", need->text, need->origin);
		return REASON_NEEDED;
	}
	if (symbol->member_of && config_result(config, symbol)->visible) {
		*text = chosen_text(symbol);
		return REASON_CHOSEN;
	}
	*text = forced_by(config, "", symbol->selectors,
			  symbol->selector_count);
	if (*text)
		return REASON_SELECTED;
	if (!config_result(config, symbol)->visible) {
		*text = default_text(config, symbol);
		return REASON_DEFAULT;
	}
	return try_without(solution, needs, symbol, text);
}
