// SPDX-License-Identifier: GPL-2.0-only
/* The members of a core in words. */
#include "manifest/text.h"
#include "solve/core.h"
#include "solve/sentence.h"

#include <stdlib.h>
#include <string.h>

/* Where an option stands. */
static struct place place_of(const struct symbol *symbol)
{
	static const struct place nowhere = {"?", 0};

	return symbol->definition_count ? symbol->definitions[0]->place
					: nowhere;
}

static bool is_in_core(const struct core *core, const struct symbol *symbol)
{
	const struct problem *problem = core->problem;
	size_t i, j;

	for (i = 0; i < core->count; i++) {
		const struct demand *demand =
			group_demand(problem, core->groups[i]);

		if (!demand) {
			if (group_symbol(problem->model, core->groups[i]) ==
			    symbol)
				return true;
			continue;
		}
		for (j = 0; j < demand->term_count; j++)
			if (demand->terms[j].symbol == symbol)
				return true;
	}
	return false;
}

/* Those who select it, first of all those that the core speaks of. */
static char *selectors(const struct core *core, const struct symbol *symbol)
{
	char *text = text_copy(""), *condition;
	size_t i, shown = 0;
	bool known = false;

	for (i = 0; i < symbol->selector_count; i++)
		known |= is_in_core(core, symbol->selectors[i]->owner);
	for (i = 0; i < symbol->selector_count; i++) {
		const struct property *select = symbol->selectors[i];

		if ((known && !is_in_core(core, select->owner)) || shown++ >= 5)
			continue;
		condition = sentence_when(select);
		text = sentence_join(text,
				     text_format("%s%s %s", *text ? ", " : "",
						 symbol_label(select->owner),
						 condition));
		free(condition);
	}
	if (shown > 5)
		text = sentence_join(text,
				     text_format(" and %zu more", shown - 5));
	return text;
}

/* What has to be for a symbol to be on. */
static char *limit_words(const struct core *core, const struct symbol *symbol)
{
	const struct place place = place_of(symbol);
	char *condition, *text, *others;

	if (symbol_prompt(symbol)) {
		condition = expression_text(symbol_prompt(symbol)->condition);
		text = text_format("%s can be set only if %s (%s:%d)",
				   symbol_label(symbol), condition, place.file,
				   place.line);
	} else {
		condition = expression_text(symbol->depends);
		text = text_format("%s has no prompt and depends on %s "
				   "(%s:%d)",
				   symbol_label(symbol), condition, place.file,
				   place.line);
	}
	free(condition);
	if (!symbol->selector_count)
		return text;
	others = selectors(core, symbol);
	text = sentence_join(
		text, text_format("; otherwise it has to be selected, by "
				  "%s",
				  others));
	free(others);
	return text;
}

static char *members(const struct symbol *choice)
{
	char *text = text_copy("");
	size_t i;

	for (i = 0; i < choice->member_count; i++)
		text = sentence_join(
			text, text_format("%s%s", i ? ", " : "",
					  symbol_label(choice->members[i])));
	return text;
}

static char *default_words(const struct symbol *symbol)
{
	const struct place place = place_of(symbol);

	return text_format("%s is on by default, and nobody can switch it off "
			   "while its prompt is hidden (%s:%d)",
			   symbol_label(symbol), place.file, place.line);
}

static char *rule_words(const struct core *core, int group)
{
	const struct symbol *symbol = group_symbol(core->problem->model, group);
	const struct place place = place_of(symbol);
	char *detail, *text;

	switch (group_rule(group)) {
	case RULE_LIMIT:
		return limit_words(core, symbol);
	case RULE_SELECTED:
		detail = selectors(core, symbol);
		text = text_format("%s is selected by %s", symbol_label(symbol),
				   detail);
		break;
	case RULE_UNMET:
		detail = expression_text(symbol->depends);
		text = text_format("%s depends on %s, also when it is "
				   "selected (%s:%d)",
				   symbol_label(symbol), detail, place.file,
				   place.line);
		break;
	case RULE_CHOICE:
		detail = members(symbol);
		text = text_format("of the choice \"%s\" one member is on: %s "
				   "(%s:%d)",
				   symbol_label(symbol), detail, place.file,
				   place.line);
		break;
	case RULE_MODULES:
		return text_format("MODULES=%s is taken for granted (see "
				   "--modules)",
				   core->problem->encoding->modules ? "y"
								    : "n");
	default:
		return default_words(symbol);
	}
	free(detail);
	return text;
}

/* What is wanted, and what stands in the way of a single demand. */
static char *demand_words(const struct problem *problem,
			  const struct demand *demand)
{
	const struct demand_term *term = &demand->terms[0];
	char *text = text_format("%s is demanded (%s)", demand->text,
				 demand->origin);

	if (!strcmp(term->value, "m") && !problem->encoding->modules)
		return sentence_join(text,
				     text_copy(", but m needs MODULES=y (see "
					       "--modules)"));
	symbol_for_each_property(term->symbol, range, PROPERTY_RANGE)
	{
		text = sentence_join(
			text, text_format(", which has the range %s to "
					  "%s",
					  range->low->name, range->high->name));
	}
	return text;
}

char *core_words(const struct core *core, size_t at)
{
	const struct demand *demand =
		group_demand(core->problem, core->groups[at]);

	if (demand)
		return demand_words(core->problem, demand);
	return rule_words(core, core->groups[at]);
}

void core_print(const struct core *core, FILE *to)
{
	char *words;
	size_t i;

	for (i = 0; i < core->count; i++) {
		words = core_words(core, i);
		fprintf(to, "  %s\n", words);
		free(words);
	}
}
