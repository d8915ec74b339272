// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts for programs: all that the clauses of facts.c take from the Kconfig
 * files, as expressions, so that another program can judge them.
 */
#include "solve/facts.h"
#include "base/text.h"
#include "solve/conjunction.h"
#include "solve/facts_private.h"

#include <stdlib.h>
#include <string.h>

const char *fact_name(enum fact_kind kind)
{
	static const char *const names[FACT_KINDS] = {
		[FACT_NEED] = "need",	      [FACT_MODULES] = "modules",
		[FACT_DEPENDS] = "depends",   [FACT_SELECT] = "select",
		[FACT_MOST_ONE] = "most-one", [FACT_UNDEFINED] = "undefined",
		[FACT_MODULE] = "module",     [FACT_ONE_OF] = "one-of",
		[FACT_CHOICE] = "choice",     [FACT_MEMBER] = "member",
		[FACT_VALUE] = "value",	      [FACT_DEFAULT] = "default",
		[FACT_LIMIT] = "limit",
	};

	return names[kind];
}

/* A string that is freed. */
static json_t *json_text(char *text)
{
	json_t *json = json_string(text);

	free(text);
	return json;
}

/* As expressions name it: a choice stands by its prompt, <like this>. */
static char *name_of(const struct symbol *symbol)
{
	const struct expression expression = {.kind = EXPRESSION_SYMBOL,
					      .a = symbol};

	return expression_text(&expression);
}

/* Notes the type of a symbol that the fact speaks of. */
static json_t *json_symbol(json_t *fact, const struct symbol *symbol)
{
	json_t *types = json_object_get(fact, "types");
	char *name = name_of(symbol);

	if (symbol->definition_count || symbol_is_undefined(symbol))
		json_object_set_new(
			types, name,
			json_string(symbol->definition_count
					    ? type_name(symbol->type)
					    : "undefined"));
	return json_text(name);
}

/* ... and, of a macro, what would change its answer, once. */
static void note_symbol(json_t *fact, const struct symbol *symbol)
{
	const char *hint = symbol->macro ? macro_hint(symbol) : NULL;
	json_t *hints = json_object_get(fact, "hints"), *other;
	size_t i;

	json_decref(json_symbol(fact, symbol));
	json_array_foreach(hints, i, other)
	{
		if (hint && !strcmp(json_string_value(other), hint))
			return;
	}
	if (hint)
		json_array_append_new(hints, json_string(hint));
}

static void note_symbols(json_t *fact, const struct expression *expression)
{
	if (!expression)
		return;
	note_symbols(fact, expression->left);
	note_symbols(fact, expression->right);
	if (expression->a)
		note_symbol(fact, expression->a);
	if (expression->b)
		note_symbol(fact, expression->b);
}

static json_t *json_expression(json_t *fact,
			       const struct expression *expression)
{
	note_symbols(fact, expression);
	return json_text(expression_text(expression));
}

static json_t *json_terms(json_t *fact, struct terms terms)
{
	json_t *json;
	size_t i;

	for (i = 0; i < terms.count; i++)
		note_symbols(fact, terms.list[i]);
	json = json_text(conjunction_text(&terms));
	terms_free(&terms);
	return json;
}

static json_t *json_prompts(json_t *fact, const struct symbol *symbol)
{
	json_t *prompts = json_array();

	symbol_for_each_property(symbol, prompt, PROPERTY_PROMPT)
	{
		json_array_append_new(prompts,
				      json_expression(fact, prompt->condition));
	}
	return prompts;
}

static json_t *json_defaults(json_t *fact, const struct symbol *symbol)
{
	json_t *defaults = json_array();

	symbol_for_each_property(symbol, property, PROPERTY_DEFAULT)
	{
		json_array_append_new(
			defaults,
			json_pack("{s:o, s:o}", "value",
				  json_expression(fact, property->value), "if",
				  json_expression(fact, property->condition)));
	}
	return defaults;
}

static json_t *json_ranges(json_t *fact, const struct symbol *symbol)
{
	json_t *ranges = json_array();

	symbol_for_each_property(symbol, range, PROPERTY_RANGE)
	{
		json_array_append_new(
			ranges,
			json_pack("{s:o, s:o, s:o}", "low",
				  json_symbol(fact, range->low), "high",
				  json_symbol(fact, range->high), "if",
				  json_expression(fact, range->condition)));
	}
	return ranges;
}

static json_t *json_selects(json_t *fact, const struct symbol *symbol)
{
	json_t *selects = json_array();
	size_t i;

	for (i = 0; i < symbol->selector_count; i++) {
		const struct property *select = symbol->selectors[i];

		json_array_append_new(
			selects,
			json_pack("{s:o, s:o}", "by",
				  json_symbol(fact, select->owner), "if",
				  json_terms(fact,
					     conjunction_of_select(select))));
	}
	return selects;
}

static json_t *json_implies(json_t *fact, const struct symbol *symbol)
{
	json_t *implies = json_array();
	size_t i;

	for (i = 0; i < symbol->implier_count; i++) {
		const struct property *imply = symbol->impliers[i];

		json_array_append_new(
			implies,
			json_pack(
				"{s:o, s:o}", "by",
				json_symbol(fact, imply->owner), "if",
				json_terms(fact, conjunction_of_imply(imply))));
	}
	return implies;
}

static json_t *json_member_prompts(json_t *fact, const struct symbol *member)
{
	json_t *prompts = json_array();

	symbol_for_each_property(member, prompt, PROPERTY_PROMPT)
	{
		json_array_append_new(
			prompts,
			json_terms(fact, conjunction_of_member(prompt)));
	}
	return prompts;
}

