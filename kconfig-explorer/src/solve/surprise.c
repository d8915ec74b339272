// SPDX-License-Identifier: GPL-2.0-only
/* Choices of the solver that the user should look at. */
#include "base/text.h"
#include "solve/reason.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What a user gets who leaves the choice alone: sym_choice_default(). */
static const struct symbol *usual_member(const struct config *config,
					 const struct symbol *choice)
{
	size_t i;

	symbol_for_each_property(choice, property, PROPERTY_DEFAULT)
	{
		if (config_value(config, property->condition) != NO &&
		    config_result(config, property->target)->visible != NO)
			return property->target;
	}
	for (i = 0; i < choice->member_count; i++)
		if (config_result(config, choice->members[i])->visible != NO)
			return choice->members[i];
	return NULL;
}

/* Not one that the policy speaks of: that is against_policy()'s business. */
static char *unusual_choice(const struct config *config,
			    const struct needs *policy,
			    const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of, *usual;

	if (!choice || config_result(config, choice)->chosen != symbol)
		return NULL;
	usual = usual_member(config, choice);
	if (!usual || usual == symbol ||
	    (policy &&
	     (needs_find(policy, symbol) || needs_find(policy, usual))))
		return NULL;
	return text_format("%s instead of the default, %s", symbol->name,
			   usual->name);
}

bool policy_line_kept(const struct solution *solution, const struct need *line)
{
	const struct need_term *term = &line->terms[0];

	return !config_result(solution->config, term->symbol)->visible ||
	       !strcmp(config_text(solution->config, term->symbol),
		       term->value);
}

/* A line of the policy that this option goes against. */
static char *against_policy(const struct solution *solution,
			    const struct needs *policy,
			    const struct symbol *symbol)
{
	const struct config *config = solution->config;
	const struct need *line = policy ? needs_find(policy, symbol) : NULL;

	if (!line || policy_line_kept(solution, line))
		return NULL;
	return text_format("%s=%s, although the policy says %s%s%s",
			   symbol->name, config_text(config, symbol),
			   line->text, line->note ? ": " : "",
			   line->note ? line->note : "");
}

/* Words by which Kconfig files warn of an option. */
static const char *bad_word(const struct symbol *symbol)
{
	static const char *const words[] = {"deprecated", "obsolete", "broken",
					    "dangerous",  "debug",    "legacy"};
	const struct property *prompt = symbol_prompt(symbol);
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasestr(prompt->text, words[i]))
			return words[i];
	return NULL;
}

static char *of_bad_repute(const struct config *config,
			   const struct symbol *symbol)
{
	const struct result *result = config_result(config, symbol);
	const char *word;

	if (!symbol_is_logical(symbol) || result->value == NO ||
	    !result->visible || result->selected != NO)
		return NULL;
	word = bad_word(symbol);
	if (!word)
		return NULL;
	return text_format("%s=%s, whose prompt says \"%s\"", symbol->name,
			   tristate_text(result->value),
			   symbol_prompt(symbol)->text);
}

char *surprise_of(const struct solution *solution, const struct needs *needs,
		  const struct needs *policy, const struct symbol *symbol)
{
	const struct config *config = solution->config;
	char *text;

	if (!symbol_is_option(symbol) || !symbol_prompt(symbol) ||
	    needs_find(needs, symbol))
		return NULL;
	text = against_policy(solution, policy, symbol);
	if (!text)
		text = unusual_choice(config, policy, symbol);
	/* Of a choice something has to be on: its default is no surprise. */
	if (!text && !symbol->member_of)
		text = of_bad_repute(config, symbol);
	return text;
}
