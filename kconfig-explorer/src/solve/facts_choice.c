// SPDX-License-Identifier: GPL-2.0-only
/* The facts of choices and their members: the rules of choice.c. */
#include "solve/facts_private.h"
#include "base/memory.h"
#include "solve/conjunction.h"

#include <stdlib.h>

bool member_has_default(const struct symbol *member)
{
	size_t i;

	for (i = 0; i < member->property_count; i++)
		if (member->properties[i]->kind == PROPERTY_DEFAULT)
			return true;
	return false;
}

/* Could it be seen, were its choice y? A tristate then has to be y. */
static int could_be_seen(struct encoding *encoding, const struct symbol *member)
{
	struct logic shown;
	int any = FALSE_LITERAL;

	symbol_for_each_property(member, prompt, PROPERTY_PROMPT)
	{
		struct terms terms = conjunction_of_member(prompt);

		shown = conjunction_logic(encoding, &terms);
		any = clauses_or(encoding->clauses, any,
				 member->type == TYPE_TRISTATE ? shown.y
							       : shown.m);
		terms_free(&terms);
	}
	return any;
}

/* One that is not optional is on: menu_finalize() has it select itself. */
static void add_on(struct facts *facts, const struct symbol *choice)
{
	struct encoding *encoding = facts->encoding;
	struct clauses *clauses = encoding->clauses;
	struct logic value = encoding->values[choice->index];
	struct logic must = encode_visible(encoding, choice);
	int any = FALSE_LITERAL;
	size_t i;

	must.y = FALSE_LITERAL;
	must = encode_typed(encoding, choice, must);
	for (i = 0; i < choice->member_count; i++)
		any = clauses_or(clauses, any,
				 could_be_seen(encoding, choice->members[i]));
	facts_add(facts, (struct fact){.kind = FACT_CHOICE, .symbol = choice});
	clauses_add(clauses, -must.y, -any, value.y);
	clauses_add(clauses, -must.m, value.m,
		    clauses_and(clauses, -any, must.y));
}

/* Without a default it cannot be y unless it is seen. */
static int chosen(struct encoding *encoding, const struct symbol *member)
{
	int value = encoding->values[member->index].y;

	if (!member_has_default(member))
		return value;
	return clauses_and(encoding->clauses,
			   encode_visible(encoding, member).y, value);
}

static void add_one_of(struct facts *facts, const struct symbol *choice)
{
	struct encoding *encoding = facts->encoding;
	size_t i, count = choice->member_count;
	int *some = allocate(count + 1, sizeof(*some));

	facts_add(facts, (struct fact){.kind = FACT_ONE_OF, .symbol = choice});
	for (i = 0; i < count; i++)
		some[i] = chosen(encoding, choice->members[i]);
	some[count] = -encoding->values[choice->index].y;
	clauses_add_many(encoding->clauses, some, count + 1);
	for (i = 0; i < count; i++)
		some[i] = encoding->values[choice->members[i]->index].m;
	some[count] = -encoding->values[choice->index].m;
	if (choice->optional)
		clauses_add_many(encoding->clauses, some, count + 1);
	free(some);
}

static void add_most_one(struct facts *facts, const struct symbol *choice)
{
	struct encoding *encoding = facts->encoding;
	size_t i, j;

	facts_add(facts,
		  (struct fact){.kind = FACT_MOST_ONE, .symbol = choice});
	for (i = 0; i < choice->member_count; i++)
		for (j = 0; j < i; j++)
			clauses_add(encoding->clauses,
				    -chosen(encoding, choice->members[i]),
				    -chosen(encoding, choice->members[j]));
}

static void add_member(struct facts *facts, const struct symbol *member)
{
	struct encoding *encoding = facts->encoding;
	struct logic value = encoding->values[member->index];

	facts_add_terms(facts, member, member->depends);
	facts_add_module(facts, member);
	facts_add(facts, (struct fact){.kind = FACT_MEMBER, .symbol = member});
	clauses_add(encoding->clauses, -encode_visible(encoding, member).y,
		    -value.m, value.y);
	facts_add_limits(facts, member, encode_default(encoding, member),
			 LOGIC_NO);
}

static const struct property *only_prompt(const struct symbol *symbol)
{
	const struct property *only = NULL;

	symbol_for_each_property(symbol, prompt, PROPERTY_PROMPT)
	{
		if (only)
			return NULL;
		only = prompt;
	}
	return only;
}

/* One that can be seen is needed for the choice to be y, and is enough. */
static void add_any(struct facts *facts, const struct symbol *choice)
{
	struct clauses *clauses = facts->encoding->clauses;
	int value = facts->encoding->values[choice->index].y;
	int any = FALSE_LITERAL;
	size_t i;

	for (i = 0; i < choice->member_count; i++)
		any = clauses_or(
			clauses, any,
			encode_visible(facts->encoding, choice->members[i]).y);
	facts_add(facts, (struct fact){.kind = FACT_CHOICE, .symbol = choice});
	clauses_add(clauses, -any, value);
	clauses_add(clauses, -value, any);
}

static void add_member_6_12(struct facts *facts, const struct symbol *member)
{
	const struct property *prompt = only_prompt(member);

	if (prompt)
		facts_add_terms(facts, member, prompt->condition);
	facts_add_limits(facts, member, LOGIC_NO, LOGIC_NO);
}

static void add_choice_6_12(struct facts *facts, const struct symbol *choice)
{
	size_t i;

	add_any(facts, choice);
	add_one_of(facts, choice);
	add_most_one(facts, choice);
	for (i = 0; i < choice->member_count; i++)
		add_member_6_12(facts, choice->members[i]);
}

static void add_choice_6_1(struct facts *facts, const struct symbol *choice)
{
	const struct property *prompt = only_prompt(choice);
	size_t i;

	if (prompt)
		facts_add_terms(facts, choice, prompt->condition);
	facts_add_module(facts, choice);
	facts_add_limits(facts, choice, LOGIC_NO, LOGIC_NO);
	if (!choice->optional)
		add_on(facts, choice);
	add_one_of(facts, choice);
	add_most_one(facts, choice);
	for (i = 0; i < choice->member_count; i++)
		add_member(facts, choice->members[i]);
}

void facts_add_choice(struct facts *facts, const struct symbol *choice)
{
	if (facts->encoding->model->rules == RULES_LINUX_6_1)
		add_choice_6_1(facts, choice);
	else
		add_choice_6_12(facts, choice);
}