static json_t *json_members(json_t *fact, enum fact_kind kind,
			    const struct symbol *choice)
{
	json_t *members = json_array(), *one;
	size_t i;

	for (i = 0; i < choice->member_count; i++) {
		const struct symbol *member = choice->members[i];

		one = json_pack("{s:o}", "symbol", json_symbol(fact, member));
		if (kind == FACT_CHOICE)
			json_object_set_new(one, "prompts",
					    json_member_prompts(fact, member));
		else if (member_has_default(member))
			json_object_set_new(one, "prompts",
					    json_prompts(fact, member));
		json_array_append_new(members, one);
	}
	return members;
}

static json_t *json_need(json_t *fact, const struct need *need)
{
	json_t *any = json_array();
	size_t i;

	for (i = 0; i < need->term_count; i++)
		json_array_append_new(
			any, json_pack("{s:o, s:s}", "symbol",
				       json_symbol(fact, need->terms[i].symbol),
				       "value", need->terms[i].value));
	return any;
}

static void set(json_t *fact, const char *key, json_t *value)
{
	json_object_set_new(fact, key, value);
}

/* What the value is if no user sets it; members are not implied. */
static void set_defaults(json_t *fact, const struct symbol *symbol)
{
	set(fact, "prompts", json_prompts(fact, symbol));
	if (symbol->choice)
		return;
	set(fact, "defaults", json_defaults(fact, symbol));
	if (symbol->member_of && symbol->type == TYPE_TRISTATE) {
		set(fact, "choice", json_symbol(fact, symbol->member_of));
	} else if (symbol->implier_count) {
		set(fact, "implied", json_implies(fact, symbol));
		set(fact, "depends", json_expression(fact, symbol->depends));
	}
}

static void set_value(json_t *fact, const struct config *values,
		      const struct symbol *symbol)
{
	const struct user_value *asked = config_user_value(values, symbol);

	if (asked->set && asked->text && symbol_prompt(symbol)) {
		set(fact, "asked", json_string(asked->text));
		set(fact, "prompts", json_prompts(fact, symbol));
	}
	set(fact, "defaults", json_defaults(fact, symbol));
	if (symbol->type != TYPE_STRING)
		set(fact, "ranges", json_ranges(fact, symbol));
}

/* A need for it decides it. */
static void set_modules(json_t *fact, const struct problem *problem)
{
	const struct need *need =
		needs_find(problem->needs, problem->model->modules);

	set(fact, "value", json_string(problem->modules ? "y" : "n"));
	if (need)
		set(fact, "because", json_string(need->text));
}

static void set_place(json_t *fact, struct place place)
{
	set(fact, "file", json_string(place.file));
	set(fact, "line", json_integer(place.line));
}

/* What it says besides kind, symbol and place. */
static void set_content(json_t *json, const struct facts *facts,
			const struct fact *fact)
{
	const struct symbol *symbol = fact->symbol;

	switch (fact->kind) {
	case FACT_NEED:
		set(json, "any", json_need(json, fact->need));
		set(json, "text", json_string(fact->need->text));
		set(json, "origin", json_string(fact->need->origin));
		break;
	case FACT_MODULES:
		set_modules(json, facts->problem);
		break;
	case FACT_DEPENDS:
		set(json, "on", json_expression(json, fact->term));
		if (term_is_choice(fact->term, symbol))
			set(json, "choice",
			    json_symbol(json, symbol->member_of));
		break;
	case FACT_SELECT:
		set(json, "by", json_symbol(json, fact->select->owner));
		set(json, "if",
		    json_terms(json, conjunction_of_select(fact->select)));
		break;
	case FACT_CHOICE:
	case FACT_ONE_OF:
	case FACT_MOST_ONE:
		if (fact->kind == FACT_CHOICE)
			set(json, "prompts", json_prompts(json, symbol));
		set(json, "members", json_members(json, fact->kind, symbol));
		set(json, "optional", json_boolean(symbol->optional));
		break;
	case FACT_MEMBER:
		set(json, "prompts", json_prompts(json, symbol));
		set(json, "choice", json_symbol(json, symbol->member_of));
		break;
	case FACT_VALUE:
		set_value(json, facts->problem->asked, symbol);
		break;
	case FACT_LIMIT:
		if (!symbol->choice && !symbol->member_of)
			set(json, "selected", json_selects(json, symbol));
		/* fallthrough */
	case FACT_DEFAULT:
		set_defaults(json, symbol);
		break;
	default:
		break;
	}
}

json_t *fact_json(const struct facts *facts, const struct fact *fact)
{
	json_t *json = json_pack("{s:s, s:{}, s:[]}", "kind",
				 fact_name(fact->kind), "types", "hints");

	/* All but a need speak of a symbol. */
	if (fact->kind != FACT_NEED)
		set(json, "symbol", json_symbol(json, fact->symbol));
	set_content(json, facts, fact);
	if (fact->select)
		set_place(json, fact->select->place);
	else if (fact->kind != FACT_NEED && fact->kind != FACT_MODULES &&
		 fact->symbol->definition_count)
		set_place(json, fact->symbol->definitions[0]->place);
	set(json, "words", json_text(fact_words_of(fact->kind, json)));
	return json;
}

char *fact_words(const struct facts *facts, const struct fact *fact)
{
	json_t *json = fact_json(facts, fact);
	char *text =
		text_copy(json_string_value(json_object_get(json, "words")));

	json_decref(json);
	return text;
}
